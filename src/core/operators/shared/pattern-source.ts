import { PatternError } from '../operator.ts';

/** A pattern being read. */
export class PatternSource {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get ended(): boolean {
    return this.#at >= this.#text.length;
  }

  /** The next UTF-16 unit; empty at the end. */
  peek(): string {
    return this.#text.charAt(this.#at);
  }

  sees(start: string): boolean {
    return this.#text.startsWith(start, this.#at);
  }

  /** Steps over `start` if it stands here. */
  take(start: string): boolean {
    const seen = this.sees(start);
    if (seen) this.#at += start.length;
    return seen;
  }

  /** Whether a sticky expression matches here. */
  matches(sticky: RegExp): boolean {
    sticky.lastIndex = this.#at;
    return sticky.test(this.#text);
  }

  /** Steps over what a sticky expression matches here. */
  takeMatch(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#text);
    if (match !== null) this.#at += match[0].length;
    return match;
  }

  /** The next code point. */
  next(): number {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) throw this.error('the pattern ends too soon');
    this.#at += code > 0xffff ? 2 : 1;
    return code;
  }

  /** Steps over white space and comments of a verbose pattern. */
  skipComments(): void {
    this.takeMatch(/(?:\s|#[^\n]*)*/y);
  }

  /** A quantifier that begins here, its question mark excepted; null: there is none. */
  repetition(): [min: number, max: number] | null {
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (this.take('?')) return [0, 1];
    if (this.matches(/\{\s*(?:\d+\s*<=?\s*)?[eids]\s*(?:<=?\s*\d+\s*)?(?:[,:+][^{}]*)?\}/y))
      throw this.unsupported('fuzzy matching');
    const counted = this.takeMatch(/\{(?:(\d+)|(\d*),(\d*))\}/y);
    if (counted === null) return null;
    const [, exactly, least, most] = counted;
    const min = Number(exactly ?? least);
    const max = exactly !== undefined ? min : most === '' ? Infinity : Number(most);
    if (min > max) throw this.error('a quantifier has more at least than at most');
    return [min, max];
  }

  error(what: string): PatternError {
    return new PatternError(
      `The pattern ${JSON.stringify(this.#text)} is wrong at character ${this.#at + 1}: ${what}.`,
    );
  }

  unsupported(what: string): PatternError {
    return new PatternError(
      `The pattern ${JSON.stringify(this.#text)} has ${what} at character ${this.#at + 1}; ` +
        'patterns run in linear time, which rules it out: needs Data-Juicer.',
    );
  }
}
