import type { Batch } from '../../protocol/engine.ts';

/** What the taking back of a batch did. */
export interface Reverted {
  /** By which the taking back can itself be taken back. */
  readonly batch: Batch;
  /** Samples that were left alone: somebody else has changed them since. */
  readonly skipped: readonly string[];
}

/** Takes a batch back. */
export type Revert = (batch: NonNullable<Batch>) => Promise<Reverted>;

/**
 * A change that is on the disk, and that can be taken back and made again: each turn takes back the batch of the turn
 * before it. A turn that fails leaves it as it is, so that the other direction then has nothing to do.
 */
export class UndoStep {
  readonly #revert: Revert;
  #batch: Batch;
  #done = true;

  constructor(batch: Batch, revert: Revert) {
    this.#batch = batch;
    this.#revert = revert;
  }

  /** The ids that were skipped. @throws what the engine answers; then nothing was taken back */
  async undo(): Promise<readonly string[]> {
    return this.#done ? this.#turn() : [];
  }

  /** The ids that were skipped. @throws what the engine answers; then nothing was made again */
  async redo(): Promise<readonly string[]> {
    return this.#done ? [] : this.#turn();
  }

  async #turn(): Promise<readonly string[]> {
    if (this.#batch === null) return [];
    const { batch, skipped } = await this.#revert(this.#batch);
    this.#batch = batch;
    this.#done = !this.#done;
    return skipped;
  }
}
