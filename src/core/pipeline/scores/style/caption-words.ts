/** The words of captions as places and hashes, so that millions are counted without a string for each. Pure. */

const between = 0;
const letter = 1;
const sign = 2;
const blank = 0x20;
/** What is behind so many letters of a caption is not read: no memory grows with one line. */
const longest = 1 << 20;
/** What each UTF-16 unit is, made when it is first needed. */
let kinds: Uint8Array | null = null;

/** Chinese and Japanese are written without blanks: each of their characters is a word here. */
const signs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const letters = /[\p{L}\p{N}\p{M}]/u;

function kindsOfUnits(): Uint8Array {
  return Uint8Array.from({ length: 0x10000 }, (_, unit) => {
    // Halves of rarer characters, and the apostrophes of "it's".
    if ((unit & 0xf800) === 0xd800 || unit === 0x27 || unit === 0x2019) return letter;
    const text = String.fromCharCode(unit);
    return signs.test(text) ? sign : letters.test(text) ? letter : between;
  });
}

/** The words of one caption after the other: what it says of one is gone with the next. */
export class CaptionWords {
  /** Whose words they are. */
  text = '';
  /** How many there are. */
  count = 0;
  /** Of all words, as a number that no other words are likely to have. */
  hash = 0;
  #starts = new Int32Array(1024);
  #ends = new Int32Array(1024);
  #hashes = new Int32Array(1024);

  /** Reads a caption in lower case. */
  read(text: string): this {
    const known = (kinds ??= kindsOfUnits());
    const length = Math.min(text.length, longest);
    this.#makeRoom(length);
    const [starts, ends, hashes] = [this.#starts, this.#ends, this.#hashes];
    let count = 0;
    let hash = seed;
    let start = -1;
    for (let at = 0; at <= length; at++) {
      // Behind the last letter its word ends, too.
      const unit = at < length ? text.charCodeAt(at) : blank;
      const kind = known[unit]!;
      if (kind === letter) {
        if (start < 0) {
          start = at;
          hash = seed;
        }
        hash = Math.imul(hash ^ unit, prime);
        continue;
      }
      if (start >= 0) {
        starts[count] = start;
        ends[count] = at;
        hashes[count++] = mixed(hash);
        start = -1;
      }
      if (kind !== sign) continue;
      starts[count] = at;
      ends[count] = at + 1;
      hashes[count++] = mixed(Math.imul(seed ^ unit, prime));
    }
    this.text = text;
    this.count = count;
    this.hash = this.#wholeHash();
    return this;
  }

  /** The hash of a word. */
  hashAt(word: number): number {
    return this.#hashes[word]!;
  }

  /** Whether a word is a character of Chinese or Japanese. */
  isSign(word: number): boolean {
    return kinds![this.text.charCodeAt(this.#starts[word]!)] === sign;
  }

  /** The hash of some words in a row. */
  hashOf(from: number, count: number): number {
    let hash = noWords;
    for (let word = from; word < from + count; word++) hash = joined(hash, this.#hashes[word]!);
    return hash;
  }

  /** Some words in a row, with a blank where their language has one. */
  phrase(from: number, count: number): string {
    let text = '';
    for (let word = from; word < from + count; word++) {
      const blank = word > from && !(this.isSign(word) && this.isSign(word - 1));
      text += (blank ? ' ' : '') + this.text.slice(this.#starts[word], this.#ends[word]);
    }
    return text;
  }

  #wholeHash(): number {
    let [one, other] = [noWords, seed];
    for (let word = 0; word < this.count; word++) {
      one = joined(one, this.#hashes[word]!);
      other = Math.imul(other ^ this.#hashes[word]!, prime);
    }
    return (one >>> 0) * 0x200000 + (mixed(other) >>> 11);
  }

  /** A text has no more words than letters. */
  #makeRoom(words: number): void {
    if (words <= this.#starts.length) return;
    this.#starts = new Int32Array(2 * words);
    this.#ends = new Int32Array(2 * words);
    this.#hashes = new Int32Array(2 * words);
  }
}

// FNV-1a, and the last steps of MurmurHash3, which spread its bits.
const seed = 0x811c9dc5 | 0;
const prime = 0x01000193;

/** The hash of no words. */
export const noWords = 0;

/** The hash of words and one more. */
export function joined(hash: number, word: number): number {
  return mixed(Math.imul(hash, 31) + word + 0x2545f491);
}

function mixed(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
