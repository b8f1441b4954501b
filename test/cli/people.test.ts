import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SampleHistory } from '../../src/protocol/samples.ts';
import type { Status } from '../../src/core/pipeline/status.ts';
import { cli, rowsOf, run, type Decision } from '../support/cli.ts';
import { dataset, framed, jsonl } from '../support/dataset.ts';

const recipe = `version: 1
error_budget: 0.5
stages:
  - name: clean
    clean:
      process:
        - punctuation_normalization_mapper:
        - words_num_filter: {min_num: 6}
        - image_shape_filter: {min_width: 8}
  - name: select
    select: {strategy: top, by: num_words, budget: 2}
  - name: export
    export: {format: data-juicer, output: out/result.jsonl}
`;
const line = (id: string, text: string, picture = 'p.png') =>
  `{"id":"${id}",  "images":["images/${picture}"], "text":${JSON.stringify(text)},"note": {"n": 1.50, "ä": "\\u00e9"} }`;
const lines = [
  line('long', framed('one two three four five six seven eight')),
  line('middle', framed('one two three four five six')),
  line('short', framed('one two')),
  line('quoted', framed('“one” two three four five')),
  line('gone', framed('one two three four five six'), 'nowhere.png'),
  line('llava', 'Look: <image>\n\n a cat on a mat today '),
  '{"id": "torn", "text": "half',
];
const data = await dataset({ lines, pictures: { 'images/p.png': { width: 16, height: 16 } }, recipe });
const { folder } = data;
const sample = async (id: string) =>
  (
    await rowsOf<Record<'text' | 'caption' | 'original_text' | 'edited', unknown>>(
      folder,
      `SELECT * FROM samples WHERE id = '${id}'`,
    )
  )[0]!;
const decisions = async (stage: string) =>
  new Map(
    (await rowsOf<Decision>(folder, `SELECT * FROM decisions WHERE stage = '${stage}'`)).map((row) => [row.id, row]),
  );

test('edit takes the caption; the tokens and the white space around it stay, in both dialects', async () => {
  const ended = await cli('edit', folder, 'short', '--text', 'a much longer caption than it was', '--json');
  assert.deepEqual(
    [ended.code, ended.json()],
    [0, { id: 'short', before: 'one two', caption: 'a much longer caption than it was' }],
  );
  await cli('edit', folder, 'llava', '--text', 'only two');
  const { text, caption, original_text: original, edited } = await sample('short');
  assert.deepEqual(
    [text, caption, original, edited],
    [framed('a much longer caption than it was'), 'a much longer caption than it was', framed('one two'), true],
  );
  // What stands before the token is a piece of the caption, too: one new piece goes into the first place.
  assert.equal((await sample('llava')).caption, 'only two');
  data.assertUntouched();
});

test('an edit that cannot be is exit 2: unknown id, unreadable line, a token in the caption, no folder', async () => {
  const ended = await Promise.all([
    cli('edit', folder, 'nobody', '--text', 'x', '--json'),
    cli('edit', folder, '~7', '--text', 'x', '--json'),
    cli('edit', folder, 'long', '--text', 'a <__dj__image> b', '--json'),
    cli('edit', 'long', '--text', 'x', '--json'),
  ]);
  for (const { code, error } of ended) assert.deepEqual([code, error().code], [2, 2]);
  assert.match(ended[0].error().message, /"nobody"/);
  assert.equal((await rowsOf(folder, 'SELECT * FROM edits')).length, 2);
});

test('the view edits has the captions of people with their time; the last of a sample counts', async () => {
  await cli('edit', folder, 'llava', '--text', 'a cat on a warm mat');
  const edits = await rowsOf<Record<'id' | 'caption' | 'at', string>>(folder, 'SELECT * FROM edits ORDER BY id');
  assert.deepEqual(
    edits.map(({ id, caption }) => [id, caption]),
    [
      ['llava', 'a cat on a warm mat'],
      ['short', 'a much longer caption than it was'],
    ],
  );
  assert.deepEqual(Object.keys(edits[0]!), ['id', 'caption', 'at']);
  assert.ok(Math.abs(Date.parse(edits[0]!.at) - Date.now()) < 600_000);
});

test('tags are added and removed, of several samples at once and all or none', async () => {
  const ended = await cli('tag', folder, 'long', 'middle', '--add', 'drop', 'odd', '--json');
  assert.deepEqual(ended.json(), [
    { id: 'long', tags: ['drop', 'odd'] },
    { id: 'middle', tags: ['drop', 'odd'] },
  ]);
  assert.equal((await cli('tag', folder, 'long', 'nobody', '--add', 'x')).code, 2);
  assert.equal((await cli('tag', folder, 'long')).code, 2);
  await cli('tag', folder, 'middle', '--remove', 'drop');
  await cli('tag', folder, 'quoted', 'gone', '~7', '--add', 'keep');
  assert.deepEqual(await rowsOf(folder, 'SELECT * FROM tags ORDER BY id, tag'), [
    { id: 'gone', tag: 'keep' },
    { id: 'long', tag: 'drop' },
    { id: 'long', tag: 'odd' },
    { id: 'middle', tag: 'odd' },
    { id: 'quoted', tag: 'keep' },
    { id: '~7', tag: 'keep' },
  ]);
});

test('a run works on the edited text, and the tags keep and drop overrule its filters, never a failure', async () => {
  const { code, report } = await run(folder);
  assert.equal(code, 3);
  const [clean] = report.stages;
  assert.equal(clean!.operators[0]!.name, 'manual');
  assert.equal(clean!.in, clean!.kept + clean!.dropped + clean!.failed);
  const of = await decisions('clean');
  assert.equal(of.get('short')!.outcome, 'kept');
  assert.deepEqual([of.get('long')!.outcome, of.get('long')!.operator], ['dropped', 'manual']);
  assert.deepEqual([of.get('gone')!.outcome, of.get('gone')!.operator], ['failed', 'image_shape_filter']);
  assert.equal(of.get('~7')!.outcome, 'failed');
  // Seven words would do: the tag had nothing to overrule.
  assert.deepEqual([of.get('quoted')!.outcome, of.get('quoted')!.operator], ['kept', null]);
});

test('a sample that a filter would drop and a tag keeps is kept by manual', async () => {
  await cli('edit', folder, 'quoted', '--text', 'one');
  await run(folder);
  const kept = (await decisions('clean')).get('quoted')!;
  assert.deepEqual([kept.outcome, kept.operator, kept.reason], ['kept', 'manual', 'tagged keep']);
});

test('in a trim to the budget the samples tagged keep come first', async () => {
  const select = await decisions('select');
  assert.deepEqual([select.get('quoted')!.outcome, select.get('quoted')!.operator], ['kept', 'manual']);
  assert.equal([...select.values()].filter(({ outcome }) => outcome === 'kept').length, 2);
});

test('an export has the edited text spliced into the line, and is byte-identical everywhere else', () => {
  const exported = data.read('out/result.jsonl').trimEnd().split('\n');
  assert.equal(exported.length, 2);
  const edited = lines[3]!.replace(JSON.stringify(framed('“one” two three four five')), JSON.stringify(framed('one')));
  assert.ok(exported.includes(edited), exported.join('\n'));
});

test('an edit of a text that a mapper changed keeps its base: the text that the sample was born with', async () => {
  await cli('edit', folder, 'quoted', '--text', '“one” two three four five six');
  await run(folder);
  const { text, caption, original_text: original } = await sample('quoted');
  assert.deepEqual([text, caption], [framed('"one" two three four five six'), '"one" two three four five six']);
  assert.equal(original, framed('“one” two three four five'));
  assert.deepEqual((await cli('status', folder, '--json')).json<Status>().people.conflicts, []);
});

test('an edit after a run is shown at once, and makes the stages stale', async () => {
  await cli('edit', folder, 'middle', '--text', 'seven words stand in this new caption');
  assert.equal((await sample('middle')).caption, 'seven words stand in this new caption');
  const { stages } = (await cli('status', folder, '--json')).json<Status>();
  assert.equal(stages[0]!.state, 'stale');
  assert.match(stages[0]!.why, /captions/);
});

test('an empty caption is refused, and says how to take the sample out', async () => {
  const before = await rowsOf(folder, 'SELECT * FROM edits');
  for (const caption of ['', ' \n']) {
    const refused = await cli('edit', folder, 'middle', '--text', caption, '--json');
    assert.equal(refused.code, 2);
    assert.match(refused.error().next!, /tag middle --add drop/);
  }
  assert.deepEqual(await rowsOf(folder, 'SELECT * FROM edits'), before);
});

test('an edit back to the original text is no edit any more', async () => {
  await cli('edit', folder, 'middle', '--text', 'one two three four five six');
  assert.deepEqual((await sample('middle')).edited, false);
});

test('show tells the whole history of a sample: stages, scores, edits and tags', async () => {
  const { sample: shown, stages, edits, tags } = (await cli('show', folder, 'quoted', '--json')).json<SampleHistory>();
  assert.equal(shown['id'], 'quoted');
  assert.equal(shown['original_text'], framed('“one” two three four five'));
  assert.deepEqual([edits.map(({ caption }) => caption), tags], [['one', '“one” two three four five six'], ['keep']]);
  assert.deepEqual(
    stages.map(({ stage, outcome }) => [stage, outcome]),
    [
      ['clean', 'kept'],
      ['select', 'kept'],
      ['export', 'kept'],
    ],
  );
  assert.deepEqual(stages[0]!.scores[0], { operator: 'words_num_filter', key: 'num_words', value: 8 });
  assert.equal(stages[1]!.times, 1);
  const torn = await cli('show', folder, '~7');
  assert.match(torn.stdout, /failed/);
  assert.match(torn.stdout, /not valid JSON.*line 7/);
  assert.equal((await cli('show', folder, 'nobody')).code, 2);
});

test('edits of several processes at once are all there', async () => {
  const ids = ['long', 'middle', 'short', 'llava', 'gone'];
  const ended = await Promise.all(
    ids.map((id) => cli('edit', folder, id, '--text', `written by the process of ${id}`)),
  );
  assert.deepEqual(
    ended.map(({ code }) => code),
    ids.map(() => 0),
  );
  const rows = await rowsOf(folder, "SELECT id FROM edits WHERE caption LIKE 'written by%'");
  assert.equal(rows.length, ids.length);
});

test('an edit of a text that has changed is a conflict: listed, not applied, and not lost', async () => {
  const changed = lines.map((text) => text.replace('seven eight', 'seven nine')).slice(0, 5);
  data.write('data.jsonl', jsonl(changed));
  const { people } = (await cli('status', folder, '--json')).json<Status>();
  // The text of one is another, another is gone.
  assert.deepEqual(people.conflicts.map(({ id }) => id).sort(), ['llava', 'long']);
  assert.equal((await sample('long')).caption, 'one two three four five six seven nine');
  assert.equal((await rowsOf(folder, "SELECT * FROM edits WHERE id = 'long'")).length, 1);
  data.write('data.jsonl', jsonl(lines));
  assert.deepEqual((await cli('status', folder, '--json')).json<Status>().people.conflicts, []);
  assert.equal((await sample('long')).caption, 'written by the process of long');
});

test('what captions hold is shown in a terminal, not obeyed', async () => {
  await cli('edit', folder, 'long', '--text', 'red \u001b[31m and \u202eback');
  data.write('data.jsonl', jsonl(lines.map((text) => text.replace('seven eight', 'seven nine'))));
  const outputs = await Promise.all([
    cli('show', folder, 'long'),
    cli('query', folder, 'SELECT * FROM edits'),
    cli('status', folder),
  ]);
  for (const { stdout, stderr } of outputs) {
    // eslint-disable-next-line no-control-regex -- the escape character is what this is about
    assert.doesNotMatch(stdout + stderr, /[\u001b\u202e]/);
    assert.match(stdout, /\\u001b\[31m/);
  }
});
