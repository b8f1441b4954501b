import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import sharp from 'sharp';
import type { Thumbnail } from '../../src/protocol/grid.ts';
import { startEngine } from '../support/engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'better-synth-thumbnails-'));
before(async () => {
  mkdirSync(join(folder, 'images'));
  writeFileSync(join(folder, 'data.jsonl'), '{"id": "a", "text": "one", "images": ["images/wide.png"]}\n');
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: 'teal' } });
  await picture(800, 200).png().toFile(join(folder, 'images/wide.png'));
  await picture(60, 40).jpeg().withMetadata({ orientation: 6 }).toFile(join(folder, 'images/turned.jpg'));
  for (let i = 0; i < 12; i++)
    await picture(2000, 2000 + i)
      .png()
      .toFile(join(folder, `images/large-${i}.png`));
  writeFileSync(join(folder, 'images/broken.png'), 'no picture');
  symlinkSync('/etc/hostname', join(folder, 'images/link.png'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('a decoder is started for the first window of a dataset with pictures, and for captions alone none', async () => {
  const texts = mkdtempSync(join(folder, 'texts-'));
  writeFileSync(join(texts, 'data.jsonl'), '{"id": "a", "text": "the word \\"images\\": [", "images": []}\n');
  for (const [of, decoders] of [
    [texts, 0],
    [folder, 1],
  ] as const) {
    await using engine = await startEngine(of);
    await engine.ask('grid/open', { filter: '', orderBy: null });
    assert.equal(childrenOf(engine.child.pid!).length, decoders);
  }
});

test('thumbnails keep proportions, stand as people see them, and are made once', async () => {
  await using engine = await startEngine(folder);
  const pictures = [{ path: 'images/wide.png' }, { path: 'images/turned.jpg' }];
  const made = await engine.ask('thumbnails', pictures);
  assert.deepEqual(made.map(size), [
    [256, 64],
    [40, 60],
  ]);
  for (const one of made) {
    const { format, width, height } = await sharp(join(engine.opened!.thumbnails, nameOf(one))).metadata();
    assert.deepEqual([format, width, height], ['webp', ...size(one)!]);
  }
  await killDecoders(engine.child.pid!);
  assert.deepEqual(await engine.ask('thumbnails', pictures), made);
  assert.deepEqual(childrenOf(engine.child.pid!), []);
  truncateSync(join(engine.opened!.thumbnails, nameOf(made[0]!)), 40);
  assert.deepEqual(await engine.ask('thumbnails', pictures), made);
  assert.equal(childrenOf(engine.child.pid!).length, 1);
  utimesSync(join(folder, 'images/wide.png'), 1, 1);
  const [again] = await engine.ask('thumbnails', pictures);
  assert.notEqual(nameOf(again!), nameOf(made[0]!));
});

test('a picture without a thumbnail says why', async () => {
  await using engine = await startEngine(folder);
  const paths = ['images/none.png', 'images/broken.png', '../x.png', '/etc/hostname', 'images/link.png', 'images', ''];
  const answers = await engine.ask('thumbnails', [...paths.map((path) => ({ path })), { path: 'images/wide.png' }]);
  const reasons = answers.map((answer) => ('reason' in answer ? answer.reason : ''));
  assert.match(reasons[0]!, /does not exist/);
  assert.match(reasons[1]!, /./);
  assert.match(reasons[2]!, /\.\./);
  assert.match(reasons[3]!, /absolute/);
  assert.match(reasons[4]!, /leaves the dataset folder by a link/);
  assert.match(reasons[5]!, /is a folder/);
  assert.match(reasons[6]!, /./);
  assert.deepEqual(size(answers[7]!), [256, 64]);
  await assert.rejects(engine.ask('picture/path', { path: '../x.png' }), /cannot|\.\./);
  assert.equal(await engine.ask('picture/path', { path: 'images/wide.png' }), join(folder, 'images/wide.png'));
});

test('what nobody waits for any more is not made, and a decoder that is killed costs nothing', async () => {
  await using engine = await startEngine(folder);
  const large = Array.from({ length: 12 }, (_, i) => ({ path: `images/large-${i}.png` }));
  const source = new CancellationTokenSource();
  const cancelled = engine.ask('thumbnails', large.slice(0, 8), source.token);
  await engine.ask('thumbnails', [{ path: 'images/turned.jpg' }]);
  source.cancel();
  await assert.rejects(cancelled, /taken back/);
  const wanted = engine.ask('thumbnails', large.slice(8));
  while (childrenOf(engine.child.pid!).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await killDecoders(engine.child.pid!);
  assert.ok((await wanted).every((one) => size(one)?.[1] === 256));
  const made = readdirSync(engine.opened!.thumbnails, { recursive: true, encoding: 'utf8' });
  assert.ok(made.filter((name) => name.endsWith('.webp')).length < 12, 'some of the pictures were not made');
});

test('a place where nothing can be written is a reason, not an end', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'better-synth-thumbnails-'));
  writeFileSync(join(copy, 'data.jsonl'), '{"id": "a", "text": "one"}\n');
  await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
    .png()
    .toFile(join(copy, 'a.png'));
  {
    await using engine = await startEngine(copy);
    writeFileSync(engine.opened!.thumbnails, 'a file where a folder should be');
    const [answer] = await engine.ask('thumbnails', [{ path: 'a.png' }]);
    assert.match('reason' in answer! ? answer.reason : '', /is not a folder/);
  }
  rmSync(copy, { recursive: true });
});

function size(thumbnail: Thumbnail): [number, number] | null {
  return 'reason' in thumbnail ? null : [thumbnail.width, thumbnail.height];
}

function nameOf(thumbnail: Thumbnail): string {
  assert.ok('name' in thumbnail, JSON.stringify(thumbnail));
  return thumbnail.name;
}

function childrenOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return listed
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...args]) => Number(parent) === pid && args.join(' ').includes('decoder'))
    .map(([child]) => Number(child));
}

/** Ends an engine's decoders, and waits until they are gone. */
async function killDecoders(pid: number): Promise<void> {
  for (const child of childrenOf(pid)) process.kill(child, 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 100));
}
