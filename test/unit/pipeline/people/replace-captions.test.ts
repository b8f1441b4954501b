import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editCaptions, revertCaptions } from '../../../../src/core/pipeline/people/edit-captions.ts';
import type { Find } from '../../../../src/core/pipeline/people/finding.ts';
import { previewReplacement, replaceInCaptions } from '../../../../src/core/pipeline/people/replace-captions.ts';
import { lastEdit, putEdit } from '../../../../src/core/store/state/edits.ts';
import { StagedEdits } from '../../../../src/core/store/state/staged-edits.ts';
import { dataset, framed } from '../../../support/dataset.ts';
import { cleanRecipe } from '../model-runs.ts';
import { at, captionsIn } from './people-runs.ts';

const lines = [
  { id: 'a', images: [], text: framed('a Red cat on a red mat') },
  { id: 'b', images: [], text: framed('a.b costs $5 and a+b') },
  { id: 'c', images: [], text: framed('nothing of the kind') },
  { id: 'd', images: [], text: framed('red') },
  { id: 'broken', images: [] },
];
const recipe = cleanRecipe(['whitespace_normalization_mapper: {}']);
const fresh = async () => (await dataset({ lines, recipe })).folder;
const signal = new AbortController().signal;
const finding = (find: string, replace: string, options: Partial<Find> = {}): Find => ({
  find,
  replace,
  pattern: false,
  matchCase: false,
  ...options,
});
const preview = (folder: string, find: Find, rows = [0, 1, 2, 3, 4]) =>
  at(folder, (session, flow) =>
    previewReplacement((work) => work(session, flow), { rows: Int32Array.from(rows), find }, signal),
  );
const replace = (folder: string, find: Find, rows = [0, 1, 2, 3, 4]) =>
  at(folder, (session, flow) =>
    replaceInCaptions((work) => work(session, flow), { rows: Int32Array.from(rows), find }, signal),
  );

test('a preview counts samples and matches, and shows what would become of the captions', async () => {
  const folder = await fresh();
  assert.deepEqual(await preview(folder, finding('red', 'blue')), {
    samples: 2,
    matches: 3,
    shown: [
      { id: 'a', before: 'a Red cat on a red mat', after: 'a blue cat on a blue mat' },
      { id: 'd', before: 'red', after: 'blue' },
    ],
    problem: null,
  });
  const { samples, matches } = await preview(folder, finding('red', 'blue', { matchCase: true }));
  assert.deepEqual([samples, matches], [2, 2]);
  assert.equal((await preview(folder, finding('red', 'blue'), [2, 3])).samples, 1);
});

test('plain text has no signs of its own, neither in what is looked for nor in what it becomes', async () => {
  const folder = await fresh();
  const [dot] = (await preview(folder, finding('a.b', String.raw`$& \1 $1`))).shown;
  assert.equal(dot!.after, String.raw`$& \1 $1 costs $5 and a+b`);
  assert.equal((await preview(folder, finding('a+b', 'x'))).matches, 1);
});

test('a pattern names its groups in what it becomes, and one that is none is told', async () => {
  const folder = await fresh();
  const swapped = finding(String.raw`(\w+) (?P<what>cat|mat)`, String.raw`\g<what> \1`, { pattern: true });
  assert.equal((await preview(folder, swapped)).shown[0]!.after, 'a cat Red on a mat red');
  assert.match((await preview(folder, finding('(', '', { pattern: true }))).problem!, /./);
  assert.match((await preview(folder, finding('a', String.raw`\9`, { pattern: true }))).problem!, /9/);
  assert.match((await preview(folder, finding('', 'x'))).problem!, /nothing/);
});

test('a caption that would be empty, or have a token, is refused with how many there are, and nothing is written', async () => {
  const folder = await fresh();
  for (const become of [' ', '<__dj__image>']) {
    const find = finding('red', become, { matchCase: true });
    const { problem, samples } = await preview(folder, find, [0, 3]);
    assert.equal(samples, 2);
    assert.match(problem!, become === ' ' ? /^1 caption / : /^2 captions /);
    await assert.rejects(replace(folder, find), { kind: 'usage' });
  }
  assert.equal(await at(folder, ({ state }) => lastEdit(state)), 0);
});

test('all is replaced as one batch, which is taken back as one', async () => {
  const folder = await fresh();
  await at(folder, (session, flow) => editCaptions(session, flow, [{ id: 'c', caption: 'a red owl', seen: null }]));
  const before = await captionsIn(folder);
  const { batch, count, captions, skipped } = await replace(folder, finding('red', 'blue'));
  assert.deepEqual([batch, count, skipped], [{ from: 2, to: 4 }, 3, []]);
  assert.deepEqual(captions, [
    { id: 'a', caption: 'a blue cat on a blue mat' },
    { id: 'c', caption: 'a blue owl' },
    { id: 'd', caption: 'blue' },
  ]);
  await at(folder, (session, flow) => revertCaptions(session, flow, batch!.from, batch!.to));
  assert.deepEqual(await captionsIn(folder), before);
});

test('a sample that somebody edits while captions are replaced is skipped', async () => {
  const folder = await fresh();
  const { count, skipped } = await at(folder, ({ state }) => {
    const staged = new StagedEdits(state);
    staged.add(['a', 'b'].map((id) => ({ id, caption: 'replaced', baseHash: 'h' })));
    putEdit(state, { id: 'b', caption: 'of another window', baseHash: 'h' });
    const done = staged.commit();
    staged.close();
    return done;
  });
  assert.deepEqual([count, skipped], [1, ['b']]);
});

test('a preview that nobody waits for any more ends', async () => {
  const rows = Int32Array.of(0);
  const work = at(await fresh(), (session, flow) =>
    previewReplacement((work) => work(session, flow), { rows, find: finding('red', 'blue') }, AbortSignal.abort()),
  );
  await assert.rejects(work, { name: 'AbortError' });
});
