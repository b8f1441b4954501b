/** Values per chunk and picture: kept raw, and folded in the views as in decisions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../src/base/random.ts';
import { foldChunks } from '../../../src/core/pipeline/decide/score-column.ts';
import { readStage } from '../../../src/core/pipeline/decide-at.ts';
import { historyOf } from '../../../src/core/pipeline/show.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import { asking, beside, cleanRecipe, modelDataset, query, runModels } from './model-runs.ts';

const gallery = ['alpha.png', 'dark.jpg', 'flat.png', 'grey.png', 'landscape.jpg', 'mirrored.jpg', 'portrait.jpg'];
const words = ['boat', 'cat', 'lighthouse', 'tram', 'bridge', 'lantern'];
const random = new Random(7);

/** How many pictures each chunk of a sample asks for; a chunk may ask for none, the last for more than there are. */
const shapes = Array.from({ length: 50 }, () => Array.from({ length: random.below(5) }, () => random.below(4)));
/** How many of them each chunk gets, chunks without any left out. */
const sizes = shapes.map((chunks) => chunks.filter((count) => count > 0));

const lines = shapes.map((chunks, i) => {
  const count = chunks.reduce((sum, size) => sum + size, 0);
  const images = Array.from({ length: count + random.below(2) }, () => `pictures/${gallery[random.below(7)]!}`);
  const texts = chunks.map((size) => `${'<__dj__image> '.repeat(size)}${words[random.below(6)]!}`);
  return { id: String(i).padStart(2, '0'), images, text: texts.join(' <|__dj__eoc|> ') };
});

const recipe = (reduce: string): string => cleanRecipe([asking.similarity(`, reduce_mode: ${reduce}`)]);
const data = await modelDataset(lines, recipe('avg'), ['clip']);

for (const reduce of ['avg', 'max', 'min']) {
  test(`the view \`scores\` has a value per chunk, folded by ${reduce} as in the decision`, async () => {
    data.write('better-synth.yaml', recipe(reduce));
    await runModels(data.folder);
    const { question } = await withSession(data.folder, undefined, (session) => readStage(session, 'clean'));
    const column = question.measured('image_text_similarity_filter').columns['image_text_similarity']!;
    const { values, offsets } = foldChunks(column, reduce);
    const shown = await query(data.folder, 'SELECT image_text_similarity FROM scores ORDER BY id');
    assert.equal(shown.length, lines.length);
    shown.forEach(([value], row) => {
      const decided = [...values.subarray(offsets![row], offsets![row + 1])];
      assert.equal(decided.length, sizes[row]!.length);
      const list = value as number[];
      assert.equal(list.length, decided.length);
      list.forEach((one, i) => assert.ok(Math.abs(one - decided[i]!) < 1e-12, `row ${row}`));
    });
  });
}

test('the view `measurements` has each value of a chunk and picture, and the model that gave it', async () => {
  const rows = await query(data.folder, 'SELECT id, operator, key, value, model FROM measurements ORDER BY id');
  assert.equal(rows.length, lines.length);
  rows.forEach(([id, operator, key, value, model], row) => {
    assert.deepEqual([id, operator, key], [lines[row]!.id, 'image_text_similarity_filter', 'image_text_similarity']);
    assert.equal(
      (value as number[]).length,
      sizes[row]!.reduce((sum, size) => sum + size, 0),
    );
    assert.equal(model, beside('clip'));
  });
});

test('the history of a sample has them too', async () => {
  const row = sizes.findIndex((chunks) => chunks.length > 1);
  const { stages } = await withSession(data.folder, undefined, (session) => historyOf(session, lines[row]!.id));
  const [score, ...others] = stages[0]!.scores;
  assert.deepEqual(others, []);
  assert.equal(
    (score!.value as number[]).length,
    sizes[row]!.reduce((sum, size) => sum + size, 0),
  );
});
