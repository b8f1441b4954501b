import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { PatternError } from '../../../src/core/operators/operator.ts';
import { compile } from '../../../src/core/operators/shared/pattern.ts';

/** Pattern, text, replacement and what Python's `regex` 2026.11.15 makes of them with DOTALL. */
const cases: readonly (readonly [string, string, string, string])[] = [
  ['x*', 'abxd', '-', '-a-b--d-'],
  ['a*?', 'baac', '-', '-b-----c-'],
  ['\\b', 'ab cd', '|', '|ab| |cd|'],
  ['\\bé', 'é aé', 'x', 'x aé'],
  ['\\Bя\\B', 'яяя', '-', 'я-я'],
  ['$', 'a\n', 'E', 'aE\nE'],
  ['\\Z', 'a\n', 'E', 'a\nE'],
  ['(?m)^', 'a\nb\n', 'E', 'Ea\nEb\nE'],
  ['(?m)$', 'a\nb\n', 'E', 'aE\nbE\nE'],
  ['^', 'a\nb', 'E', 'Ea\nb'],
  ['.', 'a\n', 'x', 'xx'],
  ['(?-s:.)', 'a\n', 'x', 'x\n'],
  ['\\d+', '12 ٣٤ ²', '#', '# # ²'],
  ['[\\d_]+', '1_२', '#', '#'],
  ['[^\\w\\s]', 'é, я!', '', 'é я'],
  ['\\s', 'a\u00a0b\x1cc\u3000', '_', 'a_b\x1cc_'],
  ['\\w', '\u200dé', 'w', 'ww'],
  ['(?i)straße', 'STRAẞE straße', '_', '_ _'],
  ['(?i)k', 'kK\u212a', '_', '___'],
  ['(?i)[^a]', 'Aab', '_', 'Aa_'],
  ['a(?i)B', 'AB', '_', '_'],
  ['a(?i:B)', 'ab aB AB', '_', '_ _ AB'],
  ['(?x) a # one\n \\  b', 'a b', '_', '_'],
  ['(?P<y>\\d+)-(?P<m>\\d+)', '2024-05', '\\g<m>/\\1', '05/2024'],
  ['(a)|(b)', 'ab', '<\\1\\2>', '<a><b>'],
  ['a|ab', 'ab', '_', '_b'],
  ['(a+)(a*)', 'aaa', '[\\1|\\2]', '[aaa|]'],
  ['(a+?)(a*)', 'aaa', '[\\1|\\2]', '[a|aa]'],
  ['a{2}', 'aaa', '_', '_a'],
  ['a{,2}b', 'aaab', '_', 'a_'],
  ['a{,b', 'a{,b', '_', '_'],
  ['[]a]+', ']a]', '_', '_'],
  ['[a\\-z]', '-az', '_', '___'],
  ['[\\x41-\\u0043]', 'ABCD', '_', '___D'],
  ['\\101', 'A', '_', '_'],
  ['\\p{Lu}\\P{L}', 'É1', '_', '_'],
  ['\\p{Greek}', 'aα', '_', 'a_'],
  ['😀.', '😀😁', '_', '_'],
  ['a', 'a', '\\n\\\\\\x41\\&\\t', '\n\\A\\&\t'],
  ['(?:)', 'a😀', '-', '-a-😀-'],
];

describe('a pattern', () => {
  it("means what it means to Python's regex", () => {
    for (const [pattern, text, replacement, expected] of cases) {
      assert.equal(compile(pattern).replace(text, replacement), expected, `${pattern} in ${JSON.stringify(text)}`);
      assert.equal(compile(pattern).test(text), expected !== text, pattern);
    }
  });

  it('is refused where linear time rules it out, with the reason', () => {
    const refused = {
      'a(?=b)': 'look-ahead',
      '(?<!a)b': 'look-behind',
      '(a)\\1': 'back-reference',
      '(?P<x>a)(?P=x)': 'back-reference',
      'a++': 'possessive',
      '(?>a)': 'atomic',
      'a{e<=1}': 'fuzzy',
      '(a)(?(1)b)': 'condition',
    };
    for (const [pattern, reason] of Object.entries(refused)) {
      assert.throws(
        () => compile(pattern),
        (error) => error instanceof PatternError && error.message.includes(reason),
        pattern,
      );
    }
  });

  it('is refused where it is wrong', () => {
    for (const pattern of [
      '(',
      ')',
      '[a',
      '*a',
      'a**',
      'a{2,1}',
      '[z-a]',
      '\\q',
      '\\p{Nope}',
      '(?P<n',
      'a\\',
      '(?q)a',
      '(a{1000}){1000}',
    ]) {
      assert.throws(() => compile(pattern), PatternError, pattern);
    }
    for (const replacement of ['\\2', '\\q', '\\g<x>', '\\'])
      assert.throws(() => compile('(a)').replace('a', replacement), PatternError);
  });

  it('matches as V8 does, for random patterns in which what repeats is never empty', () => {
    const atom = fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\n', '\\.', '^', '$', '😀');
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        atom,
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => a + b),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(?:${a}|${b})`),
        fc
          .tuple(tie('tree'), fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{2}', '{1,3}'))
          .map(([a, q]) => `(?:${a}[ab])${q}`),
      ),
    }));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\n', '.', '😀'), maxLength: 12 });
    fc.assert(
      fc.property(tree, text, (inner, given) => {
        const pattern = `(?:${inner})[a-c]`;
        const native = new RegExp(pattern.replaceAll('$', '(?![^])'), 'gsu');
        const ours = compile(pattern.replaceAll('$', '\\Z')).replace(given, '<\\g<0>>');
        assert.equal(ours, given.replace(native, '<$&>'));
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  it('gives the same across the blocks of a long text', () => {
    const text = 'ab😀'.repeat(5000);
    assert.equal(
      compile('(b😀a)+|b').replace(text, '<\\1>'),
      text.replace(/(b😀a)+|b/gu, (_, group?: string) => `<${group ?? ''}>`),
    );
    assert.equal(compile('a.*😀').replace(text, 'x'), 'x');
    assert.equal(compile('\\bab\\b').replace(text, 'x'), text.replaceAll('ab', 'x'));
  });
});
