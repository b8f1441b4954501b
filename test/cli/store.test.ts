import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Status } from '../../src/core/pipeline/status.ts';
import type { Checked } from '../../src/core/pipeline/fsck.ts';
import { cli, rowsOf, run } from '../support/cli.ts';
import { dataset, framed, jsonl, temporaryFolder } from '../support/dataset.ts';
import { smallVolume } from '../support/volume.ts';

const recipe = `version: 1
stages:
  - name: clean
    clean:
      process:
        - whitespace_normalization_mapper:
        - words_num_filter: {min_num: 4}
        - image_shape_filter: {min_width: 8}
  - name: cluster
    cluster: {k: 2}
  - name: write
    export: {format: data-juicer, output: result.jsonl}
`;
const lines = ['a red bus', 'a cat on\u00a0a mat', 'two', 'a boat on the lake'].map((text, i) => ({
  id: `s${i}`,
  text: i === 2 ? text : framed(text),
  images: [`images/${i % 2}.png`],
}));
const pictures = { 'images/0.png': { width: 16, height: 16 }, 'images/1.png': { width: 8, height: 8 } };
const data = await dataset({ lines, pictures, recipe });
const { folder } = data;
await run(folder);
await cli('edit', folder, 's3', '--text', 'a caption that somebody wrote');
await cli('edit', folder, 's0', '--text', 'a green bus without a doubt');
const before = await run(folder);
const decided = await rowsOf(folder, 'SELECT * FROM decisions');
const result = data.read('result.jsonl');
const parts = data.path('.better-synth/parts');
const sound = async () => (await cli('fsck', folder, '--read-data')).code === 0;

/** The file of a part, by what the view of the store calls it. */
async function partWith(column: string): Promise<string> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create()).connect();
  for (const name of readdirSync(parts)) {
    const path = join(parts, name);
    const names = (await connection.run(`FROM '${path}' LIMIT 0`)).columnNames();
    if (names.includes(column)) return path;
  }
  throw new Error(`no part has a column ${column}`);
}

function flipBit(path: string): void {
  const bytes = readFileSync(path);
  bytes[Math.floor(bytes.length / 3)]! ^= 4;
  writeFileSync(path, bytes);
}

test('what the store keeps is sound after runs and edits', async () => {
  const { code, json } = await cli('fsck', folder, '--read-data', '--json');
  const { findings, repair, changedPictures } = json<Checked>();
  assert.deepEqual([code, findings.filter(({ damage }) => damage), repair, changedPictures], [0, [], null, []]);
});

test('parts and cache may be deleted: it costs computing, and the next run comes to the same result', async () => {
  rmSync(parts, { recursive: true });
  rmSync(data.path('.better-synth/cache'), { recursive: true });
  assert.deepEqual(await rowsOf(folder, 'SELECT * FROM decisions'), []);
  assert.equal((await rowsOf(folder, 'SELECT * FROM samples')).length, 4);
  const { code, report } = await run(folder);
  assert.equal(code, before.code);
  assert.ok(!report.stages[0]!.cached);
  assert.deepEqual(await rowsOf(folder, 'SELECT * FROM decisions'), decided);
  assert.equal(data.read('result.jsonl'), result);
  // Parts of older runs are gone, which fsck finds, and a repair forgets.
  assert.equal((await cli('fsck', folder)).code, 8);
  assert.equal((await cli('fsck', folder, '--repair')).code, 0);
  assert.ok(await sound());
});

test('a flipped bit in a part is exit 8 that names the part; fsck --repair puts it aside, and a rerun computes it again', async () => {
  const part = await partWith('m0_0');
  flipBit(part);
  assert.equal((await cli('fsck', folder)).code, 0, 'the size is right: only reading the data can tell');
  const [deep, query] = await Promise.all([
    cli('fsck', folder, '--read-data', '--json'),
    cli('query', folder, 'SELECT * FROM scores', '--json'),
  ]);
  assert.deepEqual([deep.code, query.code], [8, 8]);
  assert.deepEqual(
    deep.json<Checked>().findings.map(({ path }) => path),
    [part],
  );
  assert.match(query.error().message, new RegExp(part));
  assert.match(query.error().next!, /fsck --repair/);
  const repaired = await cli('fsck', folder, '--repair', '--json');
  assert.equal(repaired.code, 0);
  const kept = repaired.json<Checked>().repair!.kept;
  assert.ok(kept.length === 1 && existsSync(kept[0]!), 'the damaged file is kept');
  assert.equal((await run(folder)).code, 0);
  assert.deepEqual(await rowsOf(folder, 'SELECT * FROM decisions'), decided);
  assert.equal(data.read('result.jsonl'), result);
  assert.ok(await sound());
});

test('a damaged part of samples, and one that is missing, are repaired in the same way', async () => {
  flipBit(await partWith('byte_offset'));
  rmSync(await partWith('vector'));
  assert.equal((await cli('query', folder, 'SELECT * FROM samples')).code, 8);
  assert.equal((await cli('fsck', folder)).code, 8);
  assert.equal((await cli('fsck', folder, '--repair')).code, 0);
  assert.equal((await run(folder)).code, 0);
  assert.deepEqual(await rowsOf(folder, 'SELECT * FROM decisions'), decided);
  assert.ok(await sound());
});

test('strange files in the store are listed and left alone', async () => {
  writeFileSync(join(parts, 'notes.txt'), 'mine');
  const { code, json } = await cli('fsck', folder, '--json');
  assert.equal(code, 0);
  assert.ok(
    json<Checked>().findings.some(({ code: found, path }) => found === 'foreign-file' && path.endsWith('notes.txt')),
  );
  await cli('fsck', folder, '--repair');
  assert.ok(existsSync(join(parts, 'notes.txt')));
});

test('an edit that was damaged on the disk is found: exit 8, and a repair loses no other', async () => {
  const path = data.path('.better-synth/state/state.db');
  const bytes = readFileSync(path);
  const at = bytes.lastIndexOf('somebody wrote');
  assert.ok(at > 0);
  bytes.write('SOMEBODY', at);
  writeFileSync(path, bytes);
  assert.equal((await cli('fsck', folder)).code, 8);
  const repaired = await cli('fsck', folder, '--repair', '--json');
  assert.equal(repaired.code, 0);
  assert.deepEqual(await rowsOf(folder, 'SELECT id, caption FROM edits'), [
    { id: 's0', caption: 'a green bus without a doubt' },
  ]);
  await cli('edit', folder, 's3', '--text', 'a caption that somebody wrote');
  assert.equal((await run(folder)).code, 0);
  assert.equal(data.read('result.jsonl'), result);
});

test('fsck --read-data names a picture whose bytes are no longer those that were measured', async () => {
  const picture = readFileSync(data.path('images/0.png'));
  data.write('images/0.png', Buffer.concat([picture, Buffer.from('x')]));
  const { code, json } = await cli('fsck', folder, '--read-data', '--json');
  assert.deepEqual([code, json<Checked>().changedPictures], [0, ['images/0.png']]);
  data.write('images/0.png', picture);
});

test('a planted link instead of our folder is refused with exit 9, and nothing is written through it', async () => {
  const elsewhere = temporaryFolder();
  const planted = await dataset({ lines, pictures, recipe });
  symlinkSync(elsewhere, planted.path('.better-synth'));
  const commands = [['run'], ['query', 'SELECT 1'], ['fsck']].map(([name, ...rest]) =>
    cli(name!, planted.folder, ...rest),
  );
  for (const { code } of await Promise.all(commands)) assert.equal(code, 9);
  assert.deepEqual(readdirSync(elsewhere), []);
});

test('a folder that cannot be written can be looked at; runs and edits are exit 5 at once', async (t) => {
  const volume = smallVolume(t, 16);
  if (volume === null) return;
  const fixed = await dataset({ lines, pictures, recipe, folder: volume.folder });
  await cli('edit', volume.folder, 's3', '--text', 'a caption of five words');
  await run(volume.folder);
  const seen = await rowsOf(volume.folder, 'SELECT * FROM decisions');
  volume.makeReadOnly();
  const [query, show, status, again, edit] = await Promise.all([
    rowsOf(volume.folder, 'SELECT * FROM decisions'),
    cli('show', volume.folder, 's0'),
    cli('status', volume.folder, '--json'),
    cli('run', volume.folder, '--json'),
    cli('edit', volume.folder, 's0', '--text', 'x', '--json'),
  ]);
  assert.deepEqual(query, seen);
  assert.deepEqual([show.code, status.code], [0, 0]);
  for (const { name, state } of status.json<Status>().stages) assert.equal(state, 'up to date', name);
  assert.deepEqual([again.code, again.error().code], [5, 5]);
  assert.deepEqual([edit.code, edit.error().code], [5, 5]);
  volume.makeWritable();
  assert.equal((await cli('edit', volume.folder, 's0', '--text', 'a caption of six words now')).code, 0);
  assert.equal((await run(volume.folder)).code, 0);
  fixed.assertUntouched();
});

test('a full disk is exit 5 that says so; nothing acknowledged is lost, and a rerun finishes', async (t) => {
  const volume = smallVolume(t, 4);
  if (volume === null) return;
  const many = Array.from({ length: 1500 }, (_, i) => ({
    id: `n${i}`,
    text: `sample number ${i} ${'of many '.repeat(i % 40)}`,
  }));
  const full = await dataset({
    lines: jsonl(many),
    recipe: recipe.replace(/.*image_shape.*\n/, ''),
    folder: volume.folder,
  });
  const ballast = join(volume.folder, 'ballast');
  mkdirSync(ballast);
  const free = (kilobytes: number) => {
    rmSync(join(ballast, 'b'), { force: true });
    const bytes = Buffer.alloc(1024);
    let size = 0;
    // Fill the volume, then give back as much as wanted.
    for (let step = 1 << 20; step >= 4096;) {
      try {
        writeFileSync(join(ballast, 'b'), Buffer.alloc(size + step));
        size += step;
      } catch {
        step >>= 1;
      }
    }
    writeFileSync(join(ballast, 'b'), Buffer.alloc(Math.max(0, size - kilobytes * bytes.length)));
  };
  assert.equal((await cli('edit', volume.folder, 'n7', '--text', 'an edit before the disk is full')).code, 0);
  const codes: number[] = [];
  for (const kilobytes of [0, 60, 250, 500]) {
    free(kilobytes);
    const ended = await cli('run', volume.folder, '--json');
    codes.push(ended.code);
    if (ended.code === 0) break;
    assert.match(ended.error().message, /full/);
  }
  assert.ok(codes.length > 1, 'the disk was full once');
  for (const code of codes.slice(0, -1)) assert.equal(code, 5);
  rmSync(ballast, { recursive: true });
  assert.equal((await run(volume.folder)).code, 0);
  assert.deepEqual(await rowsOf(volume.folder, 'SELECT id, caption FROM edits'), [
    { id: 'n7', caption: 'an edit before the disk is full' },
  ]);
  assert.equal((await cli('fsck', volume.folder, '--read-data')).code, 0);
  full.assertUntouched();
});
