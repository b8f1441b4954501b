/** Python's view of a text: characters are code points, and lines and blanks are what Python calls so. */
import { pythonSpace, type CharacterClass } from './characters.ts';

/** The index after the character that begins at `index`: one UTF-16 unit, or two for a surrogate pair. */
export function nextIndex(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit < 0xd800 || unit > 0xdbff) return index + 1;
  const low = text.charCodeAt(index + 1);
  return low >= 0xdc00 && low <= 0xdfff ? index + 2 : index + 1;
}

/** `len(text)`: the number of code points. */
export function lengthOf(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length; i++) {
    if (nextIndex(text, i) === i + 2) {
      pairs++;
      i++;
    }
  }
  return text.length - pairs;
}

/** How many characters of a text belong to a class. */
export function countOf(text: string, characters: CharacterClass): number {
  let count = 0;
  for (let i = 0; i < text.length; i = nextIndex(text, i)) if (characters.has(text.codePointAt(i)!)) count++;
  return count;
}

/** `str.strip`, or with another class Data-Juicer's `strip`. */
export function strip(text: string, characters: CharacterClass = pythonSpace): string {
  let start = 0;
  while (start < text.length && characters.has(text.codePointAt(start)!)) start = nextIndex(text, start);
  let end = text.length;
  while (end > start) {
    const pair = end - 2 >= start && nextIndex(text, end - 2) === end;
    const last = pair ? end - 2 : end - 1;
    if (!characters.has(text.codePointAt(last)!)) break;
    end = last;
  }
  return text.slice(start, end);
}

// eslint-disable-next-line no-control-regex -- some of Python's line breaks are controls
const lineBreaks = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/;

/** `str.splitlines`: no empty line after a closing break. */
export function lines(text: string): string[] {
  const parts = text.split(lineBreaks);
  if (parts.at(-1) === '') parts.pop();
  return parts;
}
