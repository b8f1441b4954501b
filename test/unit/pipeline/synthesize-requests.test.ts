import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { planRun } from '../../../src/core/pipeline/plan.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import { layoutOf } from '../../../src/core/store/layout.ts';
import { ProductError } from '../../../src/protocol/errors.ts';
import { pictureBytes, type Dataset } from '../../support/dataset.ts';
import { noEndpoints } from '../../support/no-endpoints.ts';
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

/** How many answers `state.db` holds. */
function storedAnswers({ folder }: Dataset): number {
  const db = new DatabaseSync(layoutOf(folder).stateDb, { readOnly: true });
  try {
    return Number(db.prepare('SELECT count(*) AS n FROM answers').get()!['n']);
  } finally {
    db.close();
  }
}

const plainPrompt = 'Describe this in numbered lines please.';

test('equal pictures with equal prompts share one request, also under different names', async () => {
  const same = await pictureBytes('a.png', { width: 40, height: 30, seed: 7 });
  const { run, data } = await desk({
    lines: [sample('a', ['a.png']), sample('b', ['b.png']), sample('c', ['c.png']), sample('d', ['a.png'])],
    pictures: { 'images/a.png': same, 'images/b.png': same, ...pictures('c.png') },
    recipe: recipe(writing('split: none', plainPrompt)),
    answer: ({ picture }) => `A thing ${picture.replace(/\d/g, 'x')}.`,
  });
  const { write, asked } = await run();
  assert.equal(asked.length, 2);
  assert.deepEqual([countsOf(write), write.captions!.asked], [[4, 4, 0, 0, 4], 2]);
  const texts = (
    await query(data.folder, `SELECT caption FROM samples WHERE origin = 'synthesized' ORDER BY id`)
  ).flat();
  assert.deepEqual([texts[0] === texts[1], texts[0] === texts[3], texts[0] === texts[2]], [true, true, false]);
});

test('with the caption in the prompt the same picture is asked about once for each caption', async () => {
  const { run } = await desk({
    lines: [sample('a', ['1.png'], 'one'), sample('b', ['1.png'], 'two'), sample('c', ['1.png'], 'one')],
    pictures: pictures('1.png'),
    recipe: recipe(writing()),
  });
  assert.deepEqual(captionsAsked((await run()).asked), ['one', 'two']);
});

test('what only decides asks nothing; what changes a request asks anew, and the answers of before stay', async () => {
  const { run, data } = await desk({ ...three, recipe: recipe(writing()) });
  const after = async (...stages: string[]): Promise<[asked: number, created: number, stored: number]> => {
    data.write('better-synth.yaml', recipe(...stages));
    const { asked, write } = await run();
    return [asked.length, write.created, storedAnswers(data)];
  };
  assert.deepEqual(await after(writing()), [3, 6, 3]);
  assert.deepEqual(await after(writing('split: none')), [0, 3, 3]);
  assert.deepEqual(await after(writing('keep_original: false')), [0, 6, 3]);
  assert.deepEqual(await after(writing(`where: id = ''cat''`.replaceAll(`''`, `'`))), [0, 2, 3]);
  assert.deepEqual(await after(writing('', 'Tell of {caption}')), [3, 6, 6]);
  assert.deepEqual(await after(writing('model: other')), [3, 6, 9]);
  assert.deepEqual(await after(writing('max_tokens: 99')), [3, 6, 12]);
  assert.deepEqual(await after(writing('temperature: 0.5')), [3, 6, 15]);
  data.write('images/2.png', await pictureBytes('2.png', { width: 40, height: 30, seed: 77 }));
  assert.deepEqual(await after(writing()), [1, 6, 16]);
  assert.deepEqual(await after(writing()), [0, 6, 16]);
});

test('a picture that becomes one that was asked about costs nothing, and the stage is then up to date', async () => {
  const { run, data } = await desk({ ...three, recipe: recipe(writing('', plainPrompt)) });
  await run();
  data.write('images/1.png', readFileSync(data.path('images/2.png')));
  const changed = await run();
  assert.deepEqual([changed.write.cached, changed.asked.length], [false, 0]);
  assert.equal((await run()).write.cached, true);
});

test('a run that the endpoint stopped goes on with what is not answered, and a cancelled one too', async () => {
  const names = Array.from({ length: 12 }, (_, i) => `s${i}`);
  const images = names.map((name) => `${name}.png`);
  let paid = true;
  const { run, runFailing, behave, data, received } = await desk(
    {
      lines: names.map((name) => sample(name, [`${name}.png`])),
      pictures: pictures(...images),
      recipe: recipe(writing()),
      script: ({ number }) => (paid && number >= 4 ? 'payment' : null),
    },
    { concurrency: 1 },
  );
  const stopped = await runFailing();
  assert.ok(stopped.error instanceof ProductError);
  assert.deepEqual([stopped.error.kind, stopped.error.exitCode], ['endpoint', 7]);
  assert.match(String(stopped.error.details.safe), /^4 answers came in this run/);
  assert.equal(storedAnswers(data), 4);

  paid = false;
  behave({});
  const cancelled = await runFailing({
    onEvent: (event, abort) => {
      if (event.type === 'progress' && event.done >= 8) abort.abort();
    },
  });
  assert.ok(cancelled.error instanceof ProductError && cancelled.error.kind === 'cancelled');
  const kept = storedAnswers(data);
  assert.ok(kept >= 8 && kept < 12, `${kept}`);

  const { write, asked } = await run();
  assert.equal(asked.length, 12 - kept);
  assert.deepEqual(countsOf(write), [12, 12, 0, 0, 24]);
  const answered = received.filter(({ fault }) => fault === null).map(({ prompt }) => prompt);
  assert.equal(new Set(answered).size, 12);
  assert.ok(answered.length <= 13, 'at most what was in flight is asked again');
});

test('every answer is on the disk before it is told of', async () => {
  const { run, data } = await desk({ ...three, recipe: recipe(writing()), latency: 5 }, { concurrency: 1 });
  const told: [done: number, stored: number][] = [];
  await run({
    onEvent: (event) => {
      if (event.type === 'progress') told.push([event.done, storedAnswers(data)]);
    },
  });
  assert.ok(told.length > 0);
  for (const [done, stored] of told) assert.ok(stored >= done, `${done} told, ${stored} stored`);
  assert.equal(told.at(-1)![0], 3);
});

test('a missing, broken or truncated picture fails its sample alone, and is asked about once it is mended', async () => {
  const whole = await pictureBytes('x.png', { width: 64, height: 64, seed: 9 });
  const { run, data } = await desk({
    lines: [
      ...three.lines,
      sample('gone', ['gone.png']),
      sample('broken', ['broken.png']),
      sample('cut', ['1.png', 'cut.png']),
      sample('outside', ['../1.png']),
    ],
    pictures: {
      ...three.pictures,
      'images/broken.png': Buffer.from('no picture'),
      'images/cut.png': whole.subarray(0, whole.length / 2),
    },
    recipe: recipe(writing()),
  });
  const { write, report, asked } = await run();
  assert.deepEqual([countsOf(write), report.exit, asked.length], [[7, 3, 0, 4, 6], 3, 3]);
  const reasons = await texts(data, `SELECT id, reason FROM decisions WHERE outcome = 'failed' ORDER BY id`);
  assert.deepEqual(
    reasons.map(([id]) => id),
    ['broken', 'cut', 'gone', 'outside'],
  );
  for (const [id, reason] of reasons) assert.ok(reason!.length > 5, id);
  assert.deepEqual([(await run()).write.cached], [true]);
  for (const name of ['gone', 'broken', 'cut']) data.write(`images/${name}.png`, whole);
  const mended = await run();
  assert.deepEqual([countsOf(mended.write), mended.asked.length], [[7, 6, 0, 1, 12], 3]);
});

test('a picture that goes away after it was asked about fails its sample once, not the stage for ever', async () => {
  const { run, data } = await desk({ ...three, recipe: recipe(writing()) });
  await run();
  const bytes = readFileSync(data.path('images/2.png'));
  rmSync(data.path('images/2.png'));
  assert.deepEqual(countsOf((await run()).write), [3, 2, 0, 1, 4]);
  assert.equal((await run()).write.cached, true);
  writeFileSync(data.path('images/2.png'), bytes);
  const back = await run();
  assert.deepEqual([countsOf(back.write), back.asked.length], [[3, 3, 0, 0, 6], 0]);
});

test('a picture that changes between its hash and its decoding fails its sample, and is asked about the next time', async () => {
  const { run, data } = await desk({
    ...three,
    lines: [...three.lines, sample('late', ['late.png'])],
    recipe: recipe(writing()),
  });
  const [early, late] = await Promise.all(
    [98, 99].map((seed) => pictureBytes('late.png', { width: 40, height: 30, seed })),
  );
  writeFileSync(data.path('images/late.png'), early!);
  writeFileSync(data.path('late'), late!);
  // Decoders start when all pictures of a batch are hashed; this one changes a picture first.
  const decoder = data.path('decoder.mjs');
  const real = pathToFileURL(resolve(import.meta.dirname, '../../../src/core/models/decoder.ts')).href;
  writeFileSync(
    decoder,
    `import { copyFileSync } from 'node:fs';
    copyFileSync(${JSON.stringify(data.path('late'))}, ${JSON.stringify(data.path('images/late.png'))});
    await import(${JSON.stringify(real)});`,
  );
  const { write, asked } = await run({ machines: { decoder } });
  assert.deepEqual([countsOf(write), asked.length], [[4, 3, 0, 1, 6], 3]);
  assert.deepEqual(await query(data.folder, `SELECT id, reason FROM decisions WHERE outcome = 'failed'`), [
    ['late', 'the picture was changed while it was read'],
  ]);
  const next = await run();
  assert.deepEqual([countsOf(next.write), captionsAsked(next.asked)], [[4, 4, 0, 0, 8], ['the late']]);
});

test('failures that pass the error budget stop the run early; what was paid is kept, and counts again', async () => {
  const names = Array.from({ length: 150 }, (_, i) => `s${i}`);
  const { runFailing, data } = await desk(
    {
      lines: names.map((name) => sample(name, [`${name}.png`])),
      pictures: pictures(...names.map((name) => `${name}.png`)),
      recipe: recipe(writing()).replace('0.9', '0.1'),
      script: ({ prompt }) => (Number(/\d+/.exec(prompt)![0]) < 40 ? 'cut-off' : null),
      latency: 80,
    },
    { concurrency: 8 },
  );
  const { error, asked } = await runFailing();
  assert.ok(error instanceof ProductError && error.kind === 'unusable', String(error));
  assert.match(error.message, /error_budget: 0.1.*cut-off/);
  const stored = storedAnswers(data);
  assert.ok(stored > 10 && stored < names.length, `${stored}`);
  assert.equal(new Set(asked.map(({ prompt }) => prompt)).size, stored, 'what was on its way came in');
  const again = await runFailing();
  assert.ok(again.error instanceof ProductError && again.error.kind === 'unusable');
  assert.deepEqual([again.asked.length, storedAnswers(data)], [0, stored]);
});

test('broken pictures count in the error budget before anything is asked', async () => {
  const names = Array.from({ length: 12 }, (_, i) => `s${i}`);
  const { runFailing } = await desk({
    lines: [...names.map((name) => sample(name, [`${name}.png`])), ...three.lines],
    pictures: three.pictures,
    recipe: recipe(writing()).replace('0.9', '0.1'),
  });
  const { error, asked } = await runFailing();
  assert.ok(error instanceof ProductError && error.kind === 'unusable', String(error));
  assert.equal(asked.length, 0);
});

test('an unknown profile, or one without a model, is said before any work', async () => {
  const nobody = await desk({
    ...three,
    recipe: recipe(counting('first', 1), writing()).replace('scripted', 'nobody'),
  });
  const unknown = await nobody.runFailing();
  assert.ok(unknown.error instanceof ProductError && unknown.error.exitCode === 2);
  assert.match(unknown.error.message, /no profile nobody/);
  const { runFailing, data } = await desk(
    { ...three, recipe: recipe(counting('first', 1), writing()) },
    { model: null },
  );
  const nameless = await runFailing();
  assert.ok(nameless.error instanceof ProductError && nameless.error.exitCode === 2);
  assert.match(nameless.error.message, /names no model/);
  assert.equal((await query(data.folder, 'SELECT * FROM decisions')).length, 0);
});

test('a stage that has all its answers needs no profile, and says so', async () => {
  const { run, runFailing, data, machines } = await desk({
    ...three,
    recipe: recipe(writing('model: m'), counting('second', 1)),
  });
  await run();
  const gone = { endpoint: noEndpoints };
  const cached = await run({ machines: gone });
  assert.deepEqual([cached.report.stages.map((stage) => stage.cached), cached.report.exit], [[true, true], 0]);
  data.write('better-synth.yaml', recipe(writing('model: m, split: none'), counting('second', 1)));
  assert.deepEqual(countsOf((await run({ machines: gone })).write), [3, 3, 0, 0, 3]);
  data.write('better-synth.yaml', recipe(writing('model: other'), counting('second', 1)));
  const states = await withSession(data.folder, undefined, (session) =>
    planRun(session, { ...machines, ...gone }).then((plan) => plan.map(({ state, why }) => `${state}: ${why}`)),
  );
  assert.equal(states[0], 'stale: There is no profile scripted.');
  const { error } = await runFailing({ machines: gone });
  assert.ok(error instanceof ProductError && error.exitCode === 2, String(error));
});
