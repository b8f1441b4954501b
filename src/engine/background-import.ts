import { setImmediate, setTimeout } from 'node:timers/promises';
import { importDataset, type ImportBatch } from '../core/dataset/import.ts';
import { LineIndex } from '../core/pipeline/grid/line-index.ts';

/** How often it is told how far an import is: milliseconds. */
const tellEvery = 250;

/** So long an import waits behind each batch for those who look at the dataset: milliseconds. */
const courtesy = 200;

/** Reads all of a dataset, and shows each batch of samples as it comes. */
export type Importer<T> = (onBatch: (batch: ImportBatch) => Promise<void>) => Promise<T>;

/** An import that goes on behind everything else; what it has read so far can be looked at by its lines. */
export class BackgroundImport<T> {
  readonly lines: LineIndex;
  readonly done: Promise<T>;
  /** Whether it is over: `done` answers at once. */
  over = false;
  /** When it failed, by the monotonic clock; null: it has not. */
  failedAt: number | null = null;
  #stopped = false;
  #told = 0;
  readonly #ahead = new Set<Promise<unknown>>();

  /**
   * @param path of the dataset file
   * @param why filters and orders cannot be had of lines
   * @param tell called as samples come, at most four times a second, and at the end
   */
  constructor(path: string, why: string, importer: Importer<T>, tell: () => void) {
    this.lines = new LineIndex(path, why);
    this.done = Promise.resolve().then(() => this.#run(importer, tell));
    this.done.catch(() => undefined);
  }

  /** Looks at the lines; they stay open as long. */
  read<R>(work: (lines: LineIndex) => Promise<R>): Promise<R> {
    return this.ahead(() => work(this.lines));
  }

  /** Does something that somebody waits for; the import steps aside for it. */
  async ahead<R>(work: () => Promise<R>): Promise<R> {
    const going = work();
    this.#ahead.add(going);
    try {
      return await going;
    } finally {
      this.#ahead.delete(going);
    }
  }

  /** Ends the import where it is, and lets the file go. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.done.catch(() => undefined);
    await Promise.allSettled(this.#ahead);
    await this.lines.close();
  }

  async #run(importer: Importer<T>, tell: () => void): Promise<T> {
    try {
      const found = await importer((batch) => this.#add(batch, tell));
      this.lines.complete = true;
      return found;
    } catch (error) {
      this.failedAt = performance.now();
      throw error;
    } finally {
      this.over = true;
      if (!this.#stopped) tell();
    }
  }

  async #add(batch: ImportBatch, tell: () => void): Promise<void> {
    this.#goOn();
    this.lines.add(batch);
    const now = performance.now();
    if (now - this.#told >= tellEvery) {
      this.#told = now;
      tell();
    }
    // What has been asked meanwhile is heard.
    await setImmediate();
    const waited = Promise.allSettled(this.#ahead);
    if (this.#ahead.size > 0) await Promise.race([waited, setTimeout(courtesy, null, { ref: false })]);
    this.#goOn();
  }

  #goOn(): void {
    if (this.#stopped) throw new DOMException('The import was stopped.', 'AbortError');
  }
}

/** Reads a dataset without keeping anything of it. */
export async function readThrough(path: string, onBatch: (batch: ImportBatch) => Promise<void>): Promise<void> {
  for await (const batch of importDataset(path)) await onBatch(batch);
}
