/** Finds thresholds on samples of which the truth is known. */
import { findOperator } from '../../src/core/operators/index.ts';
import { isGood, type Truth } from './truth.ts';

/** A threshold of the demo recipe, and the kinds of samples that it is there to drop. */
export interface Purpose {
  readonly stage: string;
  readonly operator: string;
  readonly parameter: string;
  readonly against: readonly string[];
}

const falseCaptions = ['wrong-caption', 'wrong-attribute', 'half-true', 'wrong-language'];

/** The thresholds that models and pixels have. Those of texts and shapes say what they mean and need no tuning. */
export const purposes: readonly Purpose[] = [
  { stage: 'clean-1', operator: 'image_blur_filter', parameter: 'min_score', against: ['blur'] },
  { stage: 'clean-1', operator: 'image_dark_filter', parameter: 'min_score', against: ['too-dark'] },
  { stage: 'clean-1', operator: 'image_light_filter', parameter: 'min_score', against: ['washed-out'] },
  { stage: 'clean-1', operator: 'image_low_information_filter', parameter: 'min_score', against: ['blank'] },
  { stage: 'clean-1', operator: 'image_nsfw_filter', parameter: 'max_score', against: ['hazard'] },
  { stage: 'clean-1', operator: 'image_watermark_filter', parameter: 'prob_threshold', against: ['watermark'] },
  { stage: 'clean-1', operator: 'image_aesthetics_filter', parameter: 'min_score', against: ['noise', 'blur', 'tiny'] },
  { stage: 'clean-2', operator: 'image_text_matching_filter', parameter: 'min_score', against: falseCaptions },
  {
    stage: 'clean-2',
    operator: 'image_text_similarity_filter',
    parameter: 'min_score',
    against: ['wrong-caption', 'wrong-language'],
  },
];

/** A sample's scores by the keys of statistics: a number, or one for each picture or chunk. */
export type Scores = Readonly<Record<string, number | readonly number[] | string | null>>;

/** A threshold that was found. */
export interface Found {
  readonly value: number;
  /** Share that it lets through of the kind, among those that it is there to drop, of which it misses most. */
  readonly missed: number;
  /** Share of the good samples that it drops. */
  readonly lost: number;
}

/** How much worse it is to lose a share of the good samples than to let the same share of a defect through. */
const costOfLoss = 2;

/**
 * The threshold, in thousandths, with the least cost: share missed + 2 × share of good samples lost. Where several cost
 * the same, the one in the middle of the widest range, as far from both sides as can be.
 * @param samples scores with the id of their sample
 */
export function findThreshold(purpose: Purpose, samples: readonly (Scores & { id: string })[], truth: Truth): Found {
  const { key, isMin } = statisticOf(purpose);
  const values = (wanted: (id: string) => boolean): number[] =>
    samples.filter(({ id }) => wanted(id)).flatMap((scores) => worst(scores[key], isMin) ?? []);
  const good = values((id) => isGood(truth[id]!));
  const bad = purpose.against.map((kind) => values((id) => truth[id]!.kind === kind));
  const passes = (value: number, threshold: number): boolean => (isMin ? value >= threshold : value <= threshold);
  const tried = Array.from({ length: 999 }, (_, i) => {
    const value = (i + 1) / 1000;
    const passing = (scores: readonly number[]): number =>
      scores.filter((score) => passes(score, value)).length / scores.length;
    return { value, missed: Math.max(...bad.map(passing)), lost: 1 - passing(good) };
  });
  return middleOfBest(tried);
}

function middleOfBest(tried: readonly Found[]): Found {
  const costs = tried.map(({ missed, lost }) => missed + costOfLoss * lost);
  const least = Math.min(...costs);
  let best: [start: number, end: number] = [0, -1];
  for (let start = 0; start < costs.length; start++) {
    let end = start;
    while (costs[end] === least) end++;
    if (end - start > best[1] - best[0] + 1) best = [start, end - 1];
    start = Math.max(start, end);
  }
  return tried[Math.floor((best[0] + best[1]) / 2)]!;
}

function statisticOf({ operator, parameter }: Purpose): { key: string; isMin: boolean } {
  const found = findOperator(operator);
  const statistics = found?.kind === 'filter' ? found.statistics : [];
  const statistic = statistics.find(({ min, max }) => min === parameter || max === parameter);
  if (statistic === undefined) throw new Error(`${operator} has no threshold ${parameter}`);
  return { key: statistic.key, isMin: statistic.min === parameter };
}

/** The value that decides where all of a sample's values must pass; none where nothing was measured. */
function worst(value: Scores[string] | undefined, isMin: boolean): number | undefined {
  const list = typeof value === 'number' ? [value] : Array.isArray(value) ? (value as readonly number[]) : [];
  if (list.length === 0) return undefined;
  return isMin ? Math.min(...list) : Math.max(...list);
}
