/**
 * `npm run test:protocol`: speaks to an implementation of the protocol that others have written, LiteLLM's proxy. Behind
 * it a small model tells what has reached it, so that each caption can be held against its picture. Needs the built
 * program, Python from 3.11 on and, the first time, the network.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { RunReport } from '../src/protocol/records.ts';
import { root } from './demo/product.ts';
import { captionable } from './protocol/dataset.ts';
import { place, startLiteLlm } from './protocol/litellm.ts';

const pictures = 12;
const profile = 'second';
const folder = join(place, 'dataset');
const program = process.env['BETTER_SYNTH'] ?? join(root, 'dist/cli.js');

const server = await startLiteLlm();
try {
  const { url, model, key } = server;
  product(['profiles', 'add', profile, '--url', url, '--model', model, '--key-stdin'], key);
  const probe = product(['profiles', 'test', profile]) as { models: string[]; text: string; usage: object | null };
  assert.deepEqual(probe.models, [model]);
  assert.match(probe.text, /^1\. A picture of \d+ bytes/);

  const expected = await captionable(folder, profile, pictures);
  const { stages } = product(['run', folder]) as RunReport;
  const { samples, answered, asked, retries } = stages[0]!.captions!;
  assert.deepEqual(
    { samples, answered, asked, retries },
    { samples: pictures, answered: pictures, asked: pictures, retries: 0 },
  );
  const rows = product(['query', folder, 'SELECT parent, text FROM captions ORDER BY id']);
  const captions = [...expected].flatMap(([parent, texts]) => texts.map((text) => ({ parent, text })));
  assert.deepEqual(rows, captions);
  console.log(`✓ ${server.name}: ${pictures} pictures, ${captions.length} captions, each of its own picture`);
} finally {
  await server.close();
}

/** What a command of the product says; its profiles lie in a folder of this test. */
function product(args: readonly string[], input = ''): unknown {
  const env = { ...process.env, XDG_CONFIG_HOME: join(place, 'config') };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args, '--json'], {
    ...{ env, input },
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}
