import assert from 'node:assert/strict';
import { posix, win32 } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { lexicalProblem } from '../../../src/core/dataset/lexical-path.ts';

const platforms = ['linux', 'darwin', 'win32'] as const;

/** Refused on every system, wherever in the path the piece stands. */
const escapes = ['..', '../..', 'a/../..', './..'];
/** Refused at the start of a path. */
const roots: [start: string, problem: RegExp][] = [
  ['/', /is absolute/],
  ['\\', /is absolute/],
  ['//server/share/', /network path/],
  ['\\\\server\\share\\', /network path/],
  ['\\\\?\\C:\\', /network path/],
  ['\\\\.\\PhysicalDrive0\\', /network path/],
  ['/\\', /network path/],
  ['C:', /is absolute/],
  ['c:/', /is absolute/],
  ['Z:\\', /is absolute/],
  ['http://host/', /is a URL/],
  ['HTTPS://host/', /is a URL/],
  ['file:///', /is a URL/],
  ['file:', /is a URL/],
  ['File:/', /is a URL/],
  ['s3://bucket/', /is a URL/],
  ['data:image/png;base64,', /is a URL/],
];
const devices = [
  'CON',
  'con',
  'PRN',
  'aux',
  'NUL',
  'nul.jpg',
  'Nul.tar.gz',
  'COM1',
  'com9.png',
  'COM¹',
  'LPT1',
  'lpt³.txt',
  'CONIN$',
  'CONOUT$',
  'con .jpg',
];
const windowsOnly = [
  ...devices,
  'a.jpg:stream',
  'a.jpg::$DATA',
  'photo 12:30.jpg',
  'a.',
  'a ',
  'a.jpg.',
  'a.jpg ',
  'a?.jpg',
  'a*.jpg',
  'a<b',
  'a|b',
  'a"b',
  'a\u0001b',
];
const good = [
  'a.jpg',
  'images/a.jpg',
  './a.jpg',
  'images//a.jpg',
  'a/./b.jpg',
  '..a.jpg',
  'a..jpg',
  '...jpg',
  'a..b/c.jpg',
  '.hidden',
  'é/日本.png',
  'a b/c d.jpg',
  'console.jpg',
  'nullable.png',
  'com10.jpg',
  'lpt.jpg',
  '~/a.jpg',
  '$HOME/a.jpg',
  '%2e%2e/a.jpg',
  'a&b;c.jpg',
  '-rf',
  'x'.repeat(255),
];

function table(): { path: string; refusedOn: readonly string[]; problem?: RegExp }[] {
  const rows: { path: string; refusedOn: readonly string[]; problem?: RegExp }[] = [];
  const everywhere = (path: string, problem: RegExp): number => rows.push({ path, refusedOn: platforms, problem });
  for (const escape of escapes) {
    for (const path of [
      escape,
      `${escape}/a.jpg`,
      `images/${escape}/../a.jpg`,
      `images/../${escape}/a.jpg`,
      `a/${escape}`,
    ]) {
      everywhere(path, /leaves the dataset folder/);
      everywhere(path.replaceAll('/', '\\'), /leaves the dataset folder/);
    }
  }
  for (const [start, problem] of roots) {
    for (const rest of ['', 'a.jpg', 'images/a.jpg', '../a.jpg']) everywhere(start + rest, problem);
  }
  for (const path of ['\0', 'a\0.jpg', 'images/a.jpg\0.png']) everywhere(path, /NUL/);
  for (const path of ['.', 'images/', 'images/.', './', 'a//']) everywhere(path, /names a folder/);
  everywhere('', /is empty/);
  everywhere('\ud800.jpg', /surrogate/);
  everywhere('x'.repeat(256), /255 bytes/);
  rows.push({ path: 'é'.repeat(200), refusedOn: ['linux', 'darwin'], problem: /255 bytes/ });
  for (const name of windowsOnly) {
    for (const path of [name, `images/${name}`, `${name}/a.jpg`]) rows.push({ path, refusedOn: ['win32'] });
  }
  for (const path of [...good, 'images\\a.jpg', 'a\\b\\c.jpg']) rows.push({ path, refusedOn: [] });
  rows.push({ path: 'images\\', refusedOn: ['win32'], problem: /names a folder/ });
  return rows;
}

test('a table of paths is refused and let through on three systems', () => {
  const rows = table();
  assert.ok(rows.length >= 200, `${rows.length} paths`);
  for (const { path, refusedOn, problem } of rows) {
    for (const platform of platforms) {
      const found = lexicalProblem(path, platform);
      assert.equal(
        found !== null,
        refusedOn.includes(platform),
        `${JSON.stringify(path)} on ${platform}: ${found ?? 'let through'}`,
      );
      if (found !== null && problem !== undefined) assert.match(found, problem, path);
    }
  }
});

test('no path that is let through leaves the folder, by the rules of its system', () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    '/',
    '\\',
    '//',
    'a',
    'images',
    'C:',
    'file:',
    'http://',
    '\\\\',
    ':',
    ' ',
    '.jpg',
    'NUL',
    '\0',
    '?',
    '~',
    'é',
  );
  const paths = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.oneof(paths, fc.string({ unit: 'binary' })), fc.constantFrom(...platforms), (path, platform) => {
      if (lexicalProblem(path, platform) !== null) return;
      const [system, root] = platform === 'win32' ? [win32, 'D:\\set'] : [posix, '/set'];
      const resolved = system.resolve(root, path);
      assert.ok(resolved.startsWith(root + system.sep), resolved);
      assert.ok(!path.includes('\0'));
    }),
    { seed: 13, numRuns: 5000 },
  );
});
