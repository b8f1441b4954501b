import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { Random } from '../../../../src/base/random.ts';
import { editCaption, tagSamples } from '../../../../src/core/pipeline/people.ts';
import { queryViews } from '../../../../src/core/pipeline/query.ts';
import { runRecipe } from '../../../../src/core/pipeline/run.ts';
import { Reasons } from '../../../../src/core/pipeline/grid/reasons.ts';
import { withSession, type Session } from '../../../../src/core/pipeline/session.ts';
import type { Json } from '../../../../src/protocol/records.ts';
import { openGrid } from '../../../support/grid.ts';
import { noEndpoints } from '../../../support/no-endpoints.ts';

const count = 60;
const recipe = `version: 1
error_budget: 0.5
stages:
  - name: clean
    clean:
      process:
        - whitespace_normalization_mapper: {}
        - words_num_filter: { min_num: 4 }
        - special_characters_filter: { max_ratio: 0.9 }
        - image_aspect_ratio_filter: { min_ratio: 0.4, max_ratio: 3 }
`;
const folder = mkdtempSync(join(tmpdir(), 'better-synth-grid-'));
const decoder = resolve(import.meta.dirname, '../../../../src/core/models/decoder.ts');

/** Captions of 1 to 9 words, many of equal length; every tenth line is broken, two lines share an id. */
before(async () => {
  await mkdir(join(folder, 'images'));
  for (const [name, width] of [
    ['wide', 64],
    ['square', 20],
    ['tall', 5],
  ] as const) {
    const picture = sharp({ create: { width, height: 20, channels: 3, background: 'teal' } });
    await picture.png().toFile(join(folder, `images/${name}.png`));
  }
  const random = new Random(7);
  const lines = Array.from({ length: count }, (_, i) => {
    if (i % 10 === 9) return '{"id": ';
    const words = Array.from({ length: 1 + random.below(9) }, (__, word) => `word${word}`).join('\u00a0');
    const images = i % 3 === 0 ? ['images/wide.png', 'images/square.png'] : i % 3 === 1 ? ['images/tall.png'] : [];
    return JSON.stringify({
      id: i === 41 ? 'sample 40' : `sample ${i}`,
      images,
      text: `<__dj__image>\n${words} <|__dj__eoc|>`,
    });
  });
  writeFileSync(join(folder, 'data.jsonl'), `${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'better-synth.yaml'), recipe);
  await withSession(folder, undefined, async (session) => {
    const run = runRecipe(
      session,
      {},
      { decoder, models: { demo: folder, cache: folder }, endpoint: noEndpoints },
      new AbortController().signal,
    );
    while ((await run.next()).done !== true);
  });
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('an order shows every sample once, ties in dataset order, those without a value last', async () => {
  await using opened = await openGrid(folder);
  for (const key of ['num_words', 'special_char_ratio', 'aspect_ratios']) {
    for (const descending of [false, true]) {
      const shown = await opened.rows('', { key, descending });
      const direction = descending ? 'DESC' : 'ASC';
      const value = key === 'aspect_ratios' ? `list_avg(${key})` : key;
      assert.deepEqual(
        shown.map(({ id }) => id),
        await column(
          opened.session,
          `SELECT s.id FROM samples s JOIN scores c USING (id) ORDER BY ${value} ${direction} NULLS LAST, line`,
        ),
      );
    }
  }
});

test('captions and ids are put in order as texts', async () => {
  await using opened = await openGrid(folder);
  const captions = (await opened.rows('', { key: 'caption', descending: false })).map(({ caption }) => caption);
  const present = captions.filter((caption) => caption !== null);
  assert.deepEqual(present, [...present].sort());
  assert.equal(captions.lastIndexOf(null), count - 1);
  const ids = (await opened.rows('', { key: 'id', descending: true })).map(({ id }) => id);
  assert.deepEqual(ids, [...ids].sort().reverse());
});

test('without an order the dataset has its own', async () => {
  await using opened = await openGrid(folder);
  assert.deepEqual(
    (await opened.rows(' ')).map(({ row }) => row),
    Array.from({ length: count }, (_, row) => row),
  );
});

test('each condition lets through what the views say', async () => {
  await using opened = await openGrid(folder);
  const joined = 'samples JOIN scores USING (id) JOIN decisions USING (id)';
  for (const [filter, where] of [
    ['num_words>=3 num_words<=5', 'num_words BETWEEN 3 AND 5'],
    ['num_words!=3', 'num_words <> 3'],
    ['NOT num_words!=3', 'num_words IS NULL OR num_words = 3'],
    ['num_words>3 num_words<5', 'num_words = 4'],
    ['num_words<=7 num_words>2 num_words!=4', 'num_words IN (3, 5, 6, 7)'],
    ['num_words=3 OR num_words=8', 'num_words IN (3, 8)'],
    ['num_words<3 num_words>4', 'false'],
    [
      'special_char_ratio<0.5 outcome:kept num_words>5',
      `special_char_ratio < 0.5 AND outcome = 'kept' AND num_words > 5`,
    ],
    ['-num_words>3 outcome:dropped', `(num_words IS NULL OR num_words <= 3) AND outcome = 'dropped'`],
    ['aspect_ratios>2', 'list_avg(aspect_ratios) > 2'],
    ['has:num_words', 'num_words IS NOT NULL'],
    ['outcome:dropped OR outcome:failed', `outcome <> 'kept'`],
    ['outcome:none', 'false'],
    ['stage:clean', 'true'],
    ['operator:words_num_filter', `operator = 'words_num_filter'`],
    ['word3 -word5', `contains(caption, 'word3') AND NOT contains(caption, 'word5') OR false`],
    ['"WORD1 word2"', `contains(caption, 'word1 word2')`],
    ['word1*word4', `caption LIKE '%word1%word4%'`],
    ['image', 'false'],
    ['NOT image', 'true'],
    ['dj', 'false'],
    ['"<"', 'false'],
    ['"%"', 'false'],
    ['word_', 'false'],
    ['id:"sample 40"', `id = 'sample 40'`],
    ['id:*1', `id LIKE '%1'`],
    ['id:"sample_4"', 'false'],
    ['words=4', `len(string_split(caption, ' ')) = 4`],
    ['characters<12', 'length(caption) < 12'],
    ['is:created OR is:selected OR is:edited OR times>0 OR cluster:1', 'false'],
    ['origin:source is:untagged', 'true'],
  ] as const) {
    assert.deepEqual(
      (await opened.rows(filter)).map(({ id }) => id),
      await column(opened.session, `SELECT id FROM ${joined} WHERE coalesce(${where}, false) ORDER BY line`),
      filter,
    );
  }
});

test('hostile text in a filter is looked for, and nothing else', async () => {
  await using opened = await openGrid(folder);
  for (const text of [`'; DROP TABLE tags; --`, `") OR true --`, `' OR 1=1 --`, '%', '\\', `x' || (SELECT 1) || '`]) {
    const quoted = `"${text.replace(/["\\]/g, '\\$&')}"`;
    assert.deepEqual(await opened.rows(quoted), []);
    assert.deepEqual(await opened.rows(`id:${quoted}*`), []);
    assert.deepEqual(await opened.rows(`tag:${quoted}`), []);
    assert.match((await opened.problem(`stage:${quoted}`))!.message, /No stage/);
  }
  assert.equal((await opened.rows('')).length, count);
});

test('a row shows the caption as the stages left it, its pictures, its scores and what became of it', async () => {
  await using opened = await openGrid(folder);
  const shown = await opened.rows('', null, ['num_words', 'aspect_ratios', 'nothing_measures_this']);
  const [caption, words] = (
    await table(opened.session, `SELECT caption, num_words FROM samples JOIN scores USING (id) WHERE id = 'sample 3'`)
  )[0]!;
  const { outcome, decided, before: born } = shown[3]!;
  assert.doesNotMatch(caption as string, /\u00a0/);
  assert.equal(born?.replaceAll('\u00a0', ' '), caption);
  assert.deepEqual(shown[3], {
    row: 3,
    id: 'sample 3',
    caption,
    before: born,
    images: ['images/wide.png', 'images/square.png'],
    origin: 'source',
    outcome,
    decided,
    edited: false,
    pending: false,
    tags: [],
    cluster: null,
    times: null,
    problem: null,
    scores: { num_words: words, aspect_ratios: [3.2, 1], nothing_measures_this: null },
  });
  assert.equal(shown[41]!.id, 'sample 40~42');
  const { id, caption: none, outcome: failed, problem, decided: why } = shown[9]!;
  assert.deepEqual([id, none, failed], ['~10', null, 'failed']);
  assert.match(problem!, /not valid JSON.*line 10/);
  assert.equal(why!.stage, 'clean');
  assert.equal(why!.reason, problem);
});

test('who was not kept says by whom and why, and who was, nothing', async () => {
  await using opened = await openGrid(folder);
  const dropped = await opened.rows('operator:words_num_filter');
  assert.ok(dropped.length > 3);
  for (const { decided } of dropped) assert.match(decided!.reason!, /^num_words \d < 4$/);
  for (const { decided } of await opened.rows('outcome:kept')) assert.equal(decided, null);
});

test('reasons that are kept because they were asked for all over a stage are those of the stage', async () => {
  await using opened = await openGrid(folder);
  const { session, grid } = opened;
  const { flow } = grid.columns;
  const [stage] = flow.completed;
  const rows = Array.from({ length: count }, (_, row) => row);
  const expected = await table(session, 'SELECT reason FROM decisions JOIN samples USING (id) ORDER BY line');
  for (const most of [1 << 20, 400]) {
    const reasons = new Reasons(session, flow.rows, { far: 9, most });
    for (const some of [rows.slice(3, 7), rows, rows.slice(40, 44), [59, 0]]) {
      const found = await reasons.of(stage!, some);
      assert.deepEqual(
        some.map((row) => found.get(row)),
        some.map((row) => expected[row]![0]),
      );
    }
  }
});

test('ids and places go by rows', async () => {
  await using opened = await openGrid(folder);
  assert.deepEqual(await opened.grid.ids(Int32Array.of(41, 9, 0)), ['sample 40~42', '~10', 'sample 0']);
  assert.equal(await opened.grid.rowOf('sample 40~42'), 41);
  assert.equal(await opened.grid.rowOf('nobody'), -1);
});

test('a caption edited since the run is shown and found, and has no score yet; tags are there at once', async () => {
  await withSession(folder, undefined, (session) => editCaption(session, 'sample 3', 'A caption of my own.'));
  await withSession(folder, undefined, (session) =>
    tagSamples(session, ['sample 3', '~10'], { add: ['my tag'], remove: [] }),
  );
  await using opened = await openGrid(folder);
  const [shown] = await opened.rows('own is:edited is:pending tag:"my tag"', null, ['num_words', 'aspect_ratios']);
  assert.equal(shown!.caption, 'A caption of my own.');
  assert.match(shown!.before!, /^word0/);
  assert.deepEqual(shown!.scores, { num_words: null, aspect_ratios: [3.2, 1] });
  assert.deepEqual([shown!.edited, shown!.pending, shown!.tags], [true, true, ['my tag']]);
  assert.deepEqual(await opened.rows('word0 id:"sample 3"'), []);
  assert.equal((await opened.rows('-is:untagged')).length, 2);
  assert.deepEqual((await opened.rows('words=5 id:"sample 3"')).length, 1);
});

test('a name that nothing has is told, with the nearest one', async () => {
  await using opened = await openGrid(folder);
  assert.match((await opened.problem('num_word<3'))!.message, /Did you mean num_words\?/);
  await assert.rejects(opened.rows('', { key: 'num_word', descending: false }), {
    kind: 'usage',
    message: 'No stage has measured "num_word".',
    details: { next: 'Did you mean num_words?' },
  });
});

test('a dataset file that changes under an open grid is not read at wrong places', async () => {
  await using opened = await openGrid(folder);
  await opened.rows('id:"sample 0"');
  utimesSync(join(folder, 'data.jsonl'), 1, 1);
  await assert.rejects(opened.rows('id:"sample 0"'), { kind: 'unusable' });
});

async function table(session: Session, sql: string): Promise<Json[][]> {
  const rows: Json[][] = [];
  for await (const batch of (await queryViews(session, sql)).batches) rows.push(...batch);
  return rows;
}

async function column(session: Session, sql: string): Promise<Json[]> {
  return (await table(session, sql)).map(([value]) => value!);
}
