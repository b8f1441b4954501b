import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile } from '../../../src/core/operators/shared/pattern.ts';
import { Pcg64 } from '../../../src/base/pcg64.ts';

const million = 1_000_000;
const as = 'a'.repeat(million);
const abs = 'ab'.repeat(million / 2);
const words = 'lorem ipsum dolor sit amet, '.repeat(million / 28);
const noise = random('ab');
const text = random('abcd 1.@é\n');

function random(letters: string): string {
  const generator = new Pcg64(7);
  return Array.from({ length: million }, () => letters.charAt(generator.next32() % letters.length)).join('');
}

/** Patterns that take backtracking engines exponential time, finding all matches quadratic time, or automata many states. */
const evil: readonly (readonly [pattern: string, text: string])[] = [
  ['(a+)+$', `${as}!`],
  ['(a|a)*b', as],
  ['(a|aa)+$', `${as}!`],
  ['(.*)*x', as],
  ['^(\\w+\\s?)*$', `${words}!`],
  ['(x+x+)+y', 'x'.repeat(million)],
  ['([a-z]+)*\\d', as],
  ['(a?){30}a{30}', as],
  ['(.*a){20}', abs],
  ['(.*,){11}P', words],
  ['.*.*.*=.*', as],
  ['a.*x|a', as],
  ['(a|b)*a(a|b){15}', noise],
  ['(a|b){15}a(a|b)*c', noise],
  ['(a|b){100}a(a|b)*c?', noise],
  ['(?:a|b){0,500}c', noise],
  ['(x?){500}c', 'x'.repeat(million)],
  ['((a*)*)*b', as],
  ['(a*?)*?b', as],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', as],
  ['\\b\\w+\\b.*\\bzzz\\b', words],
  ['(\\w+\\W+){50}zzz', words],
  ['(?i)(k|s)+$', `${'kK'.repeat(million / 2)}!`],
  ['[\\s\\S]*[\\s\\S]*[\\s\\S]*z', as],
  ['(\\(+)+\\)', '('.repeat(million)],
  ['(?:[^\\s()<>]+|\\(([^\\s()<>]+|(\\([^\\s()<>]+\\)))*\\))+x', 'a('.repeat(million / 2)],
  ['([^@]+@)+[^.]+\\.', abs],
  ['(\\d+)*\\.\\d{1,50}$', '1'.repeat(million)],
  ['(a|ab|b)*c', abs],
  ['(.+)+\\n', as],
  ['(\\w{1,100}){1,20}-', as],
  ['((a{1,10}){1,10}){1,10}b', as],
  ['^(a|b|ab)*?$', `${abs}c`],
  ['a{0,1000}b', as],
  ['(?:a{0,50}){20}b', as],
  ['(.)(.)(.)(.)(.)(.)(.)(.)*z', as],
  ['(?m)^.*$', words],
  ['(?:.|\\n)*?z', words],
  ['(?:a|b|c|d| )*1(?:a|b|c|d| |1|\\.){12}@', text],
  ['[a-d]{5,40}@', text],
  ['(?:(?:a|b)*c|(?:b|c)*d)*1', text],
  ['(?P<x>.*)(?P<y>.*)(?P<z>.*)', as],
  ['\\W*\\w*\\W*\\w*\\d$', words],
  ['(?:a.{50}b)+c', noise],
  ['.{100}b.{100}c', text],
  ['(?:[ab]{1,3}){400}c', noise],
  ['(?:.a|b.){200}', text],
  ['(?:a+b+)+(?:a+b+)+(?:a+b+)+c', abs],
  ['(([a-c])+\\.)+@', text],
  ['x*y*z*a*$', `${as}!`],
];

describe('fifty evil patterns on a million characters', () => {
  for (const [pattern, given] of evil) {
    it(`${pattern} takes under two seconds`, () => {
      const start = process.cpuUsage();
      compile(pattern).replace(given, '<\\g<0>>');
      const { user } = process.cpuUsage(start);
      assert.ok(user < 2_000_000, `${user / 1e6} s`);
    });
  }
});
