/** `score: survivors`: models are spared the rows that are out before them, and nothing is decided otherwise. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/base/random.ts';
import { readStage } from '../../../src/core/pipeline/decide-at.ts';
import { tagSamples } from '../../../src/core/pipeline/people.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import { asking, askedOf, cleanRecipe, modelDataset, query, runModels, sample } from './model-runs.ts';

const gallery = ['alpha.png', 'dark.jpg', 'flat.png', 'grey.png', 'landscape.jpg', 'mirrored.jpg', 'portrait.jpg'];
const words = 'a red boat next to the old lighthouse'.split(' ');
/** Token, end token and so many words; every picture another. */
const lines = gallery.map((name, i) => sample(String(i), [name], words.slice(0, i + 1).join(' ')));
const decisions = 'SELECT id, outcome, operator, reason FROM decisions ORDER BY id';
const threeOrMore = 'words_num_filter: { min_num: 5 }';

test('a row that a cheaper operator drops is shown to no model, and with `score: all` it is', async () => {
  const process = [asking.nsfw(', max_score: 1'), threeOrMore, asking.similarity()];
  const spared = await modelDataset(lines, cleanRecipe(process), ['clip', 'nsfw']);
  const all = await modelDataset(lines, cleanRecipe(process, { score: 'all' }), ['clip', 'nsfw']);
  assert.deepEqual(askedOf(await runModels(spared.folder)), { clip: [5, 5, 0], nsfw: [5, 0, 0] });
  assert.deepEqual(askedOf(await runModels(all.folder)), { clip: [7, 7, 0], nsfw: [7, 0, 0] });
  assert.deepEqual(await query(spared.folder, decisions), await query(all.folder, decisions));
  const scored = 'SELECT id FROM scores WHERE image_nsfw_score IS NOT NULL ORDER BY id';
  assert.deepEqual((await query(spared.folder, scored)).flat(), ['2', '3', '4', '5', '6']);
  assert.equal((await query(all.folder, scored)).length, 7);
});

test('a row that one model drops is not shown to the next', async () => {
  const process = [asking.nsfw(', max_score: 0.4'), asking.similarity()];
  const data = await modelDataset(lines, cleanRecipe(process), ['clip', 'nsfw']);
  const report = await runModels(data.folder);
  const [nsfw] = report.stages[0]!.operators;
  assert.ok(nsfw!.dropped > 0 && nsfw!.kept > 0);
  assert.deepEqual(askedOf(report), { clip: [nsfw!.kept, nsfw!.kept, 0], nsfw: [7, 0, 0] });
});

test('pixels that are cheaper than a model spare it rows too', async () => {
  const data = await modelDataset(lines, cleanRecipe([asking.nsfw(), 'image_dark_filter: { min_score: 0.3 }']), [
    'nsfw',
  ]);
  const report = await runModels(data.folder);
  const [dark] = report.stages[0]!.operators;
  assert.ok(dark!.dropped > 0 && dark!.kept > 0);
  assert.deepEqual(askedOf(report), { nsfw: [dark!.kept, 0, 0] });
});

test('a dropped row that is tagged keep is scored, and one that is tagged drop, for it might fail', async () => {
  const data = await modelDataset(lines, cleanRecipe([threeOrMore, asking.nsfw(', max_score: 1')]), ['nsfw']);
  await withSession(data.folder, undefined, async (session) => {
    await tagSamples(session, ['0'], { add: ['keep'], remove: [] });
    await tagSamples(session, ['6'], { add: ['drop'], remove: [] });
  });
  assert.deepEqual(askedOf(await runModels(data.folder)), { nsfw: [6, 0, 0] });
  const scored = 'SELECT id FROM scores WHERE image_nsfw_score IS NOT NULL ORDER BY id';
  assert.deepEqual((await query(data.folder, scored)).flat(), ['0', '2', '3', '4', '5', '6']);
});

test('a tag that is set after a run has the row scored by the next', async () => {
  const data = await modelDataset(lines, cleanRecipe([threeOrMore, asking.nsfw(', max_score: 1')]), ['nsfw']);
  await runModels(data.folder);
  await withSession(data.folder, undefined, (session) => tagSamples(session, ['0'], { add: ['keep'], remove: [] }));
  assert.deepEqual(askedOf(await runModels(data.folder)), { nsfw: [1, 0, 0] });
});

test('a row that is spared has the scores that an earlier stage or run measured, and no others', async () => {
  const process = [threeOrMore, asking.similarity()];
  const clean = cleanRecipe(process);
  const measured = clean.replace(
    'stages:\n',
    `stages:\n  - name: look\n    measure:\n      process:\n        - ${asking.similarity()}\n`,
  );
  const fresh = await modelDataset(lines, clean, ['clip']);
  const after = await modelDataset(lines, measured, ['clip']);
  await runModels(fresh.folder);
  const { stages } = await runModels(after.folder);
  assert.deepEqual(stages[1]!.models?.[0]?.pictures, 0, 'nothing is asked twice');
  const decisionsOfClean = decisions.replace('ORDER', `WHERE stage = 'clean' ORDER`);
  assert.deepEqual(await query(after.folder, decisionsOfClean), await query(fresh.folder, decisionsOfClean));
  const lacking = async (folder: string): Promise<number> =>
    withSession(folder, undefined, async (session) => {
      const { question } = await readStage(session, 'clean');
      const { missing } = question.measured('image_text_similarity_filter');
      return missing?.reduce((sum, is) => sum + is, 0) ?? 0;
    });
  assert.deepEqual([await lacking(fresh.folder), await lacking(after.folder)], [2, 0]);
});

for (const [what, line] of [
  ['a threshold that is a statistic', 'words_num_filter: { min_num: { percentile: 50 } }'],
  ['a deduplicator', 'document_deduplicator'],
  ['a selector', 'random_selector: { select_num: 2 }'],
] as const) {
  test(`${what} decides over many rows, and spares a model behind it none`, async () => {
    const twice = [...lines, sample('again', [gallery[0]!], words[0]!)];
    const data = await modelDataset(twice, cleanRecipe([line, asking.similarity()]), ['clip']);
    const report = await runModels(data.folder);
    assert.ok(report.stages[0]!.operators[0]!.dropped > 0);
    assert.equal((await query(data.folder, 'FROM scores WHERE image_text_similarity IS NOT NULL')).length, 8);
  });
}

test('whatever the operators, the tags and the faults of samples, decisions are those of `score: all`', async () => {
  for (let seed = 0; seed < 3; seed++) {
    const random = new Random(seed);
    const several = Array.from({ length: 40 }, (_, i) => {
      const images = Array.from({ length: random.below(4) }, () => [...gallery, 'missing.jpg'][random.below(8)]!);
      const text = `${'<__dj__image> '.repeat(random.below(4))}${words.slice(random.below(7)).join(' ')}`;
      return { id: String(i), images: images.map((name) => `pictures/${name}`), text };
    });
    const pool = [
      'words_num_filter: { min_num: 6 }',
      'image_shape_filter: { min_width: 40, any_or_all: all }',
      'document_deduplicator',
      'text_length_filter: { min_len: { percentile: 20 } }',
      'replace_content_mapper: { pattern: red, repl: green }',
      asking.nsfw(', max_score: 0.4'),
      asking.pair(', max_score: 0.9'),
      asking.similarity(', max_score: 0.1, reduce_mode: max'),
      asking.matching(', min_score: 0.6, any_or_all: all'),
    ];
    const process = random.shuffle(pool).slice(0, 6);
    const found: unknown[] = [];
    for (const score of ['survivors', 'all']) {
      const data = await modelDataset(several, cleanRecipe(process, { score, budget: 1 }), ['clip', 'blip', 'nsfw']);
      await withSession(data.folder, undefined, async (session) => {
        await tagSamples(session, ['1', '4', '9', '16'], { add: ['keep'], remove: [] });
        await tagSamples(session, ['2', '5', '10', '17', '26'], { add: ['drop'], remove: [] });
      });
      const { stages } = await runModels(data.folder);
      const { name: _, ...counts } = { ...stages[0]!, seconds: 0, models: [], pictures: {} };
      const operators = counts.operators.map(({ alone: _alone, seconds: _seconds, ...operator }) => operator);
      found.push([await query(data.folder, decisions), { ...counts, operators, notes: [] }]);
    }
    assert.deepEqual(found[0], found[1], `${process.join('\n')} with seed ${seed}`);
  }
});
