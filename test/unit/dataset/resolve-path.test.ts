import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PathResolver } from '../../../src/core/dataset/resolve-path.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'resolve-')));
after(() => rmSync(base, { recursive: true }));
const root = join(base, 'set');
mkdirSync(join(root, 'images', 'deep'), { recursive: true });
mkdirSync(join(base, 'outside'));
writeFileSync(join(base, 'outside', 'canary.jpg'), 'canary');
writeFileSync(join(base, 'set-too.jpg'), 'canary');
writeFileSync(join(root, 'images', 'a.jpg'), 'inside');
symlinkSync('a.jpg', join(root, 'images', 'link.jpg'));
symlinkSync('../../outside/canary.jpg', join(root, 'images', 'out.jpg'));
symlinkSync('../set-too.jpg', join(root, 'sibling.jpg'));
symlinkSync('../outside', join(root, 'folder-out'));
symlinkSync('images', join(root, 'folder-in'));
symlinkSync('nowhere', join(root, 'dangling'));
symlinkSync('loop', join(root, 'loop'));
linkSync(join(root, 'images', 'a.jpg'), join(root, 'hard.jpg'));

const outcome = async (path: string): Promise<string> => {
  const found = await (await PathResolver.of(root)).resolve(path);
  return 'problem' in found ? found.problem : found.path.slice(root.length + 1);
};

test('files inside are found, through links that stay inside too', async () => {
  assert.equal(await outcome('images/a.jpg'), 'images/a.jpg');
  assert.equal(await outcome('./images//a.jpg'), 'images/a.jpg');
  assert.equal(await outcome('images/link.jpg'), 'images/a.jpg');
  assert.equal(await outcome('folder-in/a.jpg'), 'images/a.jpg');
  assert.equal(await outcome('hard.jpg'), 'hard.jpg');
});

test('the size and inode of the file come with it', async () => {
  const found = await (await PathResolver.of(root)).resolve('images/link.jpg');
  assert.ok('stats' in found);
  assert.equal(found.stats.size, 6n);
});

test('what leaves the folder, is no file or does not exist is refused with a reason', async () => {
  assert.equal(await outcome('../outside/canary.jpg'), 'leaves the dataset folder by ".."');
  assert.equal(await outcome(join(root, 'images/a.jpg')), 'is absolute: write paths relative to the dataset folder');
  for (const path of ['images/out.jpg', 'folder-out/canary.jpg', 'sibling.jpg']) {
    assert.equal(await outcome(path), 'leaves the dataset folder by a link', path);
  }
  for (const path of ['images/b.jpg', 'nowhere/a.jpg', 'images/a.jpg/b', 'dangling'])
    assert.equal(await outcome(path), 'does not exist', path);
  assert.equal(await outcome('images'), 'is a folder, not a file');
  assert.equal(await outcome('loop'), 'is a link that leads nowhere');
});

test('a folder under a link is still the folder', async () => {
  symlinkSync(root, join(base, 'alias'));
  const resolver = await PathResolver.of(join(base, 'alias'));
  assert.equal(resolver.root, root);
  assert.ok('path' in (await resolver.resolve('images/a.jpg')));
});

test('an output may be new, in new folders too, but not behind a link or among our own files', async () => {
  const resolver = await PathResolver.of(root);
  assert.deepEqual(await resolver.resolveOutput('out/new/best.jsonl'), { path: join(root, 'out/new/best.jsonl') });
  assert.deepEqual(await resolver.resolveOutput('best.jsonl'), { path: join(root, 'best.jsonl') });
  assert.deepEqual(await resolver.resolveOutput('folder-in/best.jsonl'), { path: join(root, 'images/best.jsonl') });
  for (const [path, problem] of [
    ['folder-out/best.jsonl', /leaves the dataset folder by a link/],
    ['folder-out/new/best.jsonl', /leaves the dataset folder by a link/],
    ['dangling/best.jsonl', /leaves the dataset folder by a link/],
    ['images/out.jpg', /is a link/],
    ['dangling', /is a link/],
    ['.better-synth/state/state.db', /not for results/],
    ['.Better-Synth/x', /not for results/],
    ['../x', /leaves/],
    ['images/a.jpg/x/y', /does not exist/],
  ] as const) {
    const found = await resolver.resolveOutput(path);
    assert.match('problem' in found ? found.problem : 'let through', problem, path);
  }
});

test('a link that is swapped in while files are opened never yields a byte from outside', async () => {
  const resolver = await PathResolver.of(root);
  const racer = spawn(process.execPath, ['-e', racing, join(root, 'race'), join(base, 'outside')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => racer.stdout.once('data', resolve));
  let opened = 0;
  for (let round = 0; round < 2000; round++) {
    const found = await resolver.open('race/canary.jpg');
    if ('problem' in found) continue;
    opened++;
    const content = await found.handle.readFile('utf8');
    await found.handle.close();
    assert.equal(content, 'inside');
  }
  racer.kill();
  await new Promise((resolve) => racer.once('exit', resolve));
  assert.ok(opened > 0);
});

/** Swaps a folder for a link to the outside and back, as fast as it can. */
const racing = `
  const { mkdirSync, renameSync, symlinkSync, writeFileSync } = require('node:fs');
  const [folder, outside] = process.argv.slice(1);
  mkdirSync(folder);
  writeFileSync(folder + '/canary.jpg', 'inside');
  symlinkSync(outside, folder + '-link');
  console.log('ready');
  for (;;) {
    renameSync(folder, folder + '-real');
    renameSync(folder + '-link', folder);
    renameSync(folder, folder + '-link');
    renameSync(folder + '-real', folder);
  }
`;

test('a file that is opened is the one that was resolved', async () => {
  const resolver = await PathResolver.of(root);
  const found = await resolver.open('folder-in/a.jpg');
  assert.ok('handle' in found);
  assert.equal(await found.handle.readFile('utf8'), 'inside');
  await found.handle.close();
});

test('a subfolder that becomes a link to the outside after it was seen yields no open file', async () => {
  const resolver = await PathResolver.of(root);
  mkdirSync(join(root, 'later'));
  writeFileSync(join(root, 'later', 'canary.jpg'), 'inside');
  assert.ok('path' in (await resolver.resolve('later/canary.jpg')));
  renameSync(join(root, 'later'), join(root, 'moved'));
  symlinkSync('../outside', join(root, 'later'));
  const found = await resolver.open('later/canary.jpg');
  assert.ok('problem' in found);
});
