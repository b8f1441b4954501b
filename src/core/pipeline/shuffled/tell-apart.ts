/** Whether an image–text model tells the captions of some pictures from shuffled ones: did the score really run? */
import { Random } from '../../../base/random.ts';
import { auc } from '../../../base/statistics.ts';
import { fieldsOf } from '../../dataset/fields.ts';
import { recogniseTokens } from '../../dataset/tokens.ts';
import type { ScoreItem, Scorer } from '../../models/scorer.ts';
import type { Filter } from '../../operators/operator.ts';
import { compile } from '../../operators/shared/pattern.ts';
import type { CleanStage, OperatorUse } from '../../recipe/recipe.ts';
import type { Duck } from '../../store/duck.ts';
import type { Chain } from '../chain.ts';
import type { ModelHashes } from '../measure/measurement.ts';
import { Measurer } from '../measure/measurer.ts';
import type { PictureDesk } from '../measure/picture-desk.ts';
import { ScoreMemory } from '../measure/score-memory.ts';
import { chosenInputs } from './chosen-inputs.ts';

/** Pairs that are asked about at most. */
const mostPairs = 200;

/** Pairs that are needed to say anything. */
export const fewestPairs = 20;

/** Samples that are tried at most, as long as pairs are lacking: pictures may be broken, captions equal. */
const mostRows = 2 * mostPairs;

/** Captions are shuffled within so many samples, while the models still remember their pictures. */
const groupRows = 25;

/** The stream of the seed that draws samples and shuffles captions. */
const stream = 0x5f1e;

/** An operator that asks an image–text model, at its place. */
export interface AskedUse {
  /** For its special tokens. */
  readonly stage: CleanStage;
  /** What changes the text between the chain's rows and the operator. */
  readonly mappers: readonly OperatorUse[];
  readonly use: OperatorUse;
}

/** What a trial needs. */
export interface TrialTools {
  readonly duck: Duck;
  readonly chain: Chain;
  readonly desk: PictureDesk;
  readonly scorer: Scorer;
  /** The operator's place among the scorer's uses. */
  readonly index: number;
  readonly hashOf: ModelHashes;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** What came of a trial. */
export interface Trial {
  /** The probability that a true pair scores above a shuffled one; null where there are too few pairs to say. */
  readonly auc: number | null;
  /** How many true pairs, and as many shuffled ones. */
  readonly pairs: number;
}

/** A picture with its caption, and what the model said of them. */
interface AskedPair {
  readonly item: ScoreItem;
  readonly answer: Float32Array;
}

/**
 * Asks about pairs of some rows, and about the same pictures with each other's captions. No picture and no caption is
 * in two pairs, so that no shuffled pair is a true one.
 * @param rows that come out of the chain; samples are drawn from them by the seed
 */
export async function tellApart(
  { stage, mappers, use }: AskedUse,
  rows: Int32Array,
  { duck, chain, desk, scorer, index, hashOf, seed, signal }: TrialTools,
): Promise<Trial> {
  const random = new Random(seed, stream);
  const drawn = random.shuffle(Array.from(random.sample(rows.length, mostRows), (i) => rows[i]!));
  const inputs = await chosenInputs(duck, chain, drawn);
  const asked: AskedPair[] = [];
  const measurer = new Measurer(
    { ...stage, kind: 'measure', process: [...mappers, use] },
    {
      desk,
      memory: new ScoreMemory(),
      compile,
      recogniseTokens,
      fieldsOf,
      scorer: listening(scorer, index, asked),
      hashOf,
      tags: new Map(),
    },
  );
  const question = (use.operator as Filter<unknown>).askModel!;
  const valueOf = (answer: Float32Array): number => question.value(answer, use.parameters);
  const seen = new Set<string>();
  const scores: { own: number; other: number }[] = [];
  for (let from = 0; from < inputs.length && scores.length < mostPairs; from += groupRows) {
    signal.throwIfAborted();
    asked.length = 0;
    await measurer.measure(inputs.slice(from, from + groupRows));
    const pairs = asked.filter(({ item }) => isNew(item, seen)).slice(0, mostPairs - scores.length);
    if (pairs.length < 2) continue;
    const order = random.cycle(pairs.length);
    const shuffled = pairs.map(({ item }, i) => ({ ...item, text: pairs[order[i]!]!.item.text }));
    const answers = await scorer.score(index, shuffled);
    pairs.forEach(({ answer }, i) => scores.push({ own: valueOf(answer), other: valueOf(answers[i]!) }));
  }
  return result(scores.filter(({ own, other }) => Number.isFinite(own) && Number.isFinite(other)));
}

/** One use of a scorer as a scorer of its own, whose questions and answers are written down. */
function listening(scorer: Scorer, index: number, asked: AskedPair[]): Scorer {
  return {
    ...scorer,
    inputOf: () => scorer.inputOf(index),
    async score(_, items) {
      const answers = await scorer.score(index, items);
      items.forEach((item, i) => asked.push({ item, answer: answers[i]! }));
      return answers;
    },
  };
}

/** Whether neither the picture nor the caption was in a pair before; an empty caption says nothing. */
function isNew({ pictures, text }: ScoreItem, seen: Set<string>): boolean {
  const keys = [`picture ${pictures[0]!.key}`, `text ${text.toLowerCase()}`];
  if (text === '' || keys.some((key) => seen.has(key))) return false;
  for (const key of keys) seen.add(key);
  return true;
}

function result(scores: readonly { own: number; other: number }[]): Trial {
  const pairs = scores.length;
  if (pairs < fewestPairs) return { auc: null, pairs };
  const [own, other] = [scores.map((score) => score.own), scores.map((score) => score.other)];
  return { auc: auc(Float64Array.from(own), Float64Array.from(other)), pairs };
}
