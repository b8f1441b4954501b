import { ProductError } from '../protocol/errors.ts';
import type { ScoreView } from '../core/pipeline/scores/score-view.ts';

/** Each holds some bytes per row and score; a page needs one, and the one before while it changes. */
const most = 4;

/** A view, and the number of what its page shows of it in a strip. */
export interface HeldView {
  readonly view: ScoreView;
  result: number | null;
}

/** Distributions that pages look at, by number. A number is never given twice, also not by the next engine. */
export class ScoreViews {
  readonly #known = new Map<number, HeldView>();
  #last = Date.now() * 1000;

  /** Keeps a view, and forgets the one that was not asked about the longest. */
  add(view: ScoreView): number {
    this.#known.set(++this.#last, { view, result: null });
    if (this.#known.size > most) this.#known.delete(this.#known.keys().next().value!);
    return this.#last;
  }

  /** @throws ProductError `usage` for one that is not known any more */
  get(number: number): HeldView {
    const held = this.#known.get(number);
    if (held === undefined) {
      throw new ProductError('usage', 'These distributions are old: the dataset has changed since.', {
        safe: 'Nothing was changed.',
        next: 'Ask again.',
      });
    }
    this.#known.delete(number);
    this.#known.set(number, held);
    return held;
  }

  /** Forgets all: samples have other scores now. */
  clear(): void {
    this.#known.clear();
  }
}
