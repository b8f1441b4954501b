/**
 * Decoder processes that share pictures among them. One that crashes, hangs or swells is replaced; the picture that
 * it worked on is tried once more, alone, and then given up; pictures that only waited behind it are unharmed.
 */
import { ProductError } from '../../protocol/errors.ts';
import { DecoderWorker, type DecoderDeath, type DecoderJob, type DecoderLimits } from './decoder-worker.ts';
import type { PictureReport, PictureRequest } from './picture-report.ts';

/** What a picture may cost. */
export const decoderLimits: DecoderLimits = { milliseconds: 20_000, bytes: 2 ** 30 };

/** After this many decoders in a row that end before they begin, there is no use in starting more. */
const mostFailedStarts = 3;

/** Measures pictures in processes of their own. */
export interface DecoderPool {
  /**
   * Never rejects because of a picture; only, with a ProductError, when decoders cannot be started at all or the
   * pool is closed. At most two pictures per decoder are in flight; more wait.
   */
  measure(request: PictureRequest): Promise<PictureReport>;
  /** Starts the first decoder before there is a picture: it takes a while to load. */
  start(): void;
  /** Ends all decoders. */
  close(): Promise<void>;
}

/**
 * @param options.entry path of the decoder program
 * @param options.size how many decoders run at most; they start as pictures come
 * @param options.behind lets the machine do all else first
 */
export function createDecoderPool(options: {
  readonly entry: string;
  readonly size: number;
  readonly limits?: DecoderLimits;
  readonly behind?: boolean;
}): DecoderPool {
  return new Pool(options.entry, options.size, options.limits ?? decoderLimits, options.behind ?? false);
}

class Pool implements DecoderPool {
  readonly #entry: string;
  readonly #size: number;
  readonly #limits: DecoderLimits;
  readonly #behind: boolean;
  readonly #workers = new Set<DecoderWorker>();
  #waiting: DecoderJob[] = [];
  #failedStarts = 0;
  #broken: ProductError | null = null;
  #closed: (() => void) | null = null;

  constructor(entry: string, size: number, limits: DecoderLimits, behind: boolean) {
    this.#entry = entry;
    this.#size = size;
    this.#limits = limits;
    this.#behind = behind;
  }

  measure(request: PictureRequest): Promise<PictureReport> {
    if (this.#broken !== null) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject, retried: false });
      this.#dispatch();
    });
  }

  start(): void {
    if (this.#broken === null && this.#workers.size === 0) this.#start();
  }

  async close(): Promise<void> {
    this.#giveUp(new ProductError('cancelled', 'The picture decoder was closed.'));
    if (this.#workers.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#closed = resolve;
      for (const worker of this.#workers) worker.kill('it was closed');
    });
  }

  #dispatch(): void {
    for (const worker of this.#workers) this.#feed(worker);
    while (this.#waiting.length > 0 && this.#workers.size < this.#size) this.#feed(this.#start());
  }

  #feed(worker: DecoderWorker): void {
    for (let job = this.#waiting[0]; job !== undefined && worker.takes(job); job = this.#waiting[0]) {
      this.#waiting.shift();
      worker.send(job);
    }
  }

  #start(): DecoderWorker {
    const worker: DecoderWorker = new DecoderWorker(
      this.#entry,
      this.#limits,
      () => this.#feed(worker),
      (death) => this.#bury(worker, death),
    );
    this.#workers.add(worker);
    if (this.#behind) worker.stepBack();
    return worker;
  }

  #bury(worker: DecoderWorker, death: DecoderDeath): void {
    this.#workers.delete(worker);
    if (this.#broken !== null) {
      for (const job of death.jobs) job.reject(this.#broken);
      if (this.#workers.size === 0) this.#closed?.();
      return;
    }
    this.#failedStarts = death.started ? 0 : this.#failedStarts + 1;
    this.#waiting = [...this.#again(death), ...this.#waiting];
    if (this.#failedStarts === mostFailedStarts) this.#giveUp(cannotStart(death));
    this.#dispatch();
  }

  /** What is tried again after a death: the picture that was being measured only once, those behind it always. */
  #again({ why, jobs, started }: DecoderDeath): readonly DecoderJob[] {
    const [culprit, ...behind] = jobs;
    if (!started || culprit === undefined) return jobs;
    if (!culprit.retried) {
      culprit.retried = true;
      return jobs;
    }
    culprit.resolve({ ok: false, reason: `the decoder died twice on this picture: ${why}` });
    return behind;
  }

  #giveUp(error: ProductError): void {
    this.#broken = error;
    for (const job of this.#waiting.splice(0)) job.reject(error);
  }
}

function cannotStart({ why, errors }: DecoderDeath): ProductError {
  return new ProductError('unusable', `The picture decoder does not start: ${why}.`, {
    safe: 'No picture was changed.',
    next: 'Install the product again; see the cause for what is missing.',
    cause: errors,
  });
}
