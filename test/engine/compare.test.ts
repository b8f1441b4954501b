/** Two runs as sets: what a view of the comparison is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Comparison } from '../../src/protocol/compare.ts';
import { cli } from '../support/cli.ts';
import { dataset } from '../support/dataset.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';

const captions = [
  'a',
  'a red cat',
  'a red cat on a mat',
  'a dog',
  'a dog in the green grass',
  'a dog in the green grass',
];
const lines = captions.map((caption, i) => ({ id: `s${i}`, images: [], text: caption }));
const recipe = (least: number, more = ''): string =>
  `version: 1\nstages:\n  - name: clean\n    clean:\n      process:\n        - words_num_filter: {min_num: ${least}}\n${more}`;

async function ids(engine: TestEngine, filter: string): Promise<readonly string[]> {
  const { result, total, problem } = await engine.ask('grid/open', { filter, orderBy: null });
  assert.equal(problem, null, filter);
  return total === 0 ? [] : engine.ask('grid/ids', { result, ranges: [{ from: 0, to: total }] });
}

const whys = ({ changes }: Comparison): unknown[] =>
  changes.map(({ keptBy, cause, operator, samples }) => [keptBy, cause, operator, samples]);

test('runs with other thresholds are told apart: by the samples, by why, and by the line of the recipe', async () => {
  const made = await dataset({ lines, recipe: recipe(2) });
  const { folder } = made;
  await cli('run', folder);
  made.write('better-synth.yaml', recipe(3));
  await cli('run', folder);
  await using engine = await startEngine(folder);
  const [newest, before] = await engine.ask('compare/stages', null);
  assert.deepEqual([newest!.name, newest!.kept, newest!.there], ['2-clean', 4, true]);
  assert.deepEqual([before!.name, before!.kept], ['1-clean', 5]);
  const compared = await engine.ask('compare/open', { a: '1', b: '2-clean' });
  assert.deepEqual(
    [compared.a.kept, compared.b.kept, compared.both.samples, compared.onlyA.samples, compared.onlyB.samples],
    [5, 4, 4, 1, 0],
  );
  assert.deepEqual(whys(compared), [['a', 'threshold', 'words_num_filter', 1]]);
  assert.deepEqual(compared.changes[0]!.examples, [{ id: 's3', reason: 'num_words 2 < 3', scoreA: 2, scoreB: 2 }]);
  assert.deepEqual(await ids(engine, compared.onlyA.filter), ['s3']);
  assert.deepEqual(await ids(engine, compared.both.filter), ['s1', 's2', 's4', 's5']);
  assert.deepEqual(compared.recipe, [
    '-         - words_num_filter: {min_num: 2}',
    '+         - words_num_filter: {min_num: 3}',
  ]);
});

test('a sample that came in by an edit has another score, one by a tag the tag', async () => {
  const { folder } = await dataset({ lines, recipe: recipe(3) });
  await cli('run', folder);
  await cli('edit', folder, 's0', '--text', 'a big yellow bird');
  await cli('tag', folder, 's3', '--add', 'keep');
  await cli('tag', folder, 's1', '--add', 'drop');
  await cli('run', folder);
  await using engine = await startEngine(folder);
  const compared = await engine.ask('compare/open', { a: '1', b: '2' });
  assert.deepEqual(
    new Set(whys(compared).map((why) => JSON.stringify(why))),
    new Set(['["b","score","words_num_filter",1]', '["b","tag","words_num_filter",1]', '["a","tag","manual",1]']),
  );
  const edited = compared.changes.find(({ cause }) => cause === 'score')!;
  assert.deepEqual(edited.examples, [{ id: 's0', reason: 'num_words 1 < 3', scoreA: 1, scoreB: 4 }]);
  assert.deepEqual(
    compared.scores.map(({ key, samples, changed }) => [key, samples, changed]),
    [['num_words', 6, 1]],
  );
});

test('an operator that is new is told as such, and a duplicate hangs on its neighbours', async () => {
  const deduplicated = recipe(2, '        - document_deduplicator:\n');
  const made = await dataset({ lines, recipe: recipe(2) });
  const { folder } = made;
  await cli('run', folder);
  made.write('better-synth.yaml', deduplicated);
  await cli('run', folder);
  await cli('tag', folder, 's4', '--add', 'drop');
  await cli('run', folder);
  await using engine = await startEngine(folder);
  assert.deepEqual(whys(await engine.ask('compare/open', { a: '1', b: '2' })), [
    ['a', 'operator', 'document_deduplicator', 1],
  ]);
  const tagged = await engine.ask('compare/open', { a: '2', b: '3' });
  assert.deepEqual(
    whys(tagged).sort(),
    [
      ['a', 'tag', 'manual', 1],
      ['b', 'neighbours', 'document_deduplicator', 1],
    ].sort(),
  );
});

test('where each side lies is counted over what it kept', async () => {
  const made = await dataset({ lines, recipe: recipe(1) });
  const { folder } = made;
  await cli('run', folder);
  made.write('better-synth.yaml', recipe(3));
  await cli('run', folder);
  await using engine = await startEngine(folder);
  const { distributions } = await engine.ask('compare/open', { a: '1', b: '2' });
  const [words] = distributions;
  assert.deepEqual([words!.key, words!.min, words!.max], ['num_words', 1, 6]);
  const sum = (bins: readonly number[]): number => bins.reduce((a, b) => a + b, 0);
  assert.deepEqual([sum(words!.a), sum(words!.b), words!.a[0], words!.b[0]], [6, 4, 1, 0]);
});

test('what is not there is refused with what can be compared', async () => {
  const { folder } = await dataset({ lines, recipe: recipe(1) });
  await cli('run', folder);
  await using engine = await startEngine(folder);
  await assert.rejects(engine.ask('compare/open', { a: '1', b: '9' }), /There is no run "9"/);
  await assert.rejects(engine.ask('compare/open', { a: '1-other', b: '1' }), /completed no stage "other"/);
});
