import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProductError } from '../../../protocol/errors.ts';
import type { Picture, Thumbnail } from '../../../protocol/grid.ts';
import { PathResolver, type Resolved } from '../../dataset/resolve-path.ts';
import { createDecoderPool, type DecoderPool } from '../../models/decoder-pool.ts';
import { layoutOf } from '../../store/layout.ts';
import { LatestFirst } from './latest-first.ts';
import { storedThumbnail, storeThumbnail, thumbnailName, trimThumbnails } from './thumbnail-cache.ts';

const encoding = { shortest: 1, longest: 256, quality: 80, format: 'webp' } as const;
/** So many bytes are kept from one time to the next. */
const mostBytes = 512 * 1024 * 1024;
/** So many bytes of a dataset are looked at to see whether it has pictures. */
const beginBytes = 64 * 1024;
/** A window's pictures take one decoder longer than a person waits. Not all need be at it: somebody may be running a stage. */
const decoders = Math.max(2, Math.floor(availableParallelism() / 2));

/** Whose thumbnails, and how they are made. */
export interface ThumbnailOptions {
  /** The folder that paths are relative to. */
  readonly dataset: string;
  /** Keeps them for a while outside of the dataset. */
  readonly temporary: boolean;
  /** None are made. */
  readonly restricted: boolean;
  /** Path of the decoder program. */
  readonly decoder: string;
}

/** Makes thumbnails of a dataset's pictures and keeps them; decoders start with the first that is not there yet. */
export class Thumbnails {
  /** Below it they lie. */
  readonly folder: string;
  readonly #options: ThumbnailOptions;
  readonly #queue = new LatestFirst<Thumbnail>(2 * decoders);
  #paths: Promise<PathResolver> | null = null;
  #pool: DecoderPool | null = null;

  constructor(options: ThumbnailOptions) {
    this.#options = options;
    this.folder = options.temporary
      ? join(tmpdir(), `better-synth-${randomUUID()}`)
      : join(layoutOf(options.dataset).cache, 'thumbnails');
    if (!options.temporary && !options.restricted) void trimThumbnails(this.folder, mostBytes);
  }

  /**
   * Somebody is about to look at a dataset file. Where no thumbnail was ever made, a decoder is started for the first of its
   * pictures, if it has any.
   */
  prepare(file: string): void {
    if (this.#options.restricted || this.#pool !== null || existsSync(this.folder)) return;
    if (beginsWithPictures(file)) this.#decoders.start();
  }

  /**
   * A thumbnail of each picture, or why there is none. Who asks last is served first.
   * @throws DOMException `AbortError` when the signal aborts: what was not begun is not made then
   */
  async make(pictures: readonly Picture[], signal: AbortSignal): Promise<Thumbnail[]> {
    if (this.#options.restricted) return pictures.map(({ path }) => ({ path, reason: 'restricted' }));
    const found = await Promise.all(pictures.map(({ path }) => this.#find(path)));
    // The queue is a stack: the first of these pictures is put on it last.
    const made = found
      .toReversed()
      .map(async (one) => ('make' in one ? this.#queue.do(one.name, one.make, signal) : one));
    return (await Promise.all(made)).toReversed();
  }

  /** The file that a path names, absolute. @throws ProductError `usage` saying why it cannot be used */
  async pathOf(path: string): Promise<string> {
    const resolved = await this.#resolve(path);
    if (!('problem' in resolved)) return resolved.path;
    throw new ProductError('usage', `The picture ${JSON.stringify(path)} ${resolved.problem}.`, { where: path });
  }

  /** Ends the decoders. */
  async close(): Promise<void> {
    await this.#pool?.close();
    if (this.#options.temporary) await rm(this.folder, { recursive: true, force: true });
  }

  /** The thumbnail, where it is there already; else how to make it. */
  async #find(path: string): Promise<Thumbnail | { readonly name: string; readonly make: () => Promise<Thumbnail> }> {
    const resolved = await this.#resolve(path);
    if ('problem' in resolved) return { path, reason: resolved.problem };
    const name = thumbnailName(path, resolved.stats);
    const size = await storedThumbnail(join(this.folder, name));
    return size === null ? { name, make: () => this.#decode(path, name, resolved) } : { path, name, ...size };
  }

  async #decode(path: string, name: string, { path: file }: Resolved): Promise<Thumbnail> {
    try {
      const report = await this.#decoders.measure({
        path: file,
        takers: [],
        inputs: [],
        encode: encoding,
        need: 'pixels',
      });
      if (!report.ok) return { path, reason: report.reason };
      return { path, name, ...(await storeThumbnail(join(this.folder, name), report.encoded!)) };
    } catch (error) {
      if (!(error instanceof ProductError)) throw error;
      return { path, reason: error.message };
    }
  }

  get #decoders(): DecoderPool {
    return (this.#pool ??= createDecoderPool({ entry: this.#options.decoder, size: decoders, behind: true }));
  }

  async #resolve(path: string) {
    return (await (this.#paths ??= PathResolver.of(this.#options.dataset))).resolve(path);
  }
}

/** Whether the first lines of a dataset file seem to have pictures: a wrong guess costs a moment, or a process. */
function beginsWithPictures(path: string): boolean {
  try {
    // A pipe would be waited for.
    return statSync(path).isFile() && /"images"\s*:\s*\[\s*"/.test(beginOf(path));
  } catch {
    // What cannot be read is told by who needs it.
    return false;
  }
}

function beginOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const begin = Buffer.alloc(beginBytes);
    return begin.toString('latin1', 0, readSync(file, begin));
  } finally {
    closeSync(file);
  }
}
