/** What was evaluated with several seeds: is one side better than the other? */
import {
  meanEstimate,
  pairedDifference,
  runsNeeded,
  unpairedDifference,
  verdictOf,
  type Estimate,
} from '../../base/estimate.ts';
import { mean } from '../../base/statistics.ts';
import type { EvaluatedGroup, Evaluation, GroupDifference } from '../../protocol/training.ts';

/** A figure that one training came to. */
export interface Score {
  /** What is compared: the data, the recipe. */
  readonly group: string;
  /** Null: not told. */
  readonly seed: string | null;
  readonly metric: string;
  readonly value: number;
}

const lower = /loss|perplexity|error|(^|_)(wer|cer|mse|mae|rmse)$/i;
/** Of an evaluation, and no quality. */
const passing = /_(runtime|per_second)$|^epoch$/;

/** Each metric of some scores, every group against a baseline. @param baseline null, or none of a metric: its first group */
export function evaluate(scores: readonly Score[], baseline: string | null): Evaluation[] {
  const metrics = [...new Set(scores.map(({ metric }) => metric))].filter((metric) => !passing.test(metric));
  return metrics.map((metric) => {
    const own = scores.filter((score) => score.metric === metric && Number.isFinite(score.value));
    const groups = [...new Set(own.map(({ group }) => group))];
    const base = baseline !== null && groups.includes(baseline) ? baseline : (groups[0] ?? '');
    const lowerIsBetter = lower.test(metric);
    const of = (group: string): Score[] => own.filter((score) => score.group === group);
    const compared = groups.map((group) => ({
      ...figuresOf(of(group)),
      group,
      difference: group === base ? null : differenceOf(of(group), of(base), lowerIsBetter),
    }));
    return { metric, lowerIsBetter, baseline: base, groups: compared };
  });
}

function figuresOf(scores: readonly Score[]): Pick<EvaluatedGroup, 'n' | 'mean' | 'low' | 'high'> {
  const values = valuesOf(scores);
  if (values.length < 2) return { n: values.length, mean: mean(values), low: null, high: null };
  const { value, low, high } = meanEstimate(values);
  return { n: values.length, mean: value, low, high };
}

/** Pairs where two seeds or more are of both; else two independent samples. One training tells nothing. */
function differenceOf(group: readonly Score[], base: readonly Score[], lowerIsBetter: boolean): GroupDifference {
  const pairs = pairsOf(group, base);
  const paired = pairs.length >= 2;
  const n = paired ? pairs.length : Math.min(group.length, base.length);
  if (n < 2) {
    const value = mean(valuesOf(group)) - mean(valuesOf(base));
    return { value, low: null, high: null, paired, n, verdict: 'too few', needed: null };
  }
  const estimate = paired
    ? pairedDifference(
        Float64Array.from(pairs, ([first]) => first),
        Float64Array.from(pairs, ([, second]) => second),
      )
    : unpairedDifference(valuesOf(group), valuesOf(base));
  const verdict = verdictOf(lowerIsBetter ? mirrored(estimate) : estimate);
  const needed = verdict === 'not distinguishable' ? runsNeeded(estimate, n) : null;
  return { ...estimate, paired, n, verdict, needed };
}

/** Seeds that both sides have exactly once. */
function pairsOf(group: readonly Score[], base: readonly Score[]): (readonly [number, number])[] {
  const once = (scores: readonly Score[], seed: string | null): Score | undefined => {
    const found = scores.filter((score) => score.seed === seed);
    return found.length === 1 ? found[0] : undefined;
  };
  return group.flatMap(({ seed }) => {
    const [first, second] = seed === null ? [] : [once(group, seed), once(base, seed)];
    return first === undefined || second === undefined ? [] : [[first.value, second.value] as const];
  });
}

function mirrored({ value, low, high }: Estimate): Estimate {
  return { value: -value, low: -high, high: -low };
}

function valuesOf(scores: readonly Score[]): Float64Array {
  return Float64Array.from(scores, ({ value }) => value);
}
