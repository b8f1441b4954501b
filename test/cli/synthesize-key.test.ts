/** A key goes to its origin and nowhere else: not into files, logs, exports, arguments, other processes or other servers. */
import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createListener, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { addProfile, captioningRecipe, numberedDataset, ownProfiles } from '../support/captioning.ts';
import { cli, start, type Ended, type Started } from '../support/cli.ts';
import { filesBelow, type Dataset } from '../support/dataset.ts';
import { descendantsOf, tellsProcesses } from '../support/processes.ts';

const profiles = ownProfiles();
const profilesFile = join(profiles, 'better-synth/profiles.json');
const recipe = captioningRecipe('', '  - name: out\n    export: { format: csv, output: out.csv }\n');
/** Keys by where the program takes them from. */
const keys = { env: 'canary-of-the-environment-4711', stdin: 'canary-of-the-file-of-profiles-0815' };
process.env['CANARY'] = keys.env;

/** How the server behaves just now; whatever it says, it repeats the key that it was sent. */
let behaviour: 'answers' | 'denies' | 'redirects' | 'hangs' = 'answers';
const seen = new Set<string>();
const server = createServer((request, response) => void serve(request, response));
/** Everything that reaches another server than the approved one. */
const elsewhere = { connections: 0, bytes: 0 };
const listener = createListener((socket) => {
  elsewhere.connections++;
  socket.on('data', (data) => (elsewhere.bytes += data.length)).on('error', () => undefined);
});
const [origin, otherOrigin] = [await listening(server), await listening(listener)];
after(() => {
  server.closeAllConnections();
  server.close();
  listener.close();
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const authorization = request.headers.authorization ?? 'nothing';
  seen.add(authorization);
  for await (const _ of request) void _;
  const headers = { 'content-type': 'application/json', 'x-key': authorization };
  if (behaviour === 'hangs') return;
  if (behaviour === 'redirects') {
    response.writeHead(307, { ...headers, location: `${otherOrigin}/v1?key=${authorization}` }).end();
  } else if (behaviour === 'denies') {
    response.writeHead(401, headers).end(JSON.stringify({ error: { message: `${authorization} is no good` } }));
  } else {
    await sleep(200);
    const encoded = Buffer.from(authorization).toString('base64');
    const message = { content: `1. A sign reads ${authorization}.\n2. Another reads ${encoded} here.` };
    response.writeHead(200, headers).end(JSON.stringify({ choices: [{ message, finish_reason: 'stop' }] }));
  }
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

for (const from of ['env', 'stdin'] as const) {
  test(`a key from ${from} is seen by its origin alone, whatever happens`, async () => {
    const key = keys[from];
    const said: Ended[] = [];
    const how = from === 'env' ? { keyEnv: 'CANARY' } : { key };
    said.push(await addProfile('scripted', `${origin}/v1`, how));
    const data = await numberedDataset(12, recipe);
    const { folder } = data;

    behaviour = 'denies';
    said.push(await ending(7, 'run', folder, '--json'), await ending(7, 'profiles', 'test', 'scripted'));
    behaviour = 'redirects';
    said.push(await ending(9, 'run', folder), await ending(9, 'profiles', 'test', 'scripted', '--json'));
    assert.deepEqual(elsewhere, { connections: 0, bytes: 0 });

    behaviour = 'hangs';
    const crashing = start(['run', folder]);
    await untilAsked(crashing);
    assertNotInProcesses(crashing.child.pid!, key);
    crashing.child.kill('SIGKILL');
    said.push(await crashing.ended);

    behaviour = 'answers';
    said.push(await ending(0, 'run', folder, '--json'), await ending(0, 'profiles', 'test', 'scripted'));
    assert.match(data.read('out.csv'), /A sign reads Bearer \[key hidden\]\./);
    for (const command of ['status', 'fsck']) said.push(await ending(0, command, folder, '--json'));
    said.push(await ending(0, 'captions', folder, 's3'), await ending(0, 'show', folder, 's3/write/1'));
    said.push(await ending(0, 'profiles', 'list'), await ending(0, 'profiles', 'list', '--json'));
    // Parts are compressed: their content is looked at through the views.
    for (const view of ['samples', 'captions', 'decisions']) {
      said.push(await ending(0, 'query', folder, `SELECT * FROM ${view}`, '--json'));
    }

    assert.deepEqual([...seen], [`Bearer ${key}`]);
    seen.clear();
    for (const { stdout, stderr } of said) assertHidden(`${stdout}${stderr}`, key, 'an output');
    assertNotInFiles(data, key, from === 'stdin' ? [profilesFile] : []);
    assert.equal(statSync(profilesFile).mode & 0o777, 0o600);
    await ending(0, 'profiles', 'remove', 'scripted');
    assert.equal(readFileSync(profilesFile, 'utf8').includes(key), false);
  });
}

test('a key does not follow its profile to another address, not even by hand', async () => {
  await addProfile('scripted', `${origin}/v1`, { key: keys.stdin });
  const { folder } = await numberedDataset(2);
  const moved = await ending(9, 'profiles', 'add', 'scripted', '--url', `${otherOrigin}/v1`);
  const text = readFileSync(profilesFile, 'utf8');
  writeFileSync(profilesFile, text.replace(`"url": "${origin}/v1"`, `"url": "${otherOrigin}/v1"`));
  const forged = await ending(9, 'run', folder, '--json');
  assert.match(forged.error().message, /belongs to another origin/);
  for (const { stdout, stderr } of [moved, forged]) assertHidden(`${stdout}${stderr}`, keys.stdin, 'an output');
  assert.deepEqual(elsewhere, { connections: 0, bytes: 0 });
});

async function ending(code: number, ...args: string[]): Promise<Ended> {
  const ended = await cli(...args);
  assert.equal(ended.code, code, `${args.join(' ')}: ${ended.stdout}${ended.stderr}`);
  return ended;
}

/** Waits until the server has a request in hand. */
async function untilAsked({ child }: Started): Promise<void> {
  seen.clear();
  while (seen.size === 0 && child.exitCode === null) await sleep(5);
}

/** The key, and what it looks like in Base64 and hexadecimal. */
function assertHidden(text: string, key: string, where: string): void {
  const forms = [key, Buffer.from(key).toString('base64').slice(0, -4), Buffer.from(key).toString('hex')];
  for (const form of forms) assert.equal(text.includes(form), false, `${where} holds the key`);
}

function assertNotInFiles({ folder }: Dataset, key: string, allowed: readonly string[]): void {
  const files = [folder, profiles].flatMap((place) => filesBelow(place)).filter((file) => !allowed.includes(file));
  assert.ok(files.some((file) => file.endsWith('state.db')) && files.some((file) => file.endsWith('out.csv')));
  for (const file of files) assertHidden(readFileSync(file, 'latin1'), key, file);
}

/** Arguments of the program and all that its children were given. */
function assertNotInProcesses(pid: number, key: string): void {
  if (!tellsProcesses) return;
  assertHidden(readFileSync(`/proc/${pid}/cmdline`, 'latin1'), key, 'the command line');
  const children = descendantsOf(pid);
  assert.ok(children.length > 0, 'pictures are decoded in another process');
  for (const child of children) {
    for (const what of ['cmdline', 'environ']) {
      assertHidden(readFileSync(`/proc/${child}/${what}`, 'latin1'), key, `${what} of a child`);
    }
  }
}
