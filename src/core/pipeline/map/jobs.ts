/** What takes long, by what it makes: asked for again and again until it is made. */
import type { MapStep } from '../../../protocol/map.ts';

/** How far something is. */
export type Progress<T> =
  | { readonly state: 'made'; readonly made: T }
  | { readonly state: 'making'; readonly step: MapStep; readonly share: number };

/** Makes something, tells how far it is, and ends when the signal aborts. */
export type Making<T> = (signal: AbortSignal, progress: (step: MapStep, share: number) => void) => Promise<T>;

/** Whoever asks waits so long for an answer: milliseconds. */
const patience = 250;

interface Job {
  readonly controller: AbortController;
  readonly done: Promise<unknown>;
  step: MapStep;
  share: number;
}

/** Works of one dataset. Each goes on until it is made, or stopped; whether anybody asks for it or not. */
export class Jobs {
  readonly #jobs = new Map<string, Job>();
  #last: Promise<unknown> = Promise.resolve();

  /** Begins what does not go on yet. @param alone behind others that are made alone */
  async ask<T>(key: string, alone: boolean, making: Making<T>): Promise<Progress<T>> {
    const job = this.#jobs.get(key) ?? this.#begin(key, alone, making);
    const waited = Promise.withResolvers<null>();
    const timer = setTimeout(() => waited.resolve(null), patience);
    try {
      const made = await Promise.race([job.done.then((value) => ({ value })), waited.promise]);
      if (made === null) return { state: 'making', step: job.step, share: job.share };
      this.#forget(key, job);
      return { state: 'made', made: made.value as T };
    } catch (error) {
      this.#forget(key, job);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends all that goes on. */
  stop(): void {
    for (const { controller } of this.#jobs.values()) controller.abort();
    this.#jobs.clear();
  }

  #begin<T>(key: string, alone: boolean, making: Making<T>): Job {
    const controller = new AbortController();
    const { signal } = controller;
    const work = (): Promise<T> =>
      making(signal, (step, share) => {
        job.step = step;
        job.share = share;
      });
    const before = alone ? this.#last : Promise.resolve();
    const done = before.then(() => {
      signal.throwIfAborted();
      return work();
    });
    const job: Job = { controller, done, step: 'waiting', share: 0 };
    if (alone) this.#last = done.catch(() => undefined);
    done.catch(() => undefined);
    this.#jobs.set(key, job);
    return job;
  }

  #forget(key: string, job: Job): void {
    if (this.#jobs.get(key) === job) this.#jobs.delete(key);
  }
}
