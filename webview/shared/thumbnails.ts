import type { Thumbnail } from '../../src/protocol/grid.ts';
import type { Ask, Answer } from '../../src/protocol/engine.ts';
import { batchSize } from '../../src/protocol/views.ts';
import { failureOf } from './host.ts';
import { Observable } from './observable.ts';

/** While the person scrolls, pictures are asked for every so many milliseconds. */
const every = 80;
/** Names of so many thumbnails are remembered. */
const remembered = 4000;

/** Who makes thumbnails. */
export interface ThumbnailSource {
  ask(method: 'thumbnails', ask: Ask<'thumbnails'>, signal?: AbortSignal): Promise<Answer<'thumbnails'>>;
}

/** Thumbnails by the path of their picture: of what is in view, and of nothing that has left it. */
export class Thumbnails extends Observable {
  readonly #host: ThumbnailSource;
  readonly #known = new Map<string, Thumbnail>();
  readonly #stale = new Set<string>();
  readonly #asked = new Map<string, AbortController>();
  readonly #wanted = new Map<string, readonly string[]>();
  #waiting = false;
  #last = -every;

  constructor(host: ThumbnailSource) {
    super();
    this.#host = host;
  }

  of(path: string): Thumbnail | undefined {
    return this.#known.get(path);
  }

  /** Thumbnails that were asked for ahead. */
  take(thumbnails: readonly Thumbnail[]): void {
    for (const one of thumbnails) this.#keep(one);
    this.changed();
  }

  /** Takes over what was shown before: it is asked for again. */
  remember(thumbnails: readonly Thumbnail[]): void {
    for (const one of thumbnails) this.#known.set(one.path, one);
    this.refresh();
  }

  /** What one part of the page shows now, most important first; what it showed before is no longer asked for. */
  want(part: string, paths: readonly string[]): void {
    this.#wanted.set(part, paths);
    this.#askSoon();
  }

  /** Pictures may have changed: what is known is shown until it is asked for again. */
  refresh(): void {
    for (const path of this.#known.keys()) this.#stale.add(path);
    this.#askSoon();
  }

  /** A thumbnail that could not be loaded. */
  fail(path: string, reason: string): void {
    this.#known.set(path, { path, reason });
    this.changed();
  }

  #askSoon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    setTimeout(
      () => {
        this.#waiting = false;
        this.#last = performance.now();
        this.#askNow();
      },
      this.#last + every - performance.now(),
    );
  }

  #askNow(): void {
    const wanted = new Set([...this.#wanted.values()].flat());
    const useful = new Set([...wanted].map((path) => this.#asked.get(path)));
    for (const controller of new Set(this.#asked.values())) {
      if (!useful.has(controller)) controller.abort();
    }
    const missing = [...wanted].filter(
      (path) => !this.#asked.has(path) && (!this.#known.has(path) || this.#stale.has(path)),
    );
    // The first ones last: the newest question is answered first.
    for (let end = missing.length; end > 0; end -= batchSize) {
      void this.#load(missing.slice(Math.max(0, end - batchSize), end));
    }
  }

  async #load(paths: readonly string[]): Promise<void> {
    const controller = new AbortController();
    for (const path of paths) this.#asked.set(path, controller);
    try {
      const pictures = paths.map((path) => ({ path }));
      for (const one of await this.#host.ask('thumbnails', pictures, controller.signal)) this.#keep(one);
    } catch (error) {
      const reason = failureOf(error)?.message;
      if (reason !== undefined) for (const path of paths) this.#keep(this.#shown(path) ?? { path, reason });
    }
    for (const path of paths) if (this.#asked.get(path) === controller) this.#asked.delete(path);
    if (!controller.signal.aborted) this.changed();
  }

  /** A picture that can be seen stays, whatever keeps a newer one away. */
  #shown(path: string): Thumbnail | undefined {
    const known = this.#known.get(path);
    return known !== undefined && 'name' in known ? known : undefined;
  }

  #keep(thumbnail: Thumbnail): void {
    this.#stale.delete(thumbnail.path);
    this.#known.delete(thumbnail.path);
    this.#known.set(thumbnail.path, thumbnail);
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size > remembered) this.#known.delete(oldest);
  }
}
