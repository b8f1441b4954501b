import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Probe } from '../../src/core/endpoint/probe.ts';
import type { Profile } from '../../src/core/endpoint/profiles.ts';
import { cli, program } from '../support/cli.ts';
import { temporaryFolder } from '../support/dataset.ts';
import { canaryKey, served } from '../support/fault-server-client.ts';
import { startFaultServer } from '../support/fault-server.ts';

const config = temporaryFolder();
process.env['XDG_CONFIG_HOME'] = config;

/** Runs the program with a line on stdin. */
async function withInput(input: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [program, ...args], { stdio: 'pipe' });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

test('profiles are added, listed, tried and removed, and their keys are never shown', async (t) => {
  const server = await served(t, { models: ['scripted', 'other'] });
  const added = await withInput(`${canaryKey}\n`, 'profiles', 'add', 'lab', '--url', server.url, '--key-stdin');
  assert.equal(added.code, 0, added.output);

  const list = await cli('profiles', 'list', '--json');
  const { profiles } = list.json<{ profiles: Profile[] }>();
  assert.deepEqual(profiles, [
    { name: 'lab', url: server.url, model: null, keyEnv: null, hasKey: true, concurrency: 8 },
  ]);

  const tried = await cli('profiles', 'test', 'lab', '--json');
  assert.equal(tried.code, 0, tried.stderr);
  const seen = tried.json<Probe>();
  assert.deepEqual(seen.models, ['scripted', 'other']);
  assert.equal(seen.asked, 'scripted');
  assert.match(seen.text, /^1\. What is in this picture/);
  assert.ok(seen.seconds.answer > 0);
  assert.equal(server.received.length, 1);
  assert.equal(server.received[0]?.authorization, `Bearer ${canaryKey}`);

  const shown = await cli('profiles', 'test', 'lab');
  assert.match(shown.stdout, /2 models: scripted, other/);
  const removed = await cli('profiles', 'remove', 'lab');
  for (const { stdout, stderr } of [list, tried, shown, removed]) assert.ok(!`${stdout}${stderr}`.includes(canaryKey));
  assert.ok(!added.output.includes(canaryKey));
  assert.ok(!readFileSync(join(config, 'better-synth/profiles.json'), 'utf8').includes(canaryKey));
});

test('neither the client’s environment nor a proxy is taken', async (t) => {
  const server = await served(t);
  const trap = await served(t);
  let knocks = 0;
  const proxy = await startFaultServer({ answer: () => String((knocks += 1)) });
  t.after(() => proxy.close());
  const hostile = {
    OPENAI_BASE_URL: trap.url,
    OPENAI_API_KEY: canaryKey,
    OPENAI_ADMIN_KEY: canaryKey,
    OPENAI_ORG_ID: 'organisation',
    OPENAI_PROJECT_ID: 'project',
    OPENAI_CUSTOM_HEADERS: `x-canary: ${canaryKey}`,
    OPENAI_LOG: 'debug',
    NODE_USE_ENV_PROXY: '1',
    HTTP_PROXY: new URL(proxy.url).origin,
    http_proxy: new URL(proxy.url).origin,
    ALL_PROXY: new URL(proxy.url).origin,
  };
  assert.equal((await cli('profiles', 'add', 'plain', '--url', server.url, '--model', 'm')).code, 0);
  Object.assign(process.env, hostile);
  const { code, stdout, stderr } = await cli('profiles', 'test', 'plain');
  for (const name of Object.keys(hostile)) Reflect.deleteProperty(process.env, name);
  assert.equal(code, 0, stderr);
  assert.ok(!`${stdout}${stderr}`.includes(canaryKey));
  assert.equal(server.received.length, 1);
  assert.ok(!JSON.stringify(server.received[0]).includes(canaryKey));
  assert.equal(server.received[0]?.headers['openai-organization'], undefined);
  assert.equal(trap.received.length + proxy.received.length + knocks, 0);
});

test('a new address without the key, http beyond this machine and a redirect exit with 9', async (t) => {
  const target = await served(t);
  const server = await served(t, { script: () => 'redirect', elsewhere: new URL(target.url).origin });
  await withInput(canaryKey, 'profiles', 'add', 'bound', '--url', server.url, '--key-stdin');
  const moved = await cli('profiles', 'add', 'bound', '--url', target.url, '--json');
  assert.equal(moved.code, 9);
  assert.equal(moved.error().kind, 'refused');
  assert.equal((await cli('profiles', 'add', 'far', '--url', 'http://captions.example/v1')).code, 9);
  const redirected = await cli('profiles', 'test', 'bound', '--json');
  assert.equal(redirected.code, 9);
  assert.match(redirected.error().message, /redirects/);
  assert.equal(target.received.length, 0);
});

test('an endpoint that is not there, or does not take the key, exits with 7', async (t) => {
  const server = await served(t, { script: () => 'unauthorized' });
  await cli('profiles', 'add', 'locked', '--url', server.url);
  assert.equal((await cli('profiles', 'test', 'locked')).code, 7);
  await server.close();
  const gone = await cli('profiles', 'test', 'locked', '--json');
  assert.equal(gone.code, 7);
  assert.match(gone.error().message, /did not answer: nothing listens on 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/);
  assert.match(gone.error().next!, /^Start the server/);
});

test('a server that answers with an error did answer', async (t) => {
  const server = await served(t, { script: () => 500 });
  await cli('profiles', 'add', 'ill', '--url', server.url, '--model', 'm');
  const { message, next } = (await cli('profiles', 'test', 'ill', '--json')).error();
  assert.match(message, /^The endpoint answered with an error: 500/);
  assert.match(next!, /log/);
});

test('addresses as people copy them are taken, or it is said what they lack', async (t) => {
  const server = await served(t, { models: ['scripted'] });
  await cli('profiles', 'add', 'copied', '--url', `${server.url}/chat/completions`);
  const tried = await cli('profiles', 'test', 'copied');
  assert.equal(tried.code, 0, tried.stderr);
  assert.match(tried.stdout, /names no model, so a recipe must: {2}profile: copied {2}and {2}model: scripted\n$/);
  const elsewhere = createServer((request, response) => {
    request.resume();
    response.writeHead(404).end();
  });
  t.after(() => elsewhere.close());
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const bare = await cli('profiles', 'add', 'bare', '--url', origin, '--model', 'scripted');
  assert.ok(bare.stdout.includes(`most servers answer below ${origin}/v1`), bare.stdout);
  const lost = (await cli('profiles', 'test', 'bare', '--json')).error();
  assert.ok(lost.next!.includes(`--url ${origin}/v1`), JSON.stringify(lost));
});

test('what is wrongly asked exits with 2', async () => {
  for (const args of [
    ['add', 'x'],
    ['test', 'demo'],
    ['test', 'x', '--model', 'm'],
    ['list', '--url', 'https://captions.example/v1'],
    ['add', 'demo', '--url', 'https://captions.example/v1'],
    ['add', 'x', '--url', 'https://captions.example/v1', '--concurrency', 'many'],
    ['add', 'x', '--url', 'https://captions.example/v1', '--key-env', 'A', '--key-stdin'],
    ['test', 'nobody'],
    ['remove', 'nobody'],
    ['rename', 'x'],
    ['list', 'x'],
  ]) {
    const { code, stderr } = await cli('profiles', ...args);
    assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
  }
});

test('what is missing is named, and so is the next step', async () => {
  const said = async (...args: string[]): Promise<string> => {
    const { stdout, stderr } = await cli('profiles', ...args);
    return `${stdout}${stderr}`;
  };
  assert.match(await said('add', 'x'), /--url is missing/);
  assert.match(await said('test', 'demo'), /demo is built in/);
  assert.match(await said('test', 'x', '--model', 'm'), /test takes no --model/);
  for (const { name } of (await cli('profiles', 'list', '--json')).json<{ profiles: Profile[] }>().profiles) {
    await cli('profiles', 'remove', name);
  }
  assert.match(await said('list'), /^No profiles yet\..*better-synth profiles add NAME --url/);
});
