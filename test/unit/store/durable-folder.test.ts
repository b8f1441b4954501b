import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../support/dataset.ts';
import { DurableFolder } from '../../../src/core/store/durable-folder.ts';

const parent = temporaryFolder();
const place = (name: string): string => join(parent, name);
const filled = async (text: string): Promise<DurableFolder> => {
  const folder = await DurableFolder.create(parent);
  await folder.write('a/b/file.txt', Buffer.from(text));
  return folder;
};

test('a folder appears whole under its name, and nothing of it before', async () => {
  const folder = await filled('one');
  await folder.link('a/link.txt', join(folder.path, 'a/b/file.txt'));
  assert.ok(!existsSync(place('whole')));
  await folder.finish(place('whole'), false);
  assert.equal(readFileSync(place('whole/a/b/file.txt'), 'utf8'), 'one');
  assert.equal(statSync(place('whole/a/link.txt')).ino, statSync(place('whole/a/b/file.txt')).ino);
  assert.deepEqual(readdirSync(parent), ['whole']);
});

test('a name that is taken stays as it is, and nothing is left of the other', async () => {
  await assert.rejects((await filled('two')).finish(place('whole'), false), { kind: 'usage' });
  assert.equal(readFileSync(place('whole/a/b/file.txt'), 'utf8'), 'one');
  assert.deepEqual(readdirSync(parent), ['whole']);
});

test('asked to, it takes the place of another as a whole', async () => {
  writeFileSync(place('whole/old.txt'), 'old');
  await (await filled('three')).finish(place('whole'), true);
  assert.deepEqual(readdirSync(place('whole')), ['a']);
  assert.deepEqual(readdirSync(parent), ['whole']);
});

test('where it cannot take the place the old folder is put back', async () => {
  const folder = await filled('four');
  await folder.abandon();
  await assert.rejects(folder.finish(place('whole'), true));
  assert.equal(readFileSync(place('whole/a/b/file.txt'), 'utf8'), 'three');
});

test('what a killed process left goes away with the next, what a living one is writing stays', async () => {
  const gone = 4194304 + 1;
  const names = [
    `.better-synth-export-${gone}-${'a'.repeat(24)}`,
    `.better-synth-export-${process.pid}-${'b'.repeat(24)}`,
  ];
  const fresh = `.better-synth-export-${gone}-${'c'.repeat(24)}`;
  for (const name of [...names, fresh]) mkdirSync(join(place(name), 'images'), { recursive: true });
  for (const name of names) utimesSync(place(name), 1, 1);
  const folder = await DurableFolder.create(parent);
  await folder.abandon();
  assert.deepEqual(readdirSync(parent).sort(), [names[1], fresh, 'whole'].sort());
});

test('in a folder that is not there it is a disk failure', async () => {
  await assert.rejects(DurableFolder.create(place('nowhere')), { kind: 'disk' });
});
