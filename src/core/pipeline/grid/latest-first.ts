/** Work of which the newest is done first, a few at a time. */

interface Job<T> {
  readonly key: string;
  readonly work: () => Promise<T>;
  readonly done: Promise<T>;
  readonly settle: { readonly resolve: (value: T) => void; readonly reject: (error: unknown) => void };
  /** How many wait for it; without any it is not begun. */
  waiting: number;
  begun: boolean;
}

/** A stack of jobs by key: who asks last is served first; equal jobs are done once. */
export class LatestFirst<T> {
  readonly #most: number;
  #running = 0;
  readonly #stack: Job<T>[] = [];
  readonly #jobs = new Map<string, Job<T>>();

  /** @param most how many jobs are done at the same time */
  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Does some work for everybody who asks for its key. Of several asked for together name the last first: it is a stack.
   * @throws DOMException `AbortError` when the signal aborts first; what nobody waits for any more is not begun
   */
  async do(key: string, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const job = this.#wanted(key, work);
    job.waiting++;
    const aborted = Promise.withResolvers<never>();
    const abort = (): void => aborted.reject(new DOMException('Nobody waits for it any more.', 'AbortError'));
    signal.addEventListener('abort', abort);
    // Behind this turn, so that all that is asked for together stands in the stack.
    queueMicrotask(() => this.#next());
    try {
      return await Promise.race([job.done, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', abort);
      job.waiting--;
      if (job.waiting === 0 && !job.begun) this.#forget(job);
    }
  }

  /** How many have not been begun. */
  get waiting(): number {
    return this.#stack.length;
  }

  #wanted(key: string, work: () => Promise<T>): Job<T> {
    const known = this.#jobs.get(key);
    if (known?.begun === true) return known;
    if (known !== undefined) this.#stack.splice(this.#stack.indexOf(known), 1);
    const { promise: done, ...settle } = Promise.withResolvers<T>();
    const job = known ?? { key, work, done, settle, waiting: 0, begun: false };
    done.catch(() => undefined);
    this.#jobs.set(key, job);
    this.#stack.push(job);
    return job;
  }

  #next(): void {
    while (this.#running < this.#most) {
      const job = this.#stack.pop();
      if (job === undefined) return;
      job.begun = true;
      this.#running++;
      void job
        .work()
        .then(job.settle.resolve, job.settle.reject)
        .finally(() => {
          this.#jobs.delete(job.key);
          this.#running--;
          this.#next();
        });
    }
  }

  #forget(job: Job<T>): void {
    const place = this.#stack.indexOf(job);
    if (place >= 0) this.#stack.splice(place, 1);
    if (this.#jobs.get(job.key) === job) this.#jobs.delete(job.key);
  }
}
