import { ProductError } from '../../protocol/errors.ts';

/** Failures below this number never stop a run. */
const alwaysAllowed = 10;

/** Stops a run when too many samples failed: more than the recipe's share and more than ten, or all. */
export class ErrorBudget {
  readonly #share: number;
  readonly #samples: number;
  #failed = 0;

  /** @param share the recipe's `error_budget` @param samples of the run */
  constructor(share: number, samples: number) {
    this.#share = share;
    this.#samples = samples;
  }

  /** Counts failures. @throws ProductError `unusable` when the budget is passed. */
  add(failed: number, stage: string): void {
    this.#failed += failed;
    const all = this.#samples > 0 && this.#failed >= this.#samples;
    if (!all && (this.#failed <= alwaysAllowed || this.#failed <= this.#share * this.#samples)) return;
    throw new ProductError(
      'unusable',
      all
        ? `All ${this.#samples} samples failed.`
        : `${this.#failed} of ${this.#samples} samples failed, more than error_budget: ${this.#share} allows.`,
      {
        where: `stage ${stage}`,
        safe: 'Everything measured so far is kept; a rerun goes on from there.',
        next: `better-synth query "SELECT id, reason FROM decisions WHERE outcome = 'failed'" or better-synth check; mend the samples, or raise error_budget in the recipe.`,
      },
    );
  }
}
