import { captionIn } from '../../../../src/core/dataset/tokens.ts';
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { editCaption } from '../../../../src/core/pipeline/people.ts';
import { Rescorer, type Rescored } from '../../../../src/core/pipeline/rescore/rescorer.ts';
import { writtenCaption } from '../../../../src/core/pipeline/rescore/written-caption.ts';
import { openSession, validRecipe, withSession } from '../../../../src/core/pipeline/session.ts';
import { createViews } from '../../../../src/core/pipeline/views.ts';
import type { CaptionScore } from '../../../../src/protocol/engine.ts';
import type { Json } from '../../../../src/protocol/records.ts';
import { asking, machines, modelDataset, query, runModels, sample } from '../model-runs.ts';

const { signal } = new AbortController();
const gallery = ['alpha.png', 'dark.jpg', 'flat.png', 'grey.png', 'landscape.jpg'];
const lines = [
  ...gallery.map((picture, i) => sample(`plain ${i}`, [picture], `a “boat”  and ${i} cats`)),
  {
    id: 'chunks',
    images: gallery.slice(0, 3).map((name) => `pictures/${name}`),
    text: '<__dj__image> a boat <|__dj__eoc|> <__dj__image><__dj__image> two trams',
  },
  { id: 'bare', images: [], text: 'no picture at all' },
  sample('lost', ['nowhere.png'], 'a picture that is not there'),
];
const stage = (name: string, kind: string, ...process: string[]): string =>
  `  - name: ${name}\n    ${kind}:\n      process:\n${process.map((line) => `        - ${line}\n`).join('')}`;
const recipe = `version: 1
error_budget: 0.9
stages:
${stage(
  'tidy',
  'clean',
  'text_length_filter: { max_len: 60 }',
  'punctuation_normalization_mapper: {}',
  'whitespace_normalization_mapper: {}',
  'words_num_filter: { min_num: { percentile: 25 }, max_num: 9 }',
  asking.similarity(', reduce_mode: max'),
  'character_repetition_filter: { max_ratio: { keep: 3 } }',
)}${stage('look', 'measure', asking.matching(), 'image_shape_filter: {}')}${stage(
  'last',
  'clean',
  'replace_content_mapper: { pattern: cats, repl: dogs }',
  asking.similarity(),
  asking.matching(', min_score: 0.5'),
)}`;
const data = await modelDataset(lines, recipe, ['clip', 'blip']);
await runModels(data.folder);

/** Scores captions as the engine does. */
async function scored(
  folder: string,
  captions: Readonly<Record<string, string | null>>,
): Promise<Record<string, Rescored>> {
  const session = await openSession(folder);
  const { flow } = await createViews(session);
  const rescorer = await Rescorer.open(session, validRecipe(session).recipe, machines);
  try {
    const answers: Record<string, Rescored> = {};
    for (const [id, caption] of Object.entries(captions)) {
      const known = caption ?? captionIn(lines.find((line) => (line as { id: string }).id === id)!['text' as never]);
      answers[id] = await rescorer.score(await writtenCaption(session, flow, id, known), flow.completed, signal);
    }
    return answers;
  } finally {
    await rescorer.close();
    session.close();
  }
}

const ids = lines.map((line) => (line as { id: string }).id);
const unchanged = await scored(data.folder, Object.fromEntries(ids.map((id) => [id, null])));

test('the scores of an unchanged caption are those of the run, stage by stage and operator by operator', async () => {
  const rows = await query(data.folder, 'SELECT id, stage, operator, key, value FROM measurements');
  let compared = 0;
  for (const [id, inStage, operator, key, value] of rows as [string, string, string, string, number[]][]) {
    const score = unchanged[id]!.scores.find((one) => one.stage === inStage && one.operator === operator);
    if (score === undefined) assert.equal(operator, 'image_shape_filter');
    else if (id !== 'chunks') {
      assert.equal(score.key, key);
      assertNear([score.value].flat() as number[], value);
      compared++;
    }
  }
  assert.ok(compared > 30);
});

test('chunks are folded as the view of scores folds them, and texts that mappers change later are not of the present', async () => {
  const reached = await query(data.folder, `SELECT id FROM decisions WHERE stage = 'last'`);
  assert.ok(reached.length > 2);
  for (const [id] of reached as [string][]) {
    const { shown } = unchanged[id]!;
    const keys = Object.keys(shown);
    const names = keys.map((key) => `"${key}"`).join(', ');
    const [row] = await query(data.folder, `SELECT ${names} FROM scores WHERE id = '${id}'`);
    keys.forEach((key, i) => assertNear([shown[key]].flat() as number[], [row![i]].flat() as number[]));
    const all = (await query(data.folder, `SELECT * FROM scores WHERE id = '${id}'`))[0]!.filter(
      (value) => value !== null,
    );
    // Besides: the id, and the two of the pictures alone.
    assert.equal(all.length - keys.length, 3, id);
  }
});

test('after the edit and a run, the scores are those that were told before', async () => {
  const caption = 'a “lighthouse”  with a tram';
  const told = (await scored(data.folder, { 'plain 1': caption }))['plain 1']!;
  const copy = await modelDataset(lines, recipe, ['clip', 'blip']);
  await withSession(copy.folder, undefined, (session) => editCaption(session, 'plain 1', caption));
  await runModels(copy.folder);
  const rows = await query(copy.folder, `SELECT stage, operator, value FROM measurements WHERE id = 'plain 1'`);
  for (const [inStage, operator, value] of rows as [string, string, number[]][]) {
    const score = told.scores.find((one) => one.stage === inStage && one.operator === operator);
    if (score !== undefined) assertNear([score.value].flat() as number[], value);
  }
  assert.notDeepEqual(told.scores, unchanged['plain 1']!.scores);
});

test('bounds are those of the recipe, statistics resolved by the last run, and the operator says whether it keeps', () => {
  const of = (id: string, operator: string, inStage = 'tidy'): CaptionScore =>
    unchanged[id]!.scores.find((score) => score.operator === operator && score.stage === inStage)!;
  const bounds = ({ min, max, keeps }: CaptionScore): Json => [min, max, keeps];
  assert.deepEqual(bounds(of('plain 1', 'text_length_filter')), [10, 60, true]);
  assert.deepEqual(bounds(of('chunks', 'text_length_filter')), [10, 60, false]);
  const words = of('plain 1', 'words_num_filter');
  assert.equal(words.max, 9);
  assert.equal(typeof words.min, 'number');
  assert.equal(words.keeps, (words.value as number) >= words.min!);
  assert.equal(of('plain 1', 'character_repetition_filter').keeps, null);
  assert.deepEqual(bounds(of('plain 1', 'image_text_matching_filter', 'look')), [null, null, true]);
});

test('a picture that cannot be had costs the scores of the models, and no others', () => {
  const { scores } = unchanged['lost']!;
  const lost = scores.filter(({ operator }) => operator.startsWith('image_text'));
  assert.equal(lost.length, 4);
  for (const { value, keeps } of lost) assert.deepEqual([value, keeps], [null, false]);
  assert.equal(typeof scores.find(({ key }) => key === 'text_len')!.value, 'number');
});

test('where a model is missing its path is told, and the other scores come all the same', async () => {
  const copy = await modelDataset(lines, recipe, ['blip']);
  const { scores, missing, tokens } = (await scored(copy.folder, { 'plain 2': 'a boat' }))['plain 2']!;
  assert.match(missing!, /clip/);
  assert.deepEqual([...new Set(scores.map(({ operator }) => operator))].sort(), [
    'character_repetition_filter',
    'image_text_matching_filter',
    'text_length_filter',
    'words_num_filter',
  ]);
  assert.match(tokens!.model, /blip/);
  rmSync(copy.path('models'), { recursive: true });
  assert.equal((await scored(copy.folder, { 'plain 2': 'a boat' }))['plain 2']!.tokens, null);
});

test('tokens are counted by the model that reads least, and the caption is cut where it stops', async () => {
  const long = 'a boat and a tram '.repeat(60).trim();
  const answers = await scored(data.folder, { 'plain 1': 'a boat', 'plain 2': long });
  const short = answers['plain 1']!.tokens!;
  assert.equal(short.cut, null);
  assert.ok(short.count > 2 && short.count < short.limit);
  const { count, limit, cut } = answers['plain 2']!.tokens!;
  assert.ok(count > limit && cut! > 0 && cut! < long.length);
  // What is behind the cut changes nothing for that model.
  const shorter = (await scored(data.folder, { 'plain 2': long.slice(0, cut!) }))['plain 2']!;
  const operator = short.model.endsWith('clip') ? 'image_text_similarity_filter' : 'image_text_matching_filter';
  const values = (told: Rescored) =>
    told.scores.filter((score) => score.operator === operator).map(({ value }) => value);
  assert.ok(values(shorter).length > 0);
  values(shorter).forEach((value, i) =>
    assertNear(value as readonly number[], values(answers['plain 2']!)[i] as readonly number[]),
  );
});

test('a question that nobody waits for any more ends', async () => {
  await withSession(data.folder, undefined, async (session) => {
    const { flow } = await createViews(session);
    const rescorer = await Rescorer.open(session, validRecipe(session).recipe, machines);
    after(() => rescorer.close());
    const written = await writtenCaption(session, flow, 'plain 1', 'a boat');
    await assert.rejects(rescorer.score(written, flow.completed, AbortSignal.abort()), { name: 'AbortError' });
  });
});

function assertNear(values: readonly number[], others: readonly number[]): void {
  assert.equal(values.length, others.length);
  values.forEach((value, i) => assert.ok(Math.abs(value - others[i]!) <= 1e-6, `${value} is not ${others[i]}`));
}
