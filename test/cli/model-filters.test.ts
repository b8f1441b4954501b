import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asking, askedOf, cleanRecipe, modelDataset, sample } from '../unit/pipeline/model-runs.ts';
import { cli, rowsOf, run } from '../support/cli.ts';

const gallery = ['dark.jpg', 'grey.png', 'landscape.jpg', 'portrait.jpg'];
/** Each picture with two captions. */
const lines = [...gallery, ...gallery].map((name, i) => sample(String(i), [name], `a boat number ${i}`));
const process = ['image_shape_filter', 'image_dark_filter: { min_score: 0 }', asking.similarity(), asking.pair()];

test('the report says how often pictures were decoded, and what each model was given to do', async () => {
  const data = await modelDataset(lines, cleanRecipe([...process.slice(0, 3), asking.nsfw(', max_score: 1')]), [
    'clip',
    'nsfw',
  ]);
  const first = await run(data.folder);
  assert.equal(first.code, 0);
  assert.deepEqual(first.report.stages[0]!.pictures, { looked: 4, decoded: 4 });
  assert.deepEqual(askedOf(first.report), { clip: [4, 8, 0], nsfw: [4, 0, 0] });
  for (const { seconds } of first.report.stages[0]!.models!) assert.ok(seconds > 0);
  const again = await run(data.folder, '--force', '--stage', 'clean');
  assert.deepEqual(again.report.stages[0]!.pictures, { looked: 0, decoded: 0 });
  assert.deepEqual(askedOf(again.report), { clip: [0, 0, 0], nsfw: [0, 0, 0] });
  const { stdout } = await cli('run', data.folder, '--force', '--stage', 'clean');
  assert.match(stdout, /clean: 0 pictures decoded; nothing new for its models\n/);
});

test('a filter of pairs fails samples that have none, by themselves and with exit 3', async () => {
  const two = { id: 'two', images: ['pictures/dark.jpg', 'pictures/grey.png'], text: 'two pictures' };
  const data = await modelDataset([...lines.slice(0, 2), two], cleanRecipe(process), ['clip']);
  const { code, report } = await run(data.folder);
  assert.deepEqual([code, report.stages[0]!.kept, report.stages[0]!.failed], [3, 1, 2]);
  const [failed] = await rowsOf<{ reason: string }>(
    data.folder,
    "SELECT reason FROM decisions WHERE outcome = 'failed'",
  );
  assert.equal(failed!.reason, 'image_pair_similarity_filter compares two different pictures; the sample lists 1');
});
