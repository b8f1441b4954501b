import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { Random } from '../../../src/base/random.ts';
import { openPages, type Page, type PageKey, type PageQuestion } from '../../../src/core/pipeline/page.ts';
import { editCaption } from '../../../src/core/pipeline/people.ts';
import { queryViews } from '../../../src/core/pipeline/query.ts';
import { runRecipe } from '../../../src/core/pipeline/run.ts';
import { openSession, withSession, type Session } from '../../../src/core/pipeline/session.ts';
import type { Json } from '../../../src/protocol/records.ts';
import { noEndpoints } from '../../support/no-endpoints.ts';

const rows = 60;
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
const folder = mkdtempSync(join(tmpdir(), 'better-synth-page-'));
const decoder = resolve(import.meta.dirname, '../../../src/core/models/decoder.ts');

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
  const lines = Array.from({ length: rows }, (_, i) => {
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

test('pages one after the other show every sample once, in the order of a score', async () => {
  await using opened = await pagesOf();
  for (const descending of [false, true]) {
    const shown = await walk(opened.page, { orderBy: { score: 'num_words', descending }, limit: 7 });
    const direction = descending ? 'DESC' : 'ASC';
    assert.deepEqual(
      shown.map(({ id }) => id),
      await column(
        opened.session,
        `SELECT s.id FROM samples s JOIN scores c USING (id) ORDER BY num_words ${direction} NULLS LAST, line`,
      ),
    );
  }
});

test('without an order the dataset has its own', async () => {
  await using opened = await pagesOf();
  const shown = await walk(opened.page, { limit: 13 });
  assert.deepEqual(
    shown.map(({ row }) => row),
    Array.from({ length: rows }, (_, row) => row),
  );
});

test('a filter keeps what lies within bounds, ends included, and has one of the outcomes', async () => {
  await using opened = await pagesOf();
  const shown = await walk(opened.page, {
    where: [{ score: 'num_words', min: 3, max: 5 }, { outcomes: ['dropped', 'failed'] }],
    orderBy: { score: 'special_char_ratio' },
    scores: ['num_words'],
    limit: 4,
  });
  const expected = await column(
    opened.session,
    `SELECT id FROM scores JOIN decisions USING (id) WHERE num_words BETWEEN 3 AND 5 AND outcome <> 'kept'`,
  );
  assert.ok(expected.length > 4);
  assert.deepEqual(shown.map(({ id }) => id).sort(), expected.sort());
  for (const { outcome, scores } of shown) {
    assert.notEqual(outcome, 'kept');
    assert.ok(Number(scores['num_words']) >= 3 && Number(scores['num_words']) <= 5);
  }
});

test('a row shows the caption as the stages left it, its pictures, its scores and what became of it', async () => {
  await using opened = await pagesOf();
  const { rows: shown } = await opened.page({ limit: 60, scores: ['num_words', 'aspect_ratios'] });
  const [caption, words] = (
    await table(opened.session, `SELECT caption, num_words FROM samples JOIN scores USING (id) WHERE id = 'sample 3'`)
  )[0]!;
  const { outcome } = shown[3]!;
  assert.match(caption as string, /^word0/);
  assert.doesNotMatch(caption as string, /\u00a0/);
  assert.deepEqual(shown[3], {
    row: 3,
    id: 'sample 3',
    caption,
    images: ['images/wide.png', 'images/square.png'],
    outcome,
    scores: { num_words: words, aspect_ratios: [3.2, 1] },
  });
  assert.equal(shown[41]!.id, 'sample 40~42');
  assert.deepEqual(shown[9], {
    row: 9,
    id: '~10',
    caption: null,
    images: [],
    outcome: 'failed',
    scores: { num_words: null, aspect_ratios: null },
  });
});

test('pictures are sorted by the mean of their scores', async () => {
  await using opened = await pagesOf();
  const { rows: shown } = await opened.page({ orderBy: { score: 'aspect_ratios', descending: true }, limit: 1 });
  assert.deepEqual(shown[0]!.images, ['images/wide.png', 'images/square.png']);
});

test('a caption edited since the run is shown, and has no score yet', async () => {
  await withSession(folder, undefined, (session) => editCaption(session, 'sample 3', 'A caption of my own.'));
  await using opened = await pagesOf();
  const { rows: shown } = await opened.page({ limit: 4, scores: ['num_words', 'aspect_ratios'] });
  assert.equal(shown[3]!.caption, 'A caption of my own.');
  assert.deepEqual(shown[3]!.scores, { num_words: null, aspect_ratios: [3.2, 1] });
});

test('a score that nothing measured is named, with the nearest one', async () => {
  await using opened = await pagesOf();
  await assert.rejects(opened.page({ limit: 5, orderBy: { score: 'num_word' } }), {
    kind: 'usage',
    message: 'No stage has measured "num_word".',
    details: { next: 'Did you mean num_words?' },
  });
  await assert.rejects(opened.page({ limit: 0 }), { kind: 'usage' });
});

test('a dataset file that changes under open pages is not read at wrong places', async () => {
  await using opened = await pagesOf();
  await opened.page({ limit: 1 });
  utimesSync(join(folder, 'data.jsonl'), 1, 1);
  await assert.rejects(opened.page({ limit: 1 }), { kind: 'unusable' });
});

async function pagesOf() {
  const session = await openSession(folder);
  const pages = await openPages(session);
  return {
    session,
    page: (question: PageQuestion) => pages.page(question),
    async [Symbol.asyncDispose](): Promise<void> {
      await pages.close();
      session.close();
    },
  };
}

async function walk(
  page: (question: PageQuestion) => Promise<Page>,
  question: PageQuestion,
): Promise<Page['rows'][number][]> {
  const shown: Page['rows'][number][] = [];
  let next: PageKey | null = null;
  do {
    const found: Page = await page(next === null ? question : { ...question, after: next });
    assert.ok(found.rows.length <= question.limit);
    shown.push(...found.rows);
    next = found.next;
  } while (next !== null);
  return shown;
}

async function table(session: Session, sql: string): Promise<Json[][]> {
  const rows: Json[][] = [];
  for await (const batch of (await queryViews(session, sql)).batches) rows.push(...batch);
  return rows;
}

async function column(session: Session, sql: string): Promise<Json[]> {
  return (await table(session, sql)).map(([value]) => value!);
}
