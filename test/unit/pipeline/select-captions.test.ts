import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelDataset, query, runModels, sample } from './model-runs.ts';

const recipe = (select: string): string => `version: 1
stages:
  - {name: look, measure: {process: [words_num_filter]}}
  - {name: choose, select: {strategy: percentile, by: num_words, at: 0, ${select}}}
`;
const lines = [
  sample('a', ['alpha.png'], 'a boat'),
  sample('b', ['alpha.png'], 'a red boat near the pier'),
  sample('c', ['dark.jpg'], 'a night'),
  sample('d', ['alpha.png'], 'a red boat'),
];

test('a run leaves the best captions of each picture, and says why the others went', async () => {
  const data = await modelDataset(lines, recipe('max_per_image: 1'), []);
  const { stages } = await runModels(data.folder);
  const { kept, dropped, notes } = stages.at(-1)!;
  assert.deepEqual([kept, dropped], [2, 2]);
  assert.deepEqual(notes, ['percentile: 2 captions beyond max_per_image: 1 left out']);
  const reason = 'more captions of the picture than max_per_image';
  assert.deepEqual(await query(data.folder, "SELECT id, reason FROM decisions WHERE outcome = 'dropped' ORDER BY id"), [
    ['a', reason],
    ['d', reason],
  ]);
  assert.deepEqual((await query(data.folder, 'SELECT id FROM selected ORDER BY id')).flat(), ['b', 'c']);
});

test('a run of imported samples alone says that a ratio cannot be held', async () => {
  const data = await modelDataset(lines, recipe('ratio: 1, budget: 8, fill: repeat'), []);
  const { notes } = (await runModels(data.folder)).stages.at(-1)!;
  assert.deepEqual(notes, ['percentile: every chosen sample is an original: the ratio of 1 cannot be held']);
  const times = await query(data.folder, 'SELECT times FROM selected ORDER BY id');
  assert.deepEqual(times.flat(), [2, 2, 2, 2]);
});
