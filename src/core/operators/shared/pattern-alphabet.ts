/** Characters that no set of a pattern tells apart are one letter of its alphabet: automata read letters. */
import { contains, range, wordCharacters, type CodeSet } from './pattern-sets.ts';
import { places } from './pattern-tree.ts';
import type { Program } from './pattern-program.ts';

/** A pattern's alphabet. */
export class Alphabet {
  /** How many letters there are. */
  readonly size: number;
  /** By set of the program and letter: 1 if the set holds it. */
  readonly members: readonly Uint8Array[];
  readonly #basic = new Uint16Array(0x10000);
  /** First code points of the intervals, and their letters. */
  readonly #starts: readonly number[];
  readonly #letters: readonly number[];
  readonly #isWord: Uint8Array;
  readonly #isLineFeed: Uint8Array;

  constructor(program: Program) {
    const asksWords = (program.places & (places.wordBoundary | places.noWordBoundary)) !== 0;
    const sets: CodeSet[] = [
      ...program.sets,
      asksWords ? wordCharacters() : [],
      program.places === 0 ? [] : range(0x0a),
    ];
    this.#starts = [...new Set([0, ...sets.flatMap((set) => set.map((code, i) => code + (i % 2)))])].sort(
      (a, b) => a - b,
    );
    const letters = new Map<string, number>();
    this.#letters = this.#starts.map((code) => {
      const key = sets.map((set) => Number(contains(set, code))).join('');
      const letter = letters.get(key) ?? letters.size;
      letters.set(key, letter);
      return letter;
    });
    this.size = letters.size;
    const members = sets.map((_, s) => Uint8Array.from(letters.keys(), (key) => Number(key[s])));
    this.#isLineFeed = members.pop()!;
    this.#isWord = members.pop()!;
    this.members = members;
    this.#starts.forEach((code, i) => this.#basic.fill(this.#letters[i]!, code, this.#starts[i + 1] ?? 0x10000));
  }

  /** The letter of a code point. */
  letterOf(code: number): number {
    if (code < 0x10000) return this.#basic[code]!;
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= code) low = middle;
      else high = middle;
    }
    return this.#letters[low]!;
  }

  /** The bits of the places that a position is, by the letters before and after it (-1: none) and whether one more follows. */
  placesAt(before: number, after: number, last: boolean): number {
    const newLine = after >= 0 && this.#isLineFeed[after] === 1;
    const word = (before >= 0 && this.#isWord[before] === 1) !== (after >= 0 && this.#isWord[after] === 1);
    return (
      (before < 0 ? places.textStart | places.lineStart : 0) |
      (after < 0 ? places.textEnd | places.lastLineEnd | places.lineEnd : 0) |
      (before >= 0 && this.#isLineFeed[before] === 1 ? places.lineStart : 0) |
      (newLine ? places.lineEnd | (last ? places.lastLineEnd : 0) : 0) |
      (word ? places.wordBoundary : places.noWordBoundary)
    );
  }
}
