import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffRuns } from '../../../src/core/pipeline/diff.ts';
import { editCaption, tagSamples } from '../../../src/core/pipeline/people.ts';
import { withSession, type Session } from '../../../src/core/pipeline/session.ts';
import { historyOf } from '../../../src/core/pipeline/show.ts';
import { statusOf } from '../../../src/core/pipeline/status.ts';
import { openGrid } from '../../support/grid.ts';
import { query } from './model-runs.ts';
import { counting, countsOf, desk, recipe, three, writing, type Desk } from './synthesize-runs.ts';

/** Cats and dogs get two captions each: one of 7 words with the image token, one of 5. */
const captioned = (last = 6): Promise<Desk> =>
  desk({ ...three, recipe: recipe(counting('first', 1), writing(), counting('last', last)) });

function open<T>({ data }: Desk, use: (session: Session) => Promise<T>): Promise<T> {
  return withSession(data.folder, undefined, use);
}

const edit = (of: Desk, id: string, caption: string) => open(of, (session) => editCaption(session, id, caption));
const tag = (of: Desk, id: string, add: string[], remove: string[] = []) =>
  open(of, (session) => tagSamples(session, [id], { add, remove }));
const keptLast = async ({ data }: Desk): Promise<unknown[]> =>
  (await query(data.folder, `SELECT id FROM decisions WHERE stage = 'last' AND outcome = 'kept' ORDER BY id`)).flat();
const wordsOf = async ({ data }: Desk, id: string): Promise<unknown> =>
  (await query(data.folder, `SELECT num_words FROM scores WHERE id = '${id}'`))[0]![0];

test('a caption that a person gave a created sample counts, and no model is asked for it', async () => {
  const at = await captioned();
  await at.run();
  assert.deepEqual(await keptLast(at), ['cat/write/1', 'dog/write/1', 'owl/write/1']);
  const { before, after } = await edit(at, 'dog/write/2', 'There is one dog that sleeps on a red chair.');
  assert.deepEqual([before, after], ['There is one dog.', 'There is one dog that sleeps on a red chair.']);
  const seen = await query(at.data.folder, `SELECT caption, edited FROM samples WHERE id = 'dog/write/2'`);
  assert.deepEqual(seen, [[after, true]]);
  assert.equal(await wordsOf(at, 'dog/write/2'), null, 'its scores were of another text');

  const { report, asked } = await at.run();
  assert.deepEqual(
    report.stages.map(({ cached }) => cached),
    [true, false, false],
  );
  assert.equal(asked.length, 0);
  assert.deepEqual(await keptLast(at), ['cat/write/1', 'dog/write/1', 'dog/write/2', 'owl/write/1']);
  assert.equal(await wordsOf(at, 'dog/write/2'), 11);

  await edit(at, 'dog/write/2', before);
  await at.run();
  assert.deepEqual(await keptLast(at), ['cat/write/1', 'dog/write/1', 'owl/write/1']);
  assert.equal(await wordsOf(at, 'dog/write/2'), 5);
  assert.ok((await at.run()).report.stages.every(({ cached }) => cached));
});

test('an edit of a created sample is listed as a conflict when the text that it was made on is gone, and back when it is', async () => {
  const at = await captioned();
  await at.run();
  await edit(at, 'dog/write/2', 'A person wrote this about one dog.');
  await at.run();
  const conflicts = (): Promise<string[]> =>
    open(at, async (session) => (await statusOf(session, at.machines)).people.conflicts.map(({ id }) => id));
  assert.deepEqual(await conflicts(), []);
  const recipes = [0, 1].map((i) =>
    recipe(counting('first', 1), writing(i === 0 ? '' : 'max_tokens: 99'), counting('last', 6)),
  );
  at.behave({
    answer: ({ prompt }) => `1. This is quite another caption of ${prompt.split(' ').at(-1)}.\n2. It is another one.`,
  });
  at.data.write('better-synth.yaml', recipes[1]!);
  await at.run();
  assert.deepEqual(await conflicts(), ['dog/write/2']);
  assert.deepEqual(await query(at.data.folder, `SELECT caption, edited FROM samples WHERE id = 'dog/write/2'`), [
    ['It is another one.', false],
  ]);
  at.data.write('better-synth.yaml', recipes[0]!);
  assert.equal((await at.run()).asked.length, 0);
  assert.deepEqual([await conflicts(), (await keptLast(at)).includes('dog/write/2')], [[], true]);
});

test('an edit of a created sample that is not made any more waits, and everybody says why', async () => {
  const at = await captioned();
  await at.run();
  await edit(at, 'dog/write/2', 'A person wrote this about one dog.');
  await tag(at, 'dog/write/2', ['nice']);
  const conflicts = () => open(at, async (session) => (await statusOf(session, at.machines)).people.conflicts);
  const shown = () => open(at, (session) => historyOf(session, 'dog/write/2'));

  at.data.write('better-synth.yaml', recipe(counting('first', 99), writing(), counting('last', 6)));
  await at.run();
  const why = 'is not made any more: its parent dog was dropped by words_num_filter in first';
  const [waiting] = await conflicts();
  assert.deepEqual([waiting!.id, waiting!.reason, waiting!.why], ['dog/write/2', 'not-there', why]);
  await assert.rejects(shown(), { kind: 'usage', message: `Sample dog/write/2 ${why}.` });

  at.data.write('better-synth.yaml', recipe(counting('first', 1), writing("where: id <> 'dog'")));
  await at.run();
  assert.match((await conflicts())[0]!.why, /write did not write it/);

  at.data.write('better-synth.yaml', recipe(counting('first', 1), writing(), counting('last', 6)));
  await at.run();
  assert.deepEqual([await conflicts(), (await shown()).tags], [[], ['nice']]);
});

test('people keep and drop created samples by tags', async () => {
  const at = await captioned();
  await at.run();
  await tag(at, 'cat/write/2', ['keep']);
  await tag(at, 'cat/write/1', ['drop']);
  const { report } = await at.run();
  assert.deepEqual(
    report.stages.map(({ cached }) => cached),
    [true, true, false],
  );
  assert.deepEqual(await keptLast(at), ['cat/write/2', 'dog/write/1', 'owl/write/1']);
  await tag(at, 'cat/write/2', [], ['keep']);
  await tag(at, 'cat/write/1', [], ['drop']);
  await at.run();
  assert.deepEqual(await keptLast(at), ['cat/write/1', 'dog/write/1', 'owl/write/1']);
});

test('a tag keeps an original that would be replaced', async () => {
  const at = await desk({ ...three, recipe: recipe(writing('keep_original: false')) });
  assert.deepEqual(countsOf((await at.run()).write), [3, 0, 3, 0, 6]);
  await tag(at, 'owl', ['keep']);
  const { write, asked } = await at.run();
  assert.deepEqual([countsOf(write), asked.length], [[3, 1, 2, 0, 6], 0]);
});

test('the history of a created sample begins behind the stage that made it, that of its parent at the start', async () => {
  const at = await captioned();
  await at.run();
  await tag(at, 'cat/write/2', ['nice']);
  const stagesOf = async (id: string) => {
    const { sample, stages, tags } = await open(at, (session) => historyOf(session, id));
    return [sample['parent'], sample['origin'], stages.map(({ stage, outcome }) => `${stage} ${outcome}`), tags];
  };
  assert.deepEqual(await stagesOf('cat/write/2'), ['cat', 'synthesized', ['last dropped'], ['nice']]);
  assert.deepEqual(await stagesOf('cat'), [null, 'source', ['first kept', 'write kept', 'last dropped'], []]);
  const { written } = await open(at, (session) => historyOf(session, 'cat/write/2'));
  assert.deepEqual([written!.stage, written!.model, written!.n, written!.prompt!.length], ['write', 'scripted', 2, 64]);
  const parent = await open(at, (session) => historyOf(session, 'cat'));
  assert.equal(parent.written, null);
  assert.deepEqual(
    parent.stages.map(({ captions }) => captions),
    [null, { ids: ['cat/write/1', 'cat/write/2'], why: null }, null],
  );
  await assert.rejects(
    open(at, (session) => historyOf(session, 'cat/write/3')),
    { kind: 'usage' },
  );
});

test('the grid shows created samples with their scores, in the order asked for', async () => {
  const at = await captioned();
  await at.run();
  await edit(at, 'owl/write/2', 'Edited since.');
  await using opened = await openGrid(at.data.folder);
  const all = await opened.rows('', null, ['num_words']);
  assert.deepEqual(
    all.map(({ row, id, origin, outcome, scores }) => [row, id, origin, outcome, scores['num_words']]),
    [
      [0, 'cat', 'source', 'dropped', 4],
      [1, 'dog', 'source', 'dropped', 4],
      [2, 'owl', 'source', 'dropped', 4],
      [3, 'cat/write/1', 'synthesized', 'kept', 8],
      [4, 'cat/write/2', 'synthesized', 'dropped', 5],
      [5, 'dog/write/1', 'synthesized', 'kept', 8],
      [6, 'dog/write/2', 'synthesized', 'dropped', 5],
      [7, 'owl/write/1', 'synthesized', 'kept', 8],
      [8, 'owl/write/2', 'synthesized', 'dropped', null],
    ],
  );
  assert.deepEqual([all[8]!.caption, all[8]!.images], ['Edited since.', ['images/3.png']]);
  const kept = await opened.rows('outcome:kept is:created', { key: 'num_words', descending: true });
  assert.deepEqual(
    kept.map(({ id }) => id),
    ['cat/write/1', 'dog/write/1', 'owl/write/1'],
  );
});

test('two runs are compared with the samples that they created', async () => {
  const at = await captioned();
  await at.run();
  at.data.write(
    'better-synth.yaml',
    recipe(counting('first', 1), writing("where: id = ''cat''".replaceAll(`''`, `'`)), counting('last', 5)),
  );
  await at.run();
  const { a, b, both, onlyA, onlyB } = await open(at, (session) => diffRuns(session, '1', '2'));
  assert.deepEqual([a.kept, b.kept, both, onlyA, onlyB], [3, 2, 1, ['dog/write/1', 'owl/write/1'], ['cat/write/2']]);
});

test('a preview asks about its samples alone, leaves no trace in the views, and its answers are kept', async () => {
  const at = await captioned();
  const preview = await at.run({ sample: 2 });
  assert.deepEqual([countsOf(preview.write), preview.asked.length], [[2, 2, 0, 0, 4], 2]);
  assert.equal((await query(at.data.folder, 'SELECT * FROM captions')).length, 0);
  const whole = await at.run();
  assert.deepEqual([countsOf(whole.write), whole.asked.length], [[3, 3, 0, 0, 6], 1]);
});

test('captions of captions are samples, too, and hang together', async () => {
  const second = `  - name: again\n    synthesize: { profile: scripted, prompt: 'Anew: {caption}', split: none, where: "origin = 'synthesized'" }\n`;
  const at = await desk({ ...three, lines: three.lines.slice(0, 1), recipe: recipe(writing(), second) });
  const { report } = await at.run();
  assert.deepEqual(report.stages.map(countsOf), [
    [1, 1, 0, 0, 2],
    [3, 3, 0, 0, 2],
  ]);
  assert.deepEqual(await query(at.data.folder, 'SELECT id, parent, line FROM samples ORDER BY id'), [
    ['cat', null, 1],
    ['cat/write/1', 'cat', 1],
    ['cat/write/1/again/1', 'cat/write/1', 1],
    ['cat/write/2', 'cat', 1],
    ['cat/write/2/again/1', 'cat/write/2', 1],
  ]);
  const history = await open(at, (session) => historyOf(session, 'cat/write/1'));
  assert.deepEqual(
    history.stages.map(({ stage }) => stage),
    ['again'],
  );
});
