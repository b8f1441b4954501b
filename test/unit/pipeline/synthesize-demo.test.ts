import assert from 'node:assert/strict';
import { channel } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { noEndpoints } from '../../support/no-endpoints.ts';
import { query } from './model-runs.ts';
import { countsOf, desk, recipe, sample } from './synthesize-runs.ts';

const demo = resolve(import.meta.dirname, '../../../demo');
const names = ['000000000.jpg', '000000001.jpg'];

test('the profile demo starts a server only when something is to be asked, and stops it', async () => {
  const stage = '  - name: write\n    synthesize: { profile: demo, max_tokens: 128 }\n';
  const { run, data, received } = await desk({
    lines: names.map((name) => sample(name, [name])),
    pictures: Object.fromEntries(
      names.map((name) => [`images/${name}`, readFileSync(join(demo, 'dataset/images/00000', name))]),
    ),
    recipe: recipe(stage),
  });
  const machines = { models: { demo: join(demo, 'models'), cache: '' }, endpoint: noEndpoints };
  const started: { listening: boolean }[] = [];
  channel('tracing:net.server.listen:asyncStart').subscribe((message) => {
    started.push((message as { server: { listening: boolean } }).server);
  });
  const { write } = await run({ machines });
  assert.deepEqual([write.captions!.asked, write.captions!.answered, started.length], [2, 2, 1]);
  assert.equal(started[0]!.listening, false, 'it is stopped');
  assert.ok(write.created >= 4);
  const children = await query(data.folder, `SELECT DISTINCT model FROM captions`);
  assert.deepEqual(children, [['demo/captioner']]);

  data.write('better-synth.yaml', recipe(stage.replace('128', '128, split: none')));
  const again = await run({ machines });
  assert.deepEqual([again.write.captions!.asked, countsOf(again.write)], [0, [2, 2, 0, 0, 2]]);
  assert.equal((await run({ machines })).write.cached, true);
  assert.deepEqual([started.length, received.length], [1, 0]);
});
