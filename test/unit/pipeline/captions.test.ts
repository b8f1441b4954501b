import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { captionsOf } from '../../../src/core/pipeline/captions.ts';
import type { PictureCaption } from '../../../src/protocol/samples.ts';
import { editCaption } from '../../../src/core/pipeline/people.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import { counting, desk, pictures, recipe, sample, writing } from './synthesize-runs.ts';

const made = await desk({
  lines: [
    sample('cat', ['1.png'], 'the cat'),
    sample('owl', ['2.png'], 'another picture: the owl'),
    { id: 'spelled', images: ['./images//1.png'], text: '<__dj__image>\nonce more the same cat' },
    sample('twin', ['twin.png'], 'the same bytes as the cat, elsewhere'),
    sample('dog', ['1.png', '2.png'], 'both pictures and a dog'),
    { id: 'bare', text: 'no picture at all' },
  ],
  pictures: pictures('1.png', '2.png', 'twin.png'),
  recipe: recipe(
    `  - name: look\n    measure: { process: [image_shape_filter] }\n`,
    writing(),
    counting('last', 6),
    `  - name: select\n    select: { strategy: top, by: num_words, budget: 20, fill: repeat }\n`,
  ),
  script: ({ prompt }) => (prompt.endsWith('dog') ? 'bad-request' : null),
});
const { data } = made;
data.write('images/twin.png', readFileSync(data.path('images/1.png')));
await withSession(data.folder, undefined, (session) => editCaption(session, 'cat', 'a cat in words of my own'));
const of = (id: string) => withSession(data.folder, undefined, (session) => captionsOf(session, id));
const before = await of('cat');
await made.run();
const named = (captions: readonly PictureCaption[]): (string | null)[] => captions.map(({ id }) => id);

test('the captions of a picture are those of all samples that show it, however it is spelled, then failed answers', async () => {
  const { images, captions } = await of('cat');
  assert.deepEqual(images, ['images/1.png']);
  const children = ['cat', 'spelled', 'twin'].flatMap((id) => [`${id}/write/1`, `${id}/write/2`]);
  assert.deepEqual(named(captions), ['cat', 'spelled', 'twin', 'dog', ...children, null]);
});

test('before a run those are found that name the picture', () => {
  const captions = before.captions.map(({ id, outcome, caption }) => [id, outcome, caption]);
  assert.deepEqual(captions, [
    ['cat', null, 'a cat in words of my own'],
    ['spelled', null, 'once more the same cat'],
    ['dog', null, 'both pictures and a dog'],
  ]);
});

test('the id of any of them leads to all of them', async () => {
  const expected = named((await of('cat')).captions);
  for (const id of ['spelled', 'twin', 'cat/write/2']) assert.deepEqual(named((await of(id)).captions), expected, id);
});

test('an edited caption is there with the one that it replaced', async () => {
  const [cat] = (await of('cat')).captions;
  assert.deepEqual(
    [cat!.caption, cat!.before, cat!.edited, cat!.origin, cat!.model],
    ['a cat in words of my own', 'the cat', true, 'source', null],
  );
});

test('a synthesized caption has its parent, stage, model, prompt, and where it stands', async () => {
  const { captions } = await of('cat');
  const one = captions.find(({ id }) => id === 'cat/write/1')!;
  const { origin, parent, stage, model, outcome, scores, decided } = one;
  assert.deepEqual([origin, parent, stage, model, outcome], ['synthesized', 'cat', 'write', 'scripted', 'kept']);
  assert.match(one.prompt!, /^[0-9a-f]{64}$/);
  assert.equal(typeof scores['num_words'], 'number');
  assert.ok(one.times! >= 1);
  assert.equal(decided!.stage, 'select');
});

test('a dropped caption says by what', async () => {
  const { captions } = await of('cat/write/2');
  const short = captions.find(({ id }) => id === 'spelled/write/2')!;
  assert.deepEqual(
    [short.outcome, short.decided!.stage, short.decided!.operator, short.times],
    ['dropped', 'last', 'words_num_filter', null],
  );
});

test('an answer that is none is there with what went wrong', async () => {
  const failed = (await of('dog')).captions.at(-1)!;
  assert.deepEqual([failed.id, failed.parent, failed.stage, failed.outcome], [null, 'dog', 'write', 'rejected']);
  assert.ok(failed.decided!.reason!.length > 0);
});

test('a sample of two pictures shows the captions of both, one without picture its own alone', async () => {
  assert.deepEqual(named((await of('dog')).captions).slice(0, 5), ['cat', 'owl', 'spelled', 'twin', 'dog']);
  assert.deepEqual(named((await of('bare')).captions), ['bare']);
});

test('an unknown id is a usage failure', async () => {
  await assert.rejects(of('nobody'), { kind: 'usage' });
});
