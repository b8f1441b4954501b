import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tagSamples } from '../../../src/core/pipeline/people.ts';
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
