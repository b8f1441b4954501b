import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { cli, start, type Started } from '../support/cli.ts';
import { canaryKey } from '../support/fault-server-client.ts';

interface Where {
  readonly url: string;
  readonly key: string;
  readonly model: string;
}

/** Starts the server and waits until it says where it is. */
async function serve(...args: string[]): Promise<Where & Started> {
  return served(start(['caption-server', ...args]));
}

async function served(started: Started): Promise<Where & Started> {
  const said = await new Promise<string>((resolve) => {
    let text = '';
    started.child.stdout!.on('data', (data: Buffer) => {
      text += data.toString();
      if (text.includes('\n')) resolve(text);
    });
    started.child.on('close', () => resolve(text));
  });
  return { ...started, ...(JSON.parse(said) as Where) };
}

function models({ url, key }: Where): Promise<{ data: { id: string }[] }> {
  const headers = { authorization: `Bearer ${key}` };
  return fetch(`${url}/models`, { headers }).then(async (reply) => (await reply.json()) as { data: { id: string }[] });
}

for (const args of [[], ['--json']]) {
  test(`caption-server ${args.join(' ')} says in one line of JSON where it is, and answers until Ctrl-C`, async () => {
    const server = await serve(...args);
    const { url, key, model, child, ended } = server;
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    assert.equal(model, 'demo/captioner');
    assert.deepEqual(
      (await models(server)).data.map(({ id }) => id),
      [model],
    );
    child.kill('SIGINT');
    const { code, json } = await ended;
    assert.equal(code, 0);
    assert.deepEqual(json<Where>(), { url, key, model });
    await assert.rejects(fetch(url));
  });
}

test('each server has a key of its own', async () => {
  const [one, other] = await Promise.all([serve(), serve()]);
  assert.ok(one.key.length >= 32 && one.key !== other.key);
  for (const { child } of [one, other]) child.kill('SIGTERM');
  assert.deepEqual(
    (await Promise.all([one.ended, other.ended])).map(({ code }) => code),
    [0, 0],
  );
});

test('a key that is given stays that of the server, and the line of a profile for it is told', async () => {
  const server = await served(start(['caption-server', '--key-stdin'], { input: `${canaryKey}\n` }));
  assert.equal(server.key, canaryKey);
  assert.equal((await models(server)).data.length, 1);
  server.child.kill('SIGTERM');
  const { code, stderr } = await server.ended;
  assert.equal(code, 0);
  const line = `better-synth profiles add captions --url ${server.url} --model demo/captioner --key-stdin`;
  assert.ok(stderr.includes(line), stderr);
  assert.ok(!stderr.includes(canaryKey));
  const bad = await start(['caption-server', '--key-stdin', '--json'], { input: '\n' }).ended;
  assert.equal(bad.error().code, 2);
});

test('a server that cannot be started says why', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  const { port } = squatter.address() as AddressInfo;
  assert.equal((await cli('caption-server', '--port', `${port}`, '--json')).error().code, 2);
  squatter.close();
  assert.equal((await cli('caption-server', '--port', 'high', '--json')).error().code, 2);
  const { code, kind, where } = (await cli('caption-server', '--model', 'demo/clip', '--json')).error();
  assert.deepEqual([code, kind], [10, 'model']);
  assert.match(where!, /clip/);
  assert.equal((await cli('caption-server', '--model', 'nobody/nothing', '--json')).error().code, 10);
});
