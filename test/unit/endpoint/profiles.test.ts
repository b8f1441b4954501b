import assert from 'node:assert/strict';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { ProfileStore, type ProfileDefinition } from '../../../src/core/endpoint/profiles.ts';
import { writeDurably } from '../../../src/core/store/durable.ts';
import { ProductError } from '../../../src/protocol/errors.ts';
import { temporaryFolder } from '../../support/dataset.ts';
import { canaryKey } from '../../support/fault-server-client.ts';

const write = (path: string, bytes: Uint8Array): Promise<unknown> => writeDurably(path, bytes, { replace: true });

function emptyStore(env: Record<string, string> = {}): ProfileStore {
  return ProfileStore.open({ ...env, XDG_CONFIG_HOME: temporaryFolder() });
}

function definition(more: Partial<ProfileDefinition> = {}): ProfileDefinition {
  return { name: 'lab', url: 'https://lab.example/v1', model: 'vlm', key: null, concurrency: 4, ...more };
}

/** The exit code of what must fail; its text never holds the key. */
async function exitOf(act: () => unknown): Promise<number> {
  try {
    await act();
  } catch (error) {
    assert.ok(error instanceof ProductError, String(error));
    assert.ok(!JSON.stringify([error.message, error.details, error.stack]).includes(canaryKey));
    return error.exitCode;
  }
  return 0;
}

test('a profile is listed without its key, and resolved with it', async () => {
  const store = emptyStore();
  assert.deepEqual(store.list(), []);
  await store.add(definition({ key: { value: canaryKey } }), write);
  await store.add(definition({ name: 'abc', model: null }), write);
  const url = 'https://lab.example/v1';
  assert.deepEqual(store.list(), [
    { name: 'abc', url, model: null, keyEnv: null, hasKey: false, concurrency: 4 },
    { name: 'lab', url, model: 'vlm', keyEnv: null, hasKey: true, concurrency: 4 },
  ]);
  assert.deepEqual(store.resolve('lab'), { name: 'lab', url, model: 'vlm', concurrency: 4, key: canaryKey });
  assert.equal(store.resolve('abc').key, null);
  await store.remove('lab', write);
  assert.ok(!readFileSync(store.path, 'utf8').includes(canaryKey));
  assert.equal(await exitOf(() => store.resolve('lab')), 2);
  assert.equal(await exitOf(() => store.remove('lab', write)), 2);
});

test('the file is the owner’s alone, and so is its folder', async () => {
  const store = emptyStore();
  await store.add(definition(), write);
  assert.equal(statSync(store.path).mode & 0o777, 0o600);
  assert.equal(statSync(dirname(store.path)).mode & 0o777, 0o700);
});

test('a file or folder that others may read or write is not taken', async () => {
  for (const mode of [0o640, 0o604, 0o620, 0o666]) {
    const store = emptyStore();
    await store.add(definition({ key: { value: canaryKey } }), write);
    chmodSync(store.path, mode);
    assert.equal(await exitOf(() => store.list()), 9, mode.toString(8));
    assert.equal(await exitOf(() => store.add(definition({ name: 'other' }), write)), 9);
  }
  const store = emptyStore();
  await store.add(definition(), write);
  chmodSync(dirname(store.path), 0o770);
  assert.equal(await exitOf(() => store.resolve('lab')), 9);
});

test('a link in the place of the file is not followed', async () => {
  const store = emptyStore();
  await store.add(definition(), write);
  const real = join(dirname(store.path), 'real.json');
  renameSync(store.path, real);
  symlinkSync(real, store.path);
  assert.equal(await exitOf(() => store.list()), 9);
  const other = emptyStore();
  await other.add(definition(), write);
  linkSync(other.path, join(dirname(other.path), 'second.json'));
  assert.equal(await exitOf(() => other.list()), 9);
});

test('a damaged file is a failure that does not show what is in it', async () => {
  const store = emptyStore();
  mkdirSync(dirname(store.path), { mode: 0o700 });
  for (const text of [`{"version": 1, "profiles": [{"key": "${canaryKey}"}]}`, `${canaryKey}`, '{"version": 2}']) {
    writeFileSync(store.path, text, { mode: 0o600 });
    assert.equal(await exitOf(() => store.list()), 2);
  }
});

test('a key from the environment is read when it is needed, and never stored', async () => {
  const set = emptyStore({ LAB_KEY: canaryKey });
  await set.add(definition({ key: { env: 'LAB_KEY' } }), write);
  assert.equal(set.resolve('lab').key, canaryKey);
  assert.equal(set.list()[0]?.keyEnv, 'LAB_KEY');
  assert.ok(!readFileSync(set.path, 'utf8').includes(canaryKey));
  const unset = emptyStore();
  await unset.add(definition({ key: { env: 'LAB_KEY' } }), write);
  assert.equal(await exitOf(() => unset.resolve('lab')), 2);
  assert.equal(unset.resolve('lab', { withKey: false }).key, null);
});

test('a key given in the place of a variable’s name is refused and not repeated', async () => {
  assert.equal(await exitOf(() => emptyStore().add(definition({ key: { env: canaryKey } }), write)), 2);
});

test('a new address needs the key again; the same one keeps it', async () => {
  const store = emptyStore();
  await store.add(definition({ key: { value: canaryKey } }), write);
  await store.add(definition({ concurrency: 9 }), write);
  assert.equal(store.resolve('lab').key, canaryKey);
  assert.equal(store.resolve('lab').concurrency, 9);
  for (const url of ['https://evil.example/v1', 'https://lab.example:444/v1', 'https://lab.example/v2']) {
    assert.equal(await exitOf(() => store.add(definition({ url }), write)), 9, url);
  }
  assert.equal(store.resolve('lab').url, 'https://lab.example/v1');
  await store.add(definition({ url: 'https://evil.example/v1', key: { value: 'another-key' } }), write);
  assert.equal(store.resolve('lab').key, 'another-key');
});

test('an address changed in the file does not get the key', async () => {
  for (const key of [{ value: canaryKey }, { env: 'LAB_KEY' }] as const) {
    const store = emptyStore({ LAB_KEY: canaryKey });
    await store.add(definition({ key }), write);
    const text = readFileSync(store.path, 'utf8').replace('"https://lab.example/v1"', '"https://evil.example/v1"');
    writeFileSync(store.path, text);
    assert.equal(await exitOf(() => store.resolve('lab')), 9);
  }
});

test('what cannot be a profile is refused', async () => {
  const store = emptyStore();
  const bad: Partial<ProfileDefinition>[] = [
    { name: 'demo' },
    { name: '../x' },
    { name: 'My_Lab' },
    { name: 'sk-lab' },
    { name: '' },
    { name: 'a'.repeat(65) },
    { concurrency: 0 },
    { concurrency: 1.5 },
    { concurrency: NaN },
    { concurrency: 1000 },
    { url: 'lab' },
    { key: { value: 'two words' } },
  ];
  for (const more of bad) assert.equal(await exitOf(() => store.add(definition(more), write)), 2, JSON.stringify(more));
  assert.equal(await exitOf(() => store.add(definition({ url: 'http://lab.example/v1' }), write)), 9);
  assert.deepEqual(store.list(), []);
});

test('a relative configuration folder counts as none', () => {
  const { path } = ProfileStore.open({ XDG_CONFIG_HOME: 'here' });
  assert.ok(path.endsWith('/.config/better-synth/profiles.json') && path.startsWith('/'), path);
});
