import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addProfile, captioningRecipe, numberedDataset, ownProfiles } from '../support/captioning.ts';
import { cli, run } from '../support/cli.ts';
import { dataset, framed } from '../support/dataset.ts';
import { startFaultServer } from '../support/fault-server.ts';

ownProfiles();

const { folder } = await dataset({
  lines: [
    { id: 'one', images: ['images/a.png'], text: framed('the first caption of this picture') },
    { id: 'other', images: ['images/b.png'], text: framed('a caption of another picture') },
    { id: 'two', images: ['images/a.png'], text: framed('short') },
    { id: 'three', images: ['images/a.png'], text: framed('one more caption of it') },
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
await cli('tag', folder, 'three', '--add', 'drop');
await run(folder);

interface Document {
  readonly images: readonly string[];
  readonly captions: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly scores: Record<string, unknown>;
  }[];
}

test('captions shows a block per caption: where it comes from, where it stands, what tells it apart', async () => {
  const { code, stdout } = await cli('captions', folder, 'two');
  assert.equal(code, 0);
  const [head, ...blocks] = stdout.trimEnd().split('\n\n');
  assert.equal(head, 'images/a.png\nimage_width 20, image_height 8');
  assert.deepEqual(blocks, [
    `✓ one (source, edited): kept
    a first caption in other words
    was: the first caption of this picture
    num_words 8`,
    `✗ two (source): dropped by words_num_filter in clean
    short
    num_words 3`,
    `✗ three (source): dropped by hand (tag drop) in clean
    one more caption of it
    num_words 7`,
  ]);
});

test('a score that one of the captions lacks is not said of all', async () => {
  const other = await dataset({
    lines: ['x', 'y'].map((id) => ({ id, images: ['images/a.png'], text: framed(id === 'x' ? 'a b c d' : 'a') })),
    pictures: { 'images/a.png': { width: 20, height: 8 } },
    recipe: `version: 1
error_budget: 1
stages:
  - name: first
    clean: {process: [{words_num_filter: {min_num: 4}}]}
  - name: second
    clean: {process: [{image_shape_filter: {min_width: 1}}]}
`,
  });
  const before = await cli('captions', other.folder, 'x');
  assert.deepEqual(before.stdout.trimEnd().split('\n'), [
    'images/a.png',
    '',
    '· x (source): not judged yet',
    '    a b c d',
    '',
    '· y (source): not judged yet',
    '    a',
  ]);
  await run(other.folder);
  const [head, x, y] = (await cli('captions', other.folder, 'x')).stdout.trimEnd().split('\n\n');
  assert.equal(head, 'images/a.png');
  assert.match(x!, /^✓ x \(source\): kept\n.*\n {4}num_words 6, image_width 20, image_height 8$/);
  assert.match(y!, /^✗ y \(source\): dropped by words_num_filter in first\n.*\n {4}num_words 3$/);
});

test('captions tells the model and its prompt once, and answers that are none by why', async (t) => {
  let asked = 0;
  const answer = (): string => (asked++ === 0 ? 'A boat\non a lake.' : "I'm sorry, I can't help with that.");
  const server = await startFaultServer({ answer });
  t.after(() => server.close());
  await addProfile('scripted', server.url, { concurrency: 1 });
  const { folder } = await numberedDataset(2, captioningRecipe('split: none').replace('0.5', '1'));
  assert.equal((await cli('run', folder)).code, 3);
  const blocks = async (id: string): Promise<string[]> =>
    (await cli('captions', folder, id)).stdout.trimEnd().split('\n\n');
  const [head, original, written] = await blocks('s0');
  assert.match(head!, /^images\/0\.png\nmodel scripted, prompt [0-9a-f]{12}$/);
  assert.equal(original, '✓ s0 (source): kept\n    nothing yet of 0');
  assert.equal(written, '· s0/write/1 (write): not judged yet\n    A boat\n    on a lake.');
  const refused = (await blocks('s1')).at(-1)!;
  assert.match(refused, /^! s1 \(no caption from write\): refusal: .*\n {4}I'm sorry, I can't help with that\.$/);
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
      ['three', 'dropped', 7, [20]],
    ],
  );
});

test('captions of an id that there is not, or of none, is a usage failure', async () => {
  assert.equal((await cli('captions', folder, 'nobody')).code, 2);
  assert.equal((await cli('captions', folder, 'one', 'two')).code, 2);
});
