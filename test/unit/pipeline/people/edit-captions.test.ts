import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConflictError } from '../../../../src/core/pipeline/people/conflict.ts';
import { editCaptions, revertCaptions } from '../../../../src/core/pipeline/people/edit-captions.ts';
import { historyOf } from '../../../../src/core/pipeline/show.ts';
import { currentEdits, lastEdit } from '../../../../src/core/store/state/edits.ts';
import type { Edited, WantedEdit } from '../../../../src/protocol/engine.ts';
import { dataset, framed, jsonl } from '../../../support/dataset.ts';
import { cleanRecipe, runModels } from '../model-runs.ts';
import { at, captionsIn } from './people-runs.ts';

const lines = [
  { id: 'a', images: [], text: framed('a “quoted” cat') },
  { id: 'b', images: [], text: framed('a dog') },
  { id: 'c', images: [], text: 'Look: <image>\nan owl ' },
  { id: 'broken', images: [] },
];
const recipe = cleanRecipe(['punctuation_normalization_mapper: {}']);
const fresh = async () => (await dataset({ lines, recipe })).folder;
const edit = (folder: string, ...wanted: WantedEdit[]): Promise<Edited> =>
  at(folder, (session, flow) => editCaptions(session, flow, wanted));
const revert = (folder: string, { batch }: Edited): Promise<Edited> =>
  at(folder, (session, flow) => revertCaptions(session, flow, batch!.from, batch!.to));
const editsIn = (folder: string): Promise<number> => at(folder, ({ state }) => lastEdit(state));

test('a batch of edits is written together, and answers with its numbers and the captions as they are now', async () => {
  const folder = await fresh();
  const { batch, count, captions, skipped } = await edit(
    folder,
    { id: 'a', caption: ' a cat\n', seen: 'a “quoted” cat' },
    { id: 'b', caption: 'a black dog', seen: 'a dog' },
  );
  assert.deepEqual([batch, count, skipped], [{ from: 1, to: 2 }, 2, []]);
  assert.deepEqual(captions, [
    { id: 'a', caption: 'a cat' },
    { id: 'b', caption: 'a black dog' },
  ]);
  assert.deepEqual((await captionsIn(folder))['b'], 'a black dog');
});

test('where one sample has another caption than its writer saw, nothing of the batch is written, and it is told', async () => {
  const folder = await fresh();
  await edit(folder, { id: 'b', caption: 'somebody else was here', seen: 'a dog' });
  const late = edit(
    folder,
    { id: 'a', caption: 'a cat', seen: 'a “quoted” cat' },
    { id: 'b', caption: 'a black dog', seen: 'a dog' },
  );
  await assert.rejects(late, (error) => {
    assert.ok(error instanceof ConflictError);
    assert.deepEqual([error.id, error.now], ['b', 'somebody else was here']);
    return true;
  });
  assert.equal(await editsIn(folder), 1);
});

test('ids and captions with a null character are edited like others', async () => {
  const nulls = ['n', 'n\0', 'n\0o'].map((id) => ({ id, images: [], text: `caption\0of ${id}` }));
  const { folder } = await dataset({ lines: nulls, recipe });
  for (const { id, text } of nulls) await edit(folder, { id, caption: `${text} now`, seen: text });
  assert.deepEqual(await captionsIn(folder), Object.fromEntries(nulls.map(({ id, text }) => [id, `${text} now`])));
});

test('two who write the same caption are no conflict, and it is written once', async () => {
  const folder = await fresh();
  const wanted = { id: 'b', caption: 'a black dog', seen: 'a dog' };
  await edit(folder, wanted);
  assert.deepEqual((await edit(folder, wanted)).batch, null);
  assert.equal(await editsIn(folder), 1);
});

test('what a run made of a caption is what its writer saw, and so is what it was made of', async () => {
  for (const seen of ['a "quoted" cat', 'a “quoted” cat']) {
    const folder = await fresh();
    await runModels(folder);
    const { captions } = await edit(folder, { id: 'a', caption: 'a “small” cat', seen });
    assert.deepEqual(captions, [{ id: 'a', caption: 'a “small” cat' }]);
  }
});

test('an unknown id, a line without a text, an empty caption and a token refuse the whole batch', async () => {
  const folder = await fresh();
  const good = { id: 'b', caption: 'a black dog', seen: 'a dog' };
  for (const bad of [
    { id: 'nobody', caption: 'x', seen: 'x' },
    { id: 'broken', caption: 'x', seen: 'x' },
    { id: 'a', caption: ' \n', seen: 'a “quoted” cat' },
    { id: 'a', caption: 'see <__dj__image>', seen: 'a “quoted” cat' },
    { id: 'c', caption: 'see <image>', seen: 'Look:\n\nan owl' },
  ])
    await assert.rejects(edit(folder, good, bad), { name: 'ProductError', kind: 'usage' });
  assert.equal(await editsIn(folder), 0);
});

test('a batch that is taken back leaves no edit; taken back again, it is there', async () => {
  const folder = await fresh();
  const before = await captionsIn(folder);
  const done = await edit(
    folder,
    { id: 'a', caption: 'a cat', seen: 'a “quoted” cat' },
    { id: 'c', caption: 'two owls', seen: 'Look:\n\nan owl' },
  );
  const after = await captionsIn(folder);
  const undone = await revert(folder, done);
  assert.deepEqual([undone.batch, undone.count], [{ from: 3, to: 4 }, 2]);
  assert.deepEqual(await captionsIn(folder), before);
  assert.deepEqual(await at(folder, ({ state }) => currentEdits(state)), []);
  await revert(folder, undone);
  assert.deepEqual(await captionsIn(folder), after);
});

test('edits of one sample are taken back one by one, as far as the first, and done again', async () => {
  const folder = await fresh();
  const first = await edit(folder, { id: 'b', caption: 'one', seen: 'a dog' });
  const second = await edit(folder, { id: 'b', caption: 'two', seen: 'one' });
  const undone = [await revert(folder, second), await revert(folder, first)];
  assert.deepEqual(
    undone.map(({ captions }) => captions[0]!.caption),
    ['one', 'a dog'],
  );
  const again = [await revert(folder, undone[1]!), await revert(folder, undone[0]!)];
  assert.deepEqual(
    again.map(({ captions }) => captions[0]!.caption),
    ['one', 'two'],
  );
});

test('a sample that somebody has edited since is left alone, and named', async () => {
  const folder = await fresh();
  const done = await edit(
    folder,
    { id: 'a', caption: 'a cat', seen: 'a “quoted” cat' },
    { id: 'b', caption: 'a black dog', seen: 'a dog' },
  );
  await edit(folder, { id: 'b', caption: 'a brown dog', seen: 'a black dog' });
  const { count, skipped, captions } = await revert(folder, done);
  assert.deepEqual([count, skipped], [1, ['b']]);
  assert.deepEqual(captions, [
    { id: 'a', caption: 'a “quoted” cat' },
    { id: 'b', caption: 'a brown dog' },
  ]);
});

test('the history tells an edit that was taken back by the caption that came back', async () => {
  const folder = await fresh();
  await revert(folder, await edit(folder, { id: 'b', caption: 'a black dog', seen: 'a dog' }));
  const { edits } = await at(folder, (session) => historyOf(session, 'b'));
  assert.deepEqual(
    edits.map(({ caption }) => caption),
    ['a black dog', 'a dog'],
  );
});

test('an edit that was taken back is in nobody’s way when the line gets another text', async () => {
  const data = await dataset({ lines, recipe });
  await revert(data.folder, await edit(data.folder, { id: 'b', caption: 'a black dog', seen: 'a dog' }));
  // By hand, too: the caption that it was born with.
  await edit(data.folder, { id: 'a', caption: 'a cat', seen: 'a “quoted” cat' });
  await edit(data.folder, { id: 'a', caption: 'a “quoted” cat', seen: 'a cat' });
  data.write('data.jsonl', jsonl(lines.map((line) => ({ ...line, text: framed(`new ${line.id}`) }))));
  const { editedDataset } = await import('../../../../src/core/pipeline/edited.ts');
  const { applied, conflicts } = await at(data.folder, (session, { chain }) => editedDataset(session, chain));
  assert.deepEqual([applied, conflicts], [[], []]);
});
