import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exitOf, parseRecipe } from '../../../src/core/recipe/parse.ts';
import { testOperators } from './test-operators.ts';

const megabyte = 1_000_000;

/** Fills a megabyte with a text, between a head and a tail. */
function fill(head: string, unit: string, tail = '', size = megabyte): string {
  return head + unit.repeat(Math.floor((size - head.length - tail.length) / unit.length)) + tail;
}

function numbered(head: string, line: (n: number) => string, count: number): string {
  return head + Array.from({ length: count }, (_, n) => line(n)).join('');
}

/** One attack, at a size from 1 to 10. */
type Attack = (size: number) => string;

const attacks: Readonly<Record<string, Attack>> = {
  'flow lists in lists': (n) => 'process: ' + '['.repeat(70 * 10 ** (n / 2.5)),
  'closed flow lists in lists': (n) => `process: ${'['.repeat(65 + n * 1000)}${']'.repeat(65 + n * 1000)}`,
  'flow maps in maps': (n) => fill('process: ', '{a: ', '', n * 100_000),
  'mixed brackets': (n) => fill('process: ', '[{a: ', '', n * 100_000),
  'compact block lists': (n) => fill('', '- ', 'x', n * 100_000),
  'explicit keys in keys': (n) => fill('', '? ', 'x', n * 100_000),
  'indented maps': (n) => numbered('', (i) => `${' '.repeat(i)}a:\n`, 65 + n * 100),
  'an alias bomb': (n) =>
    numbered('a0: &a0 [x, x]\n', (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]\n`, 5 + n * 5),
  'a merge bomb': (n) => numbered('a0: &a0 {k: v}\n', (i) => `a${i + 1}: &a${i + 1} {<<: *a${i}}\n`, 5 + n * 5),
  'an alias to itself': (n) => `process: &a [${'*a, '.repeat(n)}]`,
  'anchors without end': (n) => fill('process: [', '&a x, ', ']', n * 100_000),
  'tags of other languages': (n) => `process: !!python/object/apply:os.system ["${'x'.repeat(n)}"]`,
  'tags without end': (n) => fill('process: [', '!x y, ', ']', n * 100_000),
  'declared tags': (n) => `%TAG ! tag:evil${n},2000:\n---\nprocess: !x []`,
  'many documents': (n) => fill('', '--- a\n', '', n * 5_000),
  'many keys': (n) => numbered('', (i) => `key${i}: 1\n`, n * 700),
  'many keys in braces': (n) => numbered('process: {', (i) => `key${i}: 1, `, n * 700) + '}',
  'the same key again and again': (n) => fill('', 'process: []\n', '', n * 5_000),
  'many operators': (n) => fill('process:\n', '- words_num_filter\n', '', n * 20_000),
  'many unknown operators': (n) => numbered('process:\n', (i) => `- words_nun_filter_${i}\n`, n * 600),
  'many unknown parameters': (n) => numbered('process:\n- words_num_filter:\n', (i) => `    min_num${i}: 1\n`, n * 600),
  'many stages': (n) => fill('stages:\n', '- {name: a, clean: {process: []}}\n', '', n * 5_000),
  'a file too large': (n) => fill('process: [] #', 'x', '', megabyte + n * 1_000_000),
  'wide letters over the limit': (n) => fill('process: [] #', '好', '', 400_000 + n * 50_000),
  'a name as long as the file': (n) => fill('process: [', 'x', ']', n * 100_000),
  'an open quote': (n) => fill('process: "', 'x\n ', '', n * 100_000),
  'lines of spaces and tabs': (n) => fill('process:\n', ' \t\n', '- x: 1', n * 5_000),
  'comments without end': (n) => fill('', '#\n', 'x', n * 5_000),
  'signs of every kind': (n) => fill('', '[}{]:,-?|>%@`&*!', '', n * 100_000),
  'colons in a row': (n) => fill('', ': ', '', n * 100_000),
  'numbers without end': (n) => fill('seed: ', '9', '', n * 100_000),
  'prototype keys': (n) => `process:\n- words_num_filter: {__proto__: {polluted${n}: true}}`,
  'control characters': (n) => `process: [] # ${String.fromCharCode(n)}${'\u0002\u0018\u001f'.repeat(n)}`,
};

for (const [name, attack] of Object.entries(attacks)) {
  test(`${name}: refused within a second of processor time at any size`, () => {
    for (let size = 1; size <= 10; size++) {
      const text = attack(size);
      const start = process.cpuUsage();
      const { recipe, problems } = parseRecipe({ text, file: 'hostile.yaml' }, { read: () => null }, testOperators);
      const { user, system } = process.cpuUsage(start);
      const seconds = (user + system) / 1e6;
      assert.ok(seconds < 1, `${seconds} s at size ${size}`);
      assert.ok(recipe === null);
      assert.equal(exitOf(problems), 2);
      assert.ok(problems.length <= 100);
      for (const { line, column } of problems) assert.ok(line! >= 1 && column! >= 1);
    }
  });
}

test('there are more than 300 hostile texts', () => {
  assert.ok(Object.keys(attacks).length * 10 >= 300);
});

test('a __proto__ key changes no object', () => {
  const text = 'process:\n- words_num_filter: {__proto__: {polluted: true}}\n__proto__: {polluted: true}';
  parseRecipe({ text, file: 'hostile.yaml' }, { read: () => null }, testOperators);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('remarks without end do not hide an error', () => {
  const remarks = '- image_nsfw_filter: {score_threshold: 0.1}\n'.repeat(150);
  const text = `process:\n${remarks}- words_num_filter: {min_num: x}\n`;
  const { recipe, problems } = parseRecipe({ text, file: 'long.yaml' }, { read: () => null }, testOperators);
  assert.ok(recipe === null);
  assert.equal(problems.length, 101);
  assert.equal(exitOf(problems), 2);
});
