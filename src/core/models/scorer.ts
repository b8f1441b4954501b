/** Models that score pictures and texts: one pass through a tower for all who look at the same picture. */
import type { PictureInput } from './picture-report.ts';
import type { Answer } from './scoring/answers.ts';
import type { ModelCounts } from './scoring/meter.ts';
import type { ScoreItem, ScoreUse } from './scoring/question.ts';
import { chunks } from './scoring/rows.ts';
import { openUses } from './scoring/uses.ts';

export type { ModelCounts } from './scoring/meter.ts';
export type { ScoreItem, ScorePicture, ScoreUse } from './scoring/question.ts';

/** Models that score pictures and texts; they share what they compute. */
export interface Scorer {
  /** What decoders have to make of each picture; two uses of one tower and the same flips share one. */
  readonly inputs: readonly PictureInput[];
  /** The input that a use looks at. */
  inputOf(use: number): number;
  /** Whether a picture's features are at hand, so that it need not be decoded for this input. */
  knows(input: number, key: string): boolean;
  /**
   * Per item what the model says: similarity [logits_per_text / 100]; matching [2 logits]; classification
   * [C logits]; aesthetics [1]; picture-similarity [cosine]. Items in any order and number; equal ones are computed
   * once. An item's numbers do not depend on the others, but for float32 rounding.
   */
  score(use: number, items: readonly ScoreItem[]): Promise<readonly Float32Array[]>;
  /** What each model did so far, feature models included. */
  readonly counts: readonly ModelCounts[];
  close(): Promise<void>;
}

/** Pictures or pairs in one run of a graph. More gains nothing on a processor and takes memory. */
const defaultBatch = 16;

/**
 * Opens the models of all uses.
 * @param options.threads Processor threads of one run of a graph; runs follow each other.
 * @throws ProductError (model) where a model does not fit its task, or a file of it is wrong
 */
export async function openScorer(
  uses: readonly ScoreUse[],
  { threads, batch = defaultBatch }: { readonly threads: number; readonly batch?: number },
): Promise<Scorer> {
  const opened = await openUses(uses, { threads, batch });
  // One after the other: two tasks at a time would send the same picture through their tower twice.
  let last: Promise<unknown> = Promise.resolve();
  return {
    inputs: opened.pictures.map(({ input }) => input),
    inputOf: (use) => opened.answers[use]!.input,
    knows: (input, key) => opened.pictures[input]!.knows(key),
    score(use, items) {
      const scored = last.then(() => answerOnce(opened.answers[use]!.answer, items, batch));
      last = scored.catch(() => undefined);
      return scored;
    },
    counts: opened.meters,
    async close() {
      await last;
      await opened.close();
    },
  };
}

/** Answers equal questions once, those with texts of like lengths together, so that little is padded. */
async function answerOnce(
  answer: Answer,
  items: readonly ScoreItem[],
  batch: number,
): Promise<readonly Float32Array[]> {
  const keys = items.map(({ pictures, text }) => JSON.stringify([text, ...pictures.map(({ key }) => key)]));
  const questions = new Map(keys.map((key, i) => [key, items[i]!]));
  const byLength = [...questions].sort(([, a], [, b]) => a.text.length - b.text.length);
  const answers = new Map<string, Float32Array>();
  for (const some of chunks(byLength, batch)) {
    const said = await answer(some.map(([, question]) => question));
    for (const [i, [key]] of some.entries()) answers.set(key, said[i]!);
  }
  return keys.map((key) => answers.get(key)!);
}
