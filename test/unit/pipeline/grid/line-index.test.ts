import { sentence } from '../../../../src/protocol/filter-sentences.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importDataset } from '../../../../src/core/dataset/import.ts';
import { LineIndex } from '../../../../src/core/pipeline/grid/line-index.ts';
import { ProductError } from '../../../../src/protocol/errors.ts';
import { dataset, framed } from '../../../support/dataset.ts';

const why = 'The dataset is being imported.';
const lines = [
  { id: 'a', images: ['a.jpg'], text: framed('a dog') },
  '',
  { images: [], text: framed('no id') },
  'no JSON',
  { id: 'a', images: [], text: framed('the same id') },
];

async function indexed(): Promise<LineIndex> {
  const file = (await dataset({ lines })).path('data.jsonl');
  const index = new LineIndex(file, sentence('importing'));
  for await (const batch of importDataset(file)) index.add(batch);
  return index;
}

test('lines are shown as they stand, with the ids that they will have once imported', async (t) => {
  const index = await indexed();
  t.after(() => index.close());
  assert.deepEqual([index.rows, index.problems, index.complete], [4, 1, false]);
  const rows = await index.read([3, 0, 1, 2], ['num_words']);
  assert.deepEqual(
    rows.map(({ row, id, caption, images }) => [row, id, caption, images]),
    [
      [3, 'a~5', 'the same id', []],
      [0, 'a', 'a dog', ['a.jpg']],
      [1, '~3', 'no id', []],
      [2, '~4', null, []],
    ],
  );
  assert.deepEqual(rows[0]!.scores, { num_words: null });
  assert.match(rows[3]!.problem!, /JSON/);
  assert.equal(rows[0]!.problem, null);
  assert.deepEqual(await index.ids(Int32Array.of(2, 0)), ['~4', 'a']);
  assert.deepEqual([await index.rowOf('a~5'), await index.rowOf('b')], [3, -1]);
});

test('of lines nothing is filtered or put in order, and it is said why', async (t) => {
  const index = await indexed();
  t.after(() => index.close());
  assert.deepEqual(await index.find({ filter: ' ', orderBy: null }), { rows: null, problem: null });
  const { rows, problem } = await index.find({ filter: 'dog', orderBy: null });
  assert.deepEqual([rows!.length, problem], [0, { message: why, says: [sentence('importing')], start: 0, end: 3 }]);
  const byId = { filter: '', orderBy: { key: 'id', descending: false } };
  await assert.rejects(index.find(byId), (error: unknown) => error instanceof ProductError && error.message === why);
});
