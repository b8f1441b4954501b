/** Classes of characters as Python and Data-Juicer have them, answered from tables over the basic plane. */
import { specialCharacters } from './special-characters.ts';

/** A yes or no for each code point. */
export interface CharacterClass {
  has(codePoint: number): boolean;
}

class TabledClass implements CharacterClass {
  readonly #basic = new Uint8Array(0x10000);
  readonly #beyond: (codePoint: number) => boolean;

  constructor(has: (codePoint: number) => boolean) {
    for (let code = 0; code < 0x10000; code++) if (has(code)) this.#basic[code] = 1;
    this.#beyond = has;
  }

  has(codePoint: number): boolean {
    return codePoint < 0x10000 ? this.#basic[codePoint] === 1 : this.#beyond(codePoint);
  }
}

/** `str.isalnum` of one character: letters and whatever has a numeric value, by the Unicode version of this JavaScript engine. */
export const alphanumeric: CharacterClass = new TabledClass((code) => /[\p{L}\p{N}]/u.test(String.fromCodePoint(code)));

/** `str.isspace` of one character; also what `str.strip` and `str.split` cut at. */
export const pythonSpace: CharacterClass = new TabledClass((code) =>
  // eslint-disable-next-line no-control-regex -- Python's separators are controls
  /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(String.fromCodePoint(code)),
);

/** Data-Juicer's SPECIAL_CHARACTERS, of which only single characters can ever match. */
export const special: CharacterClass = specialClass();

function specialClass(): CharacterClass {
  const codes = new Set<number>();
  let end = 0;
  for (const range of specialCharacters.split(' ')) {
    const [gap, length] = range.split('.').map((digits) => parseInt(digits, 36)) as [number, number];
    for (let code = end + gap; code < end + gap + length; code++) codes.add(code);
    end += gap + length;
  }
  return new TabledClass((code) => codes.has(code));
}
