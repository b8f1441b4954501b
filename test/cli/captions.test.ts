import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cli, run } from '../support/cli.ts';
import { dataset, framed } from '../support/dataset.ts';

const { folder } = await dataset({
  lines: [
    { id: 'one', images: ['images/a.png'], text: framed('the first caption of this picture') },
    { id: 'other', images: ['images/b.png'], text: framed('a caption of another picture') },
    { id: 'two', images: ['images/a.png'], text: framed('short') },
  ],
  pictures: { 'images/a.png': { width: 20, height: 8 }, 'images/b.png': { width: 8, height: 8, seed: 1 } },
  recipe: `version: 1
error_budget: 1
stages:
  - name: clean
    clean: {process: [{image_shape_filter: {min_width: 1}}, {words_num_filter: {min_num: 4}}]}
`,
});
await cli('edit', folder, 'one', '--text', 'a first caption in other words');
await run(folder);

interface Document {
  readonly images: readonly string[];
  readonly captions: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly scores: Record<string, unknown>;
  }[];
}

test('captions shows all captions of a picture: where they come from, where they stand, what tells them apart', async () => {
  const { code, stdout } = await cli('captions', folder, 'two');
  assert.equal(code, 0);
  const [images, alike, , headings, , one, two, was] = stdout.split('\n');
  assert.equal(images, 'images/a.png');
  assert.equal(alike, 'image_width 20, image_height 8');
  assert.match(headings!, /^id +source +outcome +num_words +caption$/);
  assert.match(one!, /^one +source, edited +kept +8 +a first caption in other words$/);
  assert.match(two!, /^two +source +dropped by words_num_filter in clean +3 +short$/);
  assert.equal(was, 'one was: the first caption of this picture');
});

test('captions --json is one document with every field, and any of the ids leads to it', async () => {
  const [one, two] = await Promise.all(['one', 'two'].map((id) => cli('captions', folder, id, '--json')));
  assert.deepEqual(one!.json(), two!.json());
  const { images, captions } = one!.json<Document>();
  assert.deepEqual(images, ['images/a.png']);
  assert.deepEqual(
    captions.map(({ id, outcome, scores }) => [id, outcome, scores['num_words'], scores['image_width']]),
    [
      ['one', 'kept', 8, [20]],
      ['two', 'dropped', 3, [20]],
    ],
  );
});

test('captions of an id that there is not, or of none, is a usage failure', async () => {
  assert.equal((await cli('captions', folder, 'nobody')).code, 2);
  assert.equal((await cli('captions', folder, 'one', 'two')).code, 2);
});
