import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { tarEnd, tarHeader, tarPadding } from '../../../../src/core/pipeline/export/tar.ts';

const names = ['a.txt', 'images/ä 一只狗.png', `${'folder/'.repeat(30)}long.jpg`, 'x'.repeat(100), 'y'.repeat(101)];
const content = (name: string): Buffer =>
  Buffer.from(name.repeat(20).slice(0, name === 'a.txt' ? 0 : 512 + name.length));

test('tar lists every name as it was given, long ones and those beyond ASCII, with its bytes', () => {
  const files = names.map((name) => {
    const bytes = content(name);
    return Buffer.concat([tarHeader(name, bytes.length), bytes, tarPadding(bytes.length)]);
  });
  const archive = Buffer.concat([...files, tarEnd()]);
  assert.equal(archive.length % 512, 0);
  const env = { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  const list = spawnSync('tar', ['--quoting-style=literal', '-tvf', '-'], { input: archive, env, encoding: 'utf8' });
  assert.deepEqual([list.status, list.stderr], [0, '']);
  assert.deepEqual(
    list.stdout
      .trimEnd()
      .split('\n')
      .map((line) => /^(\S+) (\S+) +(\d+) (\S+ \S+) (.*)$/.exec(line)!.slice(1)),
    names.map((name) => ['-rw-r--r--', '0/0', String(content(name).length), '1970-01-01 00:00', name]),
  );
  for (const name of names) {
    const file = spawnSync('tar', ['-xOf', '-', name], { input: archive, env });
    assert.deepEqual(file.stdout, content(name), name);
  }
});

test('a size that ustar cannot say stands in a pax header whose length counts itself', () => {
  const header = tarHeader('large.bin', 8 ** 11);
  assert.equal(header.length, 3 * 512);
  assert.equal(header.toString('latin1', 512, 532), '19 size=8589934592\n\0');
  assert.equal(tarHeader('less.bin', 8 ** 11 - 1).length, 512);
});
