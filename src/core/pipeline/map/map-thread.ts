/** The other end of the thread that lays maps out. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { MapStep } from '../../../protocol/map.ts';
import type { FromWorker, ToWorker } from '../../map/worker.ts';

/** A thread. Ends itself at its result, and with the engine. */
export class MapThread {
  readonly #worker: Worker;
  #heard: PromiseWithResolvers<FromWorker> | null = null;
  /** Why it has ended: what it is told then, nobody would answer. */
  #ended: Error | null = null;

  /** @param signal ends the thread at once */
  constructor(signal: AbortSignal, progress: (step: MapStep, share: number) => void) {
    signal.throwIfAborted();
    this.#worker = new Worker(entry(), { name: 'map' });
    this.#worker.unref();
    signal.addEventListener('abort', () => void this.end(signal.reason as Error), { once: true });
    this.#worker.on('message', (message: FromWorker) => {
      if (message.type === 'progress') progress(message.step, message.share);
      else this.#heard?.resolve(message);
    });
    this.#worker.on('error', (error: Error) => this.#over(error));
    this.#worker.on('exit', () => this.#over(new Error('the map thread has ended')));
  }

  /** Tells the thread something, and waits until it has taken it; what is passed is the thread's from now on. */
  async tell(message: ToWorker, passed: readonly Float32Array[] = []): Promise<FromWorker> {
    if (this.#ended !== null) throw this.#ended;
    this.#heard = Promise.withResolvers();
    this.#worker.postMessage(
      message,
      passed.map(({ buffer }) => buffer as ArrayBuffer),
    );
    return this.#heard.promise;
  }

  /** Its result. @throws what is wrong with the thread */
  async result(message: ToWorker): Promise<Float32Array | Uint8Array> {
    const heard = await this.tell(message);
    if (heard.type !== 'done') throw new Error(`the map thread answers ${heard.type}`);
    return heard.result;
  }

  /** Ends the thread, whatever it does. */
  async end(reason?: Error): Promise<void> {
    this.#over(reason ?? new Error('the map thread was ended'));
    await this.#worker.terminate();
  }

  #over(why: Error): void {
    this.#ended ??= why;
    this.#heard?.promise.catch(() => undefined);
    this.#heard?.reject(this.#ended);
  }
}

/** Beside this program in a build, in the sources otherwise. */
function entry(): string {
  const built = fileURLToPath(new URL('./map-worker.js', import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL('../../map/worker.ts', import.meta.url));
}
