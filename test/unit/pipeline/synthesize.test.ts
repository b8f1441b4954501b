import assert from 'node:assert/strict';
import { test } from 'node:test';
import { query } from './model-runs.ts';
import {
  captionsAsked,
  counting,
  countsOf,
  desk,
  pictures,
  recipe,
  sample,
  texts,
  three,
  writing,
} from './synthesize-runs.ts';

test('every sentence of an answer becomes a sample behind its parent and goes through the stages after', async () => {
  const { data, run } = await desk({
    lines: [
      { id: 'a', images: ['images/1.png', 'images/2.png'], text: '<image><image>\nthe cat' },
      sample('b', ['2.png'], 'the dog'),
    ],
    pictures: pictures('1.png', '2.png'),
    recipe: recipe(counting('first', 1), writing(), counting('last', 6)),
  });
  const { report, write, asked } = await run();
  assert.deepEqual(report.stages.map(countsOf), [
    [2, 2, 0, 0, 0],
    [2, 2, 0, 0, 4],
    [6, 2, 4, 0, 0],
  ]);
  assert.equal(report.exit, 0);
  assert.deepEqual(captionsAsked(asked), ['the cat', 'the dog']);
  assert.deepEqual(write.captions, { samples: 2, answered: 2, failures: {}, asked: 2, retries: 0, maybePaid: 0 });
  const rows = await query(data.folder, 'SELECT id, origin, parent, line, text, images FROM samples ORDER BY ALL');
  const both = ['images/1.png', 'images/2.png'];
  assert.deepEqual(rows, [
    ['a', 'source', null, 1, '<image><image>\nthe cat', both],
    ['a/write/1', 'synthesized', 'a', 1, '<image><image>\nA cat sits on a red chair.', both],
    ['a/write/2', 'synthesized', 'a', 1, '<image><image>\nThere is one cat.', both],
    ['b', 'source', null, 2, '<__dj__image>\nthe dog <|__dj__eoc|>', ['images/2.png']],
    ['b/write/1', 'synthesized', 'b', 2, '<__dj__image>\nA dog sits on a red chair.', ['images/2.png']],
    ['b/write/2', 'synthesized', 'b', 2, '<__dj__image>\nThere is one dog.', ['images/2.png']],
  ]);
  assert.deepEqual(
    await query(data.folder, `SELECT id FROM decisions WHERE stage = 'last' AND outcome = 'kept' ORDER BY id`),
    [['a/write/1'], ['b/write/1']],
  );
  assert.deepEqual(
    await query(data.folder, 'SELECT id, n, text, outcome, reason, model FROM captions ORDER BY id LIMIT 2'),
    [
      ['a/write/1', 1, 'A cat sits on a red chair.', 'answered', null, 'scripted'],
      ['a/write/2', 2, 'There is one cat.', 'answered', null, 'scripted'],
    ],
  );
});

test('a whole answer is one sample where it is not to be split', async () => {
  const { data, run } = await desk({ ...three, recipe: recipe(writing('split: none')) });
  assert.deepEqual(countsOf((await run()).write), [3, 3, 0, 0, 3]);
  assert.deepEqual(await query(data.folder, `SELECT id, caption FROM samples WHERE parent = 'cat'`), [
    ['cat/write/1', '1. A cat sits on a red chair.\n2. There is one cat.'],
  ]);
});

test('without the originals a sample is replaced, kept by its tag, or fails with what went wrong', async () => {
  const { data, run } = await desk({
    ...three,
    lines: [...three.lines, sample('plain', [])],
    recipe: recipe(writing('keep_original: false')),
    script: ({ prompt }) => (prompt.endsWith('dog') ? 'bad-request' : null),
  });
  const { report, write } = await run();
  assert.deepEqual(countsOf(write), [4, 1, 2, 1, 4]);
  assert.equal(report.exit, 3);
  assert.match(
    write.notes!.join('\n'),
    /^not asked about: 1 sample without a picture\n1 sample got no caption: 1 rejected/,
  );
  const reasons = await texts(data, 'SELECT id, outcome, reason FROM decisions ORDER BY id');
  assert.deepEqual(
    reasons.map(([id, outcome]) => `${id} ${outcome}`),
    ['cat dropped', 'dog failed', 'owl dropped', 'plain kept'],
  );
  assert.equal(reasons[0]![2], 'replaced');
  assert.match(reasons[1]![2]!, /^rejected: .*image is too large/);
});

test('originals whose requests fail stay, are listed, and make exit 3, also when all is cached', async () => {
  const { data, run, behave } = await desk({
    ...three,
    recipe: recipe(writing()),
    script: ({ prompt }) => (prompt.endsWith('dog') ? 'bad-request' : prompt.endsWith('owl') ? 'refusal-text' : null),
  });
  const { report, write, asked } = await run();
  assert.deepEqual(countsOf(write), [3, 3, 0, 0, 2]);
  assert.equal(report.exit, 3);
  assert.deepEqual(write.captions!.failures, { rejected: 1, refusal: 1 });
  // A refusal is asked once more: some models refuse by chance.
  assert.deepEqual([asked.length, write.captions!.asked, write.captions!.retries], [4, 3, 1]);
  const listed = await texts(
    data,
    `SELECT id, parent, n::VARCHAR, outcome, text FROM captions WHERE outcome <> 'answered' ORDER BY parent`,
  );
  assert.deepEqual(
    listed.map((row) => row.slice(0, 4)),
    [
      [null, 'dog', '0', 'rejected'],
      [null, 'owl', '0', 'refusal'],
    ],
  );
  assert.match(listed[1]![4]!, /sorry/);

  const again = await run();
  assert.deepEqual([again.report.exit, again.write.cached, again.asked.length], [3, true, 0]);

  behave({});
  const forced = await run({ force: true });
  assert.deepEqual(captionsAsked(forced.asked), ['the dog']);
  assert.deepEqual(countsOf(forced.write), [3, 3, 0, 0, 4]);
  assert.deepEqual([forced.report.exit, forced.write.captions!.failures], [3, { refusal: 1 }]);
});

test('requests that an earlier run saw refused one by one do not stop the next run, where they are all that is left', async () => {
  const names = Array.from({ length: 12 }, (_, i) => `${i}.png`);
  const { run } = await desk({
    lines: names.map((name, i) => sample(`s${i}`, [name], i % 2 === 0 ? `long ${i}` : `short ${i}`)),
    pictures: pictures(...names),
    recipe: recipe(writing()),
    script: ({ prompt }) => (prompt.includes('long') ? 'context-too-long' : null),
  });
  assert.deepEqual((await run()).write.captions!.failures, { rejected: 6 });
  const again = await run({ force: true });
  assert.deepEqual([again.asked.length, again.report.exit], [6, 3]);
  assert.deepEqual(again.write.captions!.failures, { rejected: 6 });
});

test('a sample with more pictures than a request takes is not asked about, and stays', async () => {
  const many = Array.from({ length: 65 }, () => '1.png');
  const { run } = await desk({
    lines: [sample('few', many.slice(1)), sample('many', many)],
    pictures: pictures('1.png'),
    recipe: recipe(writing()),
  });
  const { write, asked, report } = await run();
  assert.deepEqual([countsOf(write), asked.length, report.exit], [[2, 2, 0, 0, 2], 1, 0]);
  assert.match(write.notes!.join('\n'), /1 sample with more pictures than a request takes/);
});

test('unreadable lines fail in the stage that is first, and their neighbours are asked about', async () => {
  const { data, run } = await desk({ ...three, lines: ['{"id": ', ...three.lines], recipe: recipe(writing()) });
  const { write, asked } = await run();
  assert.deepEqual(countsOf(write), [4, 3, 0, 1, 6]);
  assert.equal(asked.length, 3);
  assert.deepEqual(
    await query(data.folder, `SELECT count(*)::INTEGER, count_if(origin = 'synthesized')::INTEGER FROM samples`),
    [[10, 6]],
  );
});

test('samples keep their ids when a dataset already has those that a stage would give', async () => {
  const { data, run } = await desk({
    lines: [sample('cat', ['1.png']), sample('cat/write/1', ['2.png'], 'an older cat')],
    pictures: pictures('1.png', '2.png'),
    recipe: recipe(writing('split: none')),
  });
  await run();
  const ids = (await query(data.folder, 'SELECT id FROM samples ORDER BY id')).flat();
  assert.deepEqual(ids, ['cat', 'cat/write/1', 'cat/write/1/write/1', 'cat/write/1~1']);
});
