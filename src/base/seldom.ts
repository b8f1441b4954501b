import { Recent } from './recent.ts';

/** An answer holds for so many times as long as it took to find. */
const times = 20;

/**
 * Answers that may be a little old, and cost time to find: no more than a twentieth of it. What is found at once is found
 * anew at once.
 */
export class Seldom<T> {
  readonly #known: Recent<string, { readonly answer: T; readonly until: number }>;
  readonly #now: () => number;

  /** @param most answers that are kept */
  constructor(most: number, now = (): number => Date.now()) {
    this.#known = new Recent(most);
    this.#now = now;
  }

  /** The answer to a question; it is found where none holds. */
  async ask(question: string, find: () => Promise<T>): Promise<T> {
    const known = this.#known.get(question);
    const began = this.#now();
    if (known !== undefined && began < known.until) return known.answer;
    const answer = await find();
    const ended = this.#now();
    this.#known.set(question, { answer, until: ended + times * (ended - began) });
    return answer;
  }
}
