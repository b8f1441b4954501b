import { statSync } from 'node:fs';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { importDataset, type ImportBatch } from '../core/dataset/import.ts';
import { LineIndex } from '../core/pipeline/grid/line-index.ts';
import { sentence, type SentenceName } from '../protocol/filter-sentences.ts';

/** How often it is told how far an import is: milliseconds. */
const tellEvery = 250;

/** So long an import waits behind each batch for those who look at the dataset: milliseconds. */
const courtesy = 200;
/**
 * Behind the first batch, where somebody looks at it, it waits until nobody has for a while, but not for ever: the first
 * pictures are to have the machine for themselves.
 */
const first = { quiet: 1000, most: 3000 } as const;

/** Reads all of a dataset, and shows each batch of samples as it comes. */
export type Importer<T> = (onBatch: (batch: ImportBatch) => Promise<void>) => Promise<T>;

/** An import that goes on behind everything else; what it has read so far can be looked at by its lines. */
export class BackgroundImport<T> {
  readonly lines: LineIndex;
  readonly done: Promise<T>;
  /** Whether it is over: `done` answers at once. */
  over = false;
  readonly #path: string;
  /** When it failed, by the monotonic clock; null: it has not. */
  failedAt: number | null = null;
  #stopped = false;
  #told = 0;
  /** When somebody looked last, by the monotonic clock; null: nobody has. */
  #looked: number | null = null;
  readonly #ahead = new Set<Promise<unknown>>();
  readonly #begun = Promise.withResolvers<void>();
  /** Somebody waits for all of it. */
  #needed = false;

  /**
   * @param path of the dataset file
   * @param why filters and orders cannot be had of lines
   * @param tell called as samples come, at most four times a second, and at the end
   */
  constructor(path: string, why: SentenceName, importer: Importer<T>, tell: () => void) {
    this.#path = path;
    this.lines = new LineIndex(path, sentence(why));
    this.done = Promise.resolve().then(() => this.#run(importer, tell));
    this.done.catch(() => undefined);
  }

  /** Looks at the lines, once there are any; they stay open as long. */
  async read<R>(work: (lines: LineIndex) => Promise<R>): Promise<R> {
    this.#looked = performance.now();
    await this.#begun.promise;
    return this.ahead(() => work(this.lines));
  }

  /** As `done`, for who needs all of it: it no longer waits until nobody looks. */
  finished(): Promise<T> {
    this.#needed = true;
    return this.done;
  }

  /** Does something that somebody waits for; the import steps aside for it. */
  async ahead<R>(work: () => Promise<R>): Promise<R> {
    const going = work();
    this.#ahead.add(going);
    try {
      return await going;
    } finally {
      this.#ahead.delete(going);
      this.#looked = performance.now();
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
      this.#begun.resolve();
      if (!this.#stopped) tell();
    }
  }

  async #add(batch: ImportBatch, tell: () => void): Promise<void> {
    this.#goOn();
    const isBegin = this.lines.rows === 0;
    this.lines.add(batch);
    this.#begun.resolve();
    const now = performance.now();
    // Who looks waits for the first batch: only what comes behind it is news.
    if (isBegin) this.#told = now;
    else if (now - this.#told >= tellEvery) {
      this.#told = now;
      tell();
    }
    // What has been asked meanwhile is heard.
    await setImmediate();
    if (isBegin && !isAll(this.#path, batch)) await this.#untilQuiet();
    const waited = Promise.allSettled(this.#ahead);
    if (this.#ahead.size > 0) await Promise.race([waited, setTimeout(courtesy, null, { ref: false })]);
    this.#goOn();
  }

  async #untilQuiet(): Promise<void> {
    const begun = performance.now();
    const isLookedAt = (now: number): boolean =>
      this.#ahead.size > 0 || now - (this.#looked ?? -Infinity) < first.quiet;
    const waits = (now: number): boolean => !this.#stopped && !this.#needed && isLookedAt(now);
    for (let now = begun; waits(now) && now - begun < first.most; now = performance.now()) {
      await setTimeout(50, null, { ref: false });
    }
  }

  #goOn(): void {
    if (this.#stopped) throw new DOMException('The import was stopped.', 'AbortError');
  }
}

/** Whether a first batch is all that there is. */
function isAll(path: string, { rows, columns }: ImportBatch): boolean {
  const end = (columns.byte_offset[rows - 1] ?? 0) + (columns.byte_length[rows - 1] ?? 0);
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) <= end + 1;
}

/** Reads a dataset without keeping anything of it. */
export async function readThrough(path: string, onBatch: (batch: ImportBatch) => Promise<void>): Promise<void> {
  for await (const batch of importDataset(path)) await onBatch(batch);
}
