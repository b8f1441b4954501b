import type { Fault } from './fault.ts';

/** Refusals in a row, with the same words, that mean that no request at all will do. */
const tooManyAlike = 5;

/**
 * Refusals of single requests, held back until it is clear that they are about the request. Five alike in a row are
 * about the recipe: then they are dropped, so that the questions are asked again when it is put right.
 */
export class RefusalRow<T> {
  #held: T[] = [];
  #words = '';

  /** Takes a refusal; returns those that are now known to be single ones, or that there were too many alike. */
  add(fault: Fault, refused: T): readonly T[] | 'alike' {
    const words = `${fault.status ?? 0} ${fault.reason.replace(/\d+/g, '#').replace(/(["'`]).*?\1/g, '…')}`;
    const single = words === this.#words ? [] : this.release();
    this.#words = words;
    this.#held.push(refused);
    return this.#held.length < tooManyAlike ? single : 'alike';
  }

  /** The server has accepted another request: those held back were single ones. */
  release(): readonly T[] {
    const released = this.#held;
    this.#held = [];
    this.#words = '';
    return released;
  }
}
