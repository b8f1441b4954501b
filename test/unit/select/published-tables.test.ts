/**
 * Decisions over two published tables: one picture each, an original caption and four synthesized sentences with their
 * image–text matching and similarity. The pictures are not published, so the scores stand here as they were printed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideStage } from '../../../src/core/pipeline/decide/decide.ts';
import { parseRecipe } from '../../../src/core/recipe/parse.ts';
import type { SelectQuestion } from '../../../src/core/select/question.ts';
import { selectRows } from '../../../src/core/select/select-rows.ts';
import { question as decisions, scores } from '../../support/decide.ts';
import { column, question, rowsOf } from './questions.ts';

interface Table {
  readonly matching: readonly number[];
  readonly similarity: readonly number[];
}

const candles: Table = {
  matching: [0.996043, 0.977474, 0.999578, 0.999629, 0.749893],
  similarity: [0.312516, 0.318297, 0.340424, 0.290429, 0.239513],
};
const second: Table = {
  matching: [0.996, 0.9976, 0.9909, 0.7, 0.86],
  similarity: [0.3336, 0.258, 0.2503, 0.2475, 0.2471],
};
const both: Table = {
  matching: [...candles.matching, ...second.matching],
  similarity: [...candles.similarity, ...second.similarity],
};

/** The rows that the product's own operators keep at the published thresholds. */
function survivors({ matching, similarity }: Table): number[] {
  const text = `stages:
  - name: clean-2
    clean:
      process:
        - image_text_matching_filter: {min_score: 0.85}
        - image_text_similarity_filter: {min_score: 0.282}
`;
  const [stage] = parseRecipe({ text, file: 'better-synth.yaml' }, { read: () => null }).recipe!.stages;
  assert.ok(stage?.kind === 'clean');
  const { outcome } = decideStage(
    decisions(matching.length, stage.process, {
      image_text_matching_filter: { columns: { image_text_matching_score: scores(matching) } },
      image_text_similarity_filter: { columns: { image_text_similarity: scores(similarity) } },
    }),
  );
  return [...outcome.keys()].filter((row) => outcome[row] === 0);
}

/** Both tables as rows 0–4 and 5–9, each picture its own cluster. */
function chosen(changes: Partial<SelectQuestion>, table = both): { rows: number[]; notes: readonly string[] } {
  const rows = [...table.matching.keys()];
  const asked = question(rows.length, {
    strategy: 'high-low',
    by: [column('image_text_matching_score', ...table.matching), column('image_text_similarity', ...table.similarity)],
    cluster: Int32Array.from(rows, (row) => Math.floor(row / 5)),
    picture: Int32Array.from(rows, (row) => Math.floor(row / 5)),
    synthesized: Uint8Array.from(rows, (row) => (row % 5 === 0 ? 0 : 1)),
    ...changes,
  });
  const { times, notes } = selectRows(asked);
  return { rows: rowsOf(times), notes };
}

test('at .85 and .282 four of the five captions of the first table survive, one of the second', () => {
  assert.deepEqual(survivors(candles), [0, 1, 2, 3]);
  assert.deepEqual(survivors(second), [0]);
  assert.deepEqual(survivors(both), [0, 1, 2, 3, 5]);
});

test('high-low calls the dull sentences low, and the pictures get their places by what is high', () => {
  // 25th percentiles: matching .8894, similarity .2482. High: 0 to 3, and 5 to 7; shares of 7 places: 3.5 each.
  const { rows, notes } = chosen({});
  assert.deepEqual(rows, [0, 1, 2, 3, 5, 6, 7]);
  assert.deepEqual(notes, ["7 of 10 samples are high; 0 low ones were chosen to keep the clusters' proportions"]);
});

test('with replace_low both pictures are there once, by their originals, which are high', () => {
  const { rows, notes } = chosen({ replaceLow: true });
  assert.deepEqual(rows, [0, 5]);
  assert.equal(notes.at(-1), '0 low captions gave their place to a synthesized one of the same picture; 0 had none');
});

test('an original that is low among these captions gives its place to the best sentence of its picture', () => {
  // The second picture with its dullest sentence as original: similarity .2471 is low, sentences 6 and 7 are high.
  const swap = (values: readonly number[]): number[] => [
    ...values.slice(0, 5),
    values[9]!,
    ...values.slice(6, 9),
    values[5]!,
  ];
  const table = { matching: swap(both.matching), similarity: swap(both.similarity) };
  const { rows, notes } = chosen({ replaceLow: true }, table);
  assert.deepEqual(rows, [0, 9]);
  assert.equal(notes.at(-1), '1 low captions gave their place to a synthesized one of the same picture; 0 had none');
});

test('the best caption of each picture is sentence 2 of the first and the original of the second', () => {
  // Mean ranks of matching and similarity over all ten captions: 2 has 9 and 10; 5 has 6 and 9, before 6 with 8 and 5.
  assert.deepEqual(chosen({ strategy: 'top', maxPerImage: 1 }).rows, [2, 5]);
});

test('what survives the filters can be evened out to one original per sentence', () => {
  const left = survivors(both);
  const table = {
    matching: left.map((row) => both.matching[row]!),
    similarity: left.map((row) => both.similarity[row]!),
  };
  const origin = { synthesized: Uint8Array.of(0, 1, 1, 1, 0), picture: Int32Array.of(0, 0, 0, 0, 1) };
  // Of sentences 1 to 3 the two best by both ranks are 2 and 3.
  const { rows, notes } = chosen({ ...origin, strategy: 'top', ratio: 1, cluster: new Int32Array(5) }, table);
  assert.deepEqual(
    rows.map((row) => left[row]!),
    [0, 2, 3, 5],
  );
  assert.deepEqual(notes, ['2 originals and 2 synthesized samples, of 2 and 3 candidates: the ratio of 1 left out 1']);
});
