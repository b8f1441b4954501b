/** Where every input row ended. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cli } from '../support/cli.ts';
import { dataset } from '../support/dataset.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { slowDataset } from '../support/slow-run.ts';

const captions = ['a', 'a red cat', 'a red cat', 'a dog in the grass', 'a bird'];
const recipe = `version: 1
error_budget: 0.5
stages:
  - name: clean
    clean: {process: [{words_num_filter: {min_num: 2}}, {document_deduplicator: }]}
  - name: group
    cluster: {of: text, model: tf-idf, k: 2}
  - name: pick
    select: {strategy: top, by: [num_words], at: 1}
`;

async function found(engine: TestEngine, filter: string): Promise<number> {
  const { total, problem } = await engine.ask('grid/open', { filter, orderBy: null });
  assert.equal(problem, null, filter);
  return total;
}

test('every input row has one terminal state, the sums equal the input, and each state is found in the grid', async () => {
  const lines = captions.map((caption, i) => ({ id: `s${i}`, images: [], text: caption }));
  const { folder } = await dataset({ lines: [...lines, '{"torn'], recipe });
  await cli('tag', folder, 's4', '--add', 'drop');
  await cli('run', folder);
  await using engine = await startEngine(folder);
  const ledger = await engine.ask('ledger/open', null);
  const { input, created, states, stages, selected } = ledger;
  assert.deepEqual([input, created], [6, 0]);
  assert.deepEqual(
    states.map(({ outcome, stage, operator, source }) => [outcome, stage, operator, source]),
    [
      ['dropped', 'clean', 'manual', 1],
      ['dropped', 'clean', 'words_num_filter', 1],
      ['failed', 'clean', 'words_num_filter', 1],
      ['dropped', 'clean', 'document_deduplicator', 1],
      ['dropped', 'pick', 'select', 1],
      ['kept', 'pick', null, 1],
    ],
  );
  assert.equal(
    states.reduce((sum, { source }) => sum + source, 0),
    input,
  );
  for (const state of states)
    assert.equal(await found(engine, state.filter), state.source + state.created, state.filter);
  assert.equal(states.at(-1)!.outcome, 'kept');
  assert.deepEqual(
    stages.map(({ name, in: entered, kept, dropped, failed }) => [name, entered, kept, dropped, failed]),
    [
      ['clean', 6, 2, 3, 1],
      ['group', 2, 2, 0, 0],
      ['pick', 2, 1, 1, 0],
    ],
  );
  for (const stage of stages) assert.equal(stage.in, stage.kept + stage.dropped + stage.failed);
  assert.deepEqual(selected, { samples: 1, records: 1 });
});

test('samples that a stage created are counted apart', async (t) => {
  const folder = await slowDataset(t, { count: 5 });
  await cli('run', folder);
  await using engine = await startEngine(folder);
  const { input, created, states } = await engine.ask('ledger/open', null);
  assert.deepEqual([input, created], [5, 5]);
  assert.equal(
    states.reduce((sum, state) => sum + state.created, 0),
    created,
  );
});

test('before any run all rows are undecided', async () => {
  const lines = captions.map((caption, i) => ({ id: `s${i}`, images: [], text: caption }));
  const { folder } = await dataset({ lines, recipe });
  await using engine = await startEngine(folder);
  const { input, states, stages } = await engine.ask('ledger/open', null);
  assert.deepEqual([input, states.length, states[0]!.outcome, states[0]!.source, stages], [5, 1, 'none', 5, []]);
  assert.equal(await found(engine, states[0]!.filter), 5);
});
