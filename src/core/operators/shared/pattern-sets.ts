/** Sets of code points as sorted closed ranges: `[first, last, first, last, …]`, for the pattern engine. */

/** A set of code points. */
export type CodeSet = readonly number[];

const lastCode = 0x10ffff;

/** The set of one code point or range. */
export function range(first: number, last = first): CodeSet {
  return [first, last];
}

/** The union of sets. */
export function union(...sets: readonly CodeSet[]): CodeSet {
  const ranges = sets.flatMap((set) => set.flatMap((first, i) => (i % 2 === 0 ? [[first, set[i + 1]!] as const] : [])));
  ranges.sort((a, b) => a[0] - b[0]);
  const result: number[] = [];
  for (const [first, last] of ranges) {
    if (result.length > 0 && first <= result.at(-1)! + 1) result[result.length - 1] = Math.max(result.at(-1)!, last);
    else result.push(first, last);
  }
  return result;
}

/** Everything that is not in a set. */
export function complement(set: CodeSet): CodeSet {
  const result: number[] = [];
  let next = 0;
  for (let i = 0; i < set.length; i += 2) {
    if (set[i]! > next) result.push(next, set[i]! - 1);
    next = set[i + 1]! + 1;
  }
  if (next <= lastCode) result.push(next, lastCode);
  return result;
}

/** Whether a code point is in a set. */
export function contains(set: CodeSet, code: number): boolean {
  let low = 0;
  let high = set.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set[2 * middle + 1]! < code) low = middle + 1;
    else high = middle;
  }
  return low < set.length / 2 && set[2 * low]! <= code;
}

const properties = new Map<string, CodeSet>();

/** The code points that a Unicode property names (`L`, `Script=Greek`), in this engine's Unicode version; null: no such property. */
export function property(name: string): CodeSet | null {
  const known = properties.get(name);
  if (known !== undefined) return known;
  const matcher = matcherOf(name);
  if (matcher === null) return null;
  const set: number[] = [];
  for (let code = 0; code <= lastCode; code++) {
    if (!matcher.test(String.fromCodePoint(code))) continue;
    if (set.at(-1) === code - 1) set[set.length - 1] = code;
    else set.push(code, code);
  }
  properties.set(name, set);
  return set;
}

function matcherOf(name: string): RegExp | null {
  for (const form of [name, `Script=${name}`]) {
    try {
      return new RegExp(`^\\p{${form}}$`, 'u');
    } catch {
      // Not a property of this form.
    }
  }
  return null;
}

/** `\d`: decimal digits. */
export function digits(): CodeSet {
  return property('Nd')!;
}

/** `\s`: white space as Python's `regex` has it. */
export const whiteSpace: CodeSet = [
  9, 13, 32, 32, 0x85, 0x85, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x205f, 0x205f,
  0x3000, 0x3000,
];

/** `\w`: letters, marks, digits, connectors and joiners (UTS #18). */
export function wordCharacters(): CodeSet {
  words ??= union(...['Alphabetic', 'M', 'Nd', 'Pc', 'Join_Control'].map((name) => property(name)!));
  return words;
}
let words: CodeSet | undefined;

/** A set with all other cases of its letters: those with the same simple case folding, and Turkish i's beside their plain ones. */
export function anyCase(set: CodeSet): CodeSet {
  const extra: CodeSet[] = [];
  for (const variants of caseVariants()) {
    if (variants.some((code) => contains(set, code))) extra.push(...variants.map((code) => range(code)));
  }
  for (const [plain, turkish] of [
    ['i', 'İ'],
    ['I', 'ı'],
  ] as const) {
    if (contains(set, plain.codePointAt(0)!)) extra.push(range(turkish.codePointAt(0)!));
    if (contains(set, turkish.codePointAt(0)!)) extra.push(range(plain.codePointAt(0)!));
  }
  return union(set, ...extra);
}

let variantGroups: readonly (readonly number[])[] | undefined;

/** Groups of code points that differ in case alone. */
function caseVariants(): readonly (readonly number[])[] {
  if (variantGroups !== undefined) return variantGroups;
  const groups = new Map<string, number[]>();
  const cased = union(property('Changes_When_Casemapped')!, property('Changes_When_Casefolded')!);
  for (let i = 0; i < cased.length; i += 2) {
    for (let code = cased[i]!; code <= cased[i + 1]!; code++) {
      const key = folded(String.fromCodePoint(code));
      groups.set(key, [...(groups.get(key) ?? []), code]);
    }
  }
  variantGroups = [...groups.values()].filter((group) => group.length > 1);
  return variantGroups;
}

/** The small letter of the capital, where these are single characters. */
function folded(letter: string): string {
  if (letter === 'ı') return letter;
  const single = (mapped: string, otherwise: string): string => ([...mapped].length === 1 ? mapped : otherwise);
  const upper = single(letter.toUpperCase(), letter);
  return single(upper.toLowerCase(), upper);
}
