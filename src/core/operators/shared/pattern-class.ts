/** Classes in brackets, and the escapes that stand for a character or a class of them. */
import {
  anyCase,
  complement,
  digits,
  property,
  range,
  union,
  whiteSpace,
  wordCharacters,
  type CodeSet,
} from './pattern-sets.ts';
import type { PatternSource } from './pattern-source.ts';

/** Reads a class after its opening bracket. */
export function parseClass(source: PatternSource, ignoreCase: boolean): CodeSet {
  const negated = source.take('^');
  const parts: CodeSet[] = [];
  for (let first = true; first || !source.sees(']'); first = false) {
    if (source.ended) throw source.error('a bracket is not closed');
    if (source.matches(/\[:\^?[a-zA-Z]+:\]/y)) throw source.unsupported('a POSIX class (write \\p{…} instead)');
    parts.push(parsePart(source));
  }
  source.take(']');
  const set = ignoreCase ? anyCase(union(...parts)) : union(...parts);
  return negated ? complement(set) : set;
}

/** A character, a range or an escape. */
function parsePart(source: PatternSource): CodeSet {
  const first = parseMember(source);
  if (typeof first !== 'number') return first;
  if (!source.matches(/-(?!\])/y)) return range(first);
  source.take('-');
  const last = parseMember(source);
  if (typeof last !== 'number') return union(range(first), range(0x2d), last);
  if (last < first) throw source.error('a range is in descending order');
  return range(first, last);
}

function parseMember(source: PatternSource): number | CodeSet {
  if (!source.take('\\')) return source.next();
  return source.take('b') ? 8 : classEscape(source);
}

const controls: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Reads what follows a backslash: a character's code point, or a class. */
export function classEscape(source: PatternSource): number | CodeSet {
  const code = characterEscape(source);
  if (code !== null) return code;
  const named = source.takeMatch(/([pP])(?:\{(\^?)([^}]*)\}|([A-Za-z]))/y);
  if (named !== null) {
    const set = property(
      (named[3] ?? named[4]!).replace(/^(?:sc|script)\s*[=:]\s*/i, 'Script=').replace(/[\s-]+/g, '_'),
    );
    if (set === null) throw source.error(`there is no Unicode property "${named[3] ?? named[4]!}"`);
    return (named[1] === 'P') !== (named[2] === '^') ? complement(set) : set;
  }
  const letter = source.peek();
  const set = namedSet(letter.toLowerCase());
  if (set !== null) {
    source.next();
    return letter === letter.toLowerCase() ? set : complement(set);
  }
  if (/[A-Za-z0-9]/.test(letter)) throw source.error(`\\${letter} means nothing`);
  return source.next();
}

function namedSet(letter: string): CodeSet | null {
  switch (letter) {
    case 'd':
      return digits();
    case 's':
      return whiteSpace;
    case 'w':
      return wordCharacters();
    default:
      return null;
  }
}

/** `\x41`, `\u0041`, `\U00000041`, `\n`, octal numbers; null: something else. */
export function characterEscape(source: PatternSource): number | null {
  const hex = source.takeMatch(/x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})/y);
  if (hex !== null) {
    const code = parseInt(hex[1] ?? hex[2] ?? hex[3]!, 16);
    if (code > 0x10ffff) throw source.error('there is no such code point');
    return code;
  }
  const octal = source.takeMatch(/0[0-7]{0,2}|[1-3][0-7]{2}/y);
  if (octal !== null) return parseInt(octal[0], 8);
  const control = controls[source.peek()];
  if (control !== undefined) source.next();
  return control ?? null;
}
