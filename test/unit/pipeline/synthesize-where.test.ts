import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDataset } from '../../../src/core/pipeline/check.ts';
import { tagSamples } from '../../../src/core/pipeline/people.ts';
import type { RunEvent } from '../../../src/protocol/runs.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import { ProductError } from '../../../src/protocol/errors.ts';
import { captionsAsked, counting, countsOf, desk, recipe, three, writing } from './synthesize-runs.ts';

const cluster = '  - name: cluster\n    cluster: { of: text, model: tf-idf, k: 1 }\n';
const where = (condition: string): string => writing(`where: ${JSON.stringify(condition)}`);

test('only samples that a condition lets through are asked about; the others go on, and it is said', async () => {
  const { run, data } = await desk({
    ...three,
    recipe: recipe(counting('first', 1), cluster, where(`caption LIKE '%dog'`)),
  });
  const asked = async (condition: string): Promise<string[]> => {
    data.write('better-synth.yaml', recipe(counting('first', 1), cluster, where(condition)));
    const { write } = await run({ force: true });
    assert.deepEqual([write.in, write.kept], [3, 3]);
    return [String(write.captions!.samples), ...(write.notes ?? [])];
  };
  const first = await run();
  assert.deepEqual(captionsAsked(first.asked), ['the dog']);
  assert.deepEqual(
    [countsOf(first.write), first.write.notes],
    [[3, 3, 0, 0, 2], ['not asked about: 2 samples outside `where`']],
  );
  assert.deepEqual(await asked('num_words > 2 AND cluster = 0'), ['3']);
  assert.deepEqual(await asked('num_words > 99'), ['0', 'not asked about: 3 samples outside `where`']);
  assert.deepEqual(await asked(`id IN (SELECT id FROM decisions WHERE outcome = 'kept') -- all`), ['3']);
  assert.deepEqual(await asked(`list_contains(tags, 'redo')`), ['0', 'not asked about: 3 samples outside `where`']);
});

test('a tag that a condition asks for makes the stage stale', async () => {
  const { run, data } = await desk({ ...three, recipe: recipe(where(`list_contains(tags, 'redo')`)) });
  assert.deepEqual([(await run()).asked.length, (await run()).write.cached], [0, true]);
  await withSession(data.folder, undefined, (session) => tagSamples(session, ['owl'], { add: ['redo'], remove: [] }));
  const { asked, write } = await run();
  assert.deepEqual([captionsAsked(asked), write.created], [['the owl'], 2]);
});

test('a condition that is none stops the run before anything is asked, naming the stage', async () => {
  const { runFailing, data } = await desk({ ...three, recipe: recipe(writing()) });
  for (const condition of [
    'no_such_score < 1',
    'id',
    'length(caption)',
    'true; DROP TABLE tags',
    'true, false',
    '1 = ',
    `id IN (SELECT content FROM read_text('better-synth.yaml'))`,
    `id IN (SELECT * FROM 'data.jsonl')`,
    `count(*) > 1`,
    'true) w USING (id)); CREATE TABLE mine (x INTEGER); SELECT ((1',
  ]) {
    data.write('better-synth.yaml', recipe(where(condition)));
    const { error, asked } = await runFailing();
    assert.ok(error instanceof ProductError, `${condition}: ${String(error)}`);
    assert.deepEqual([error.exitCode, error.details.where, asked.length], [2, 'stage write', 0], condition);
    assert.ok(error.message.includes(condition));
  }
});

test('a condition is bound before any stage works, to what the stages before it will measure', async () => {
  const { runFailing, data } = await desk({ ...three, recipe: recipe(writing()) });
  const [before, behind] = [counting('first', 1), counting('second', 1)];
  const events: string[] = [];
  const onEvent = ({ type }: RunEvent): void => void events.push(type);
  for (const [condition, said] of [
    ['len(imges) = 1', /there is no column "imges"\. Did you mean "images"\?$/],
    ['num_word > 2', /there is no column "num_word"\. Did you mean "num_words"\?$/],
    ['text_len > 2', /there is no column "text_len"; there are id, line, .*, num_words, cluster, .*, tags$/],
    ['num_words', /it is DOUBLE, not BOOLEAN$/],
  ] as const) {
    data.write('better-synth.yaml', recipe(before, where(condition), behind));
    const { error } = await runFailing({ onEvent });
    assert.ok(error instanceof ProductError && error.exitCode === 2, String(error));
    assert.match(error.message, said);
  }
  data.write('better-synth.yaml', recipe(where('num_words > 2'), behind));
  assert.match(String((await runFailing({ onEvent })).error), /no column "num_words"/, 'measured later');
  assert.deepEqual(events, [], 'no run began');
});

test('a check finds a wrong condition at its place, and none in one over what is still to be measured', async () => {
  const { data, machines } = await desk({ ...three, recipe: recipe(writing()) });
  const check = async (condition: string): Promise<unknown[]> => {
    data.write('better-synth.yaml', recipe(counting('first', 1), cluster, where(condition)));
    const { problems, exit } = await withSession(data.folder, undefined, (session) =>
      checkDataset(session, machines, null),
    );
    return [exit, ...problems.map(({ severity, code, line, column }) => [severity, code, line, column])];
  };
  const wrong = [2, ['error', 'wrong-condition', 9, 76]];
  assert.deepEqual(await check('len(imges) = 1'), wrong);
  assert.deepEqual(await check('length(caption)'), wrong);
  assert.deepEqual(await check('random() < 0.5'), wrong);
  assert.deepEqual(await check("now() > TIMESTAMP '2026-01-01'"), wrong);
  assert.deepEqual(await check(`len(images) = 1 AND num_words < 9 AND cluster = 0 AND tags IS NULL`), [0]);
  assert.deepEqual(await check('id IN (SELECT id FROM scores WHERE num_words < 9)'), [0]);
});

test('a check warns at a profile that cannot be asked here', async () => {
  const { data, machines } = await desk({ ...three, recipe: recipe(writing()) }, { model: null });
  const found = async (text: string): Promise<unknown[][]> => {
    data.write('better-synth.yaml', text);
    const { problems, exit } = await withSession(data.folder, undefined, (session) =>
      checkDataset(session, machines, null),
    );
    assert.equal(exit, 0);
    return problems.map(({ severity, code, message, line, column }) => [severity, code, message, line, column]);
  };
  const elsewhere = writing('model: m').replace('scripted', 'nobody');
  assert.deepEqual(await found(recipe(elsewhere)), [['warning', 'no-profile', 'There is no profile nobody.', 5, 28]]);
  const bare = 'Stage "write" names no model, and neither does the profile scripted.';
  assert.deepEqual(await found(recipe(writing())), [['warning', 'no-profile', bare, 5, 28]]);
  assert.deepEqual(await found(recipe(writing('model: m'))), []);
});
