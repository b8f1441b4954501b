/** The one retry loop: questions wait in a queue for a slot, and after a passing failure for their next attempt. */
import PQueue from 'p-queue';
import type { ReplyFailure } from '../../protocol/records.ts';
import { openChat, type Chat, type Written } from './chat.ts';
import type {
  Answered,
  AskOptions,
  CaptionQuestion,
  CaptionReply,
  EndpointSettings,
  Judge,
  Verdict,
} from './endpoint.ts';
import { isStopping, type Fault, type PassingKind } from './fault.ts';
import { backOff, Pace } from './pace.ts';
import { Pending } from './pending.ts';
import { RefusalRow } from './refusal-row.ts';
import { stopError, type Stop } from './stops.ts';
import { realTiming } from './timing.ts';

/** Longer waits than this end the run: who started it should know. Milliseconds. */
const longestWait = 600_000;
/** Requests that may be made again: so many, and half of what was answered. */
const retriesAtLeast = 100;
/** What is in flight when a run stops may still come in for so long. Milliseconds. */
const graceAfterStop = 10_000;

/** One run of questions against one endpoint. */
export class Asking {
  readonly #settings: EndpointSettings;
  readonly #judge: Judge;
  readonly #options: AskOptions;
  readonly #timing;
  readonly #chat: Chat;
  readonly #pace: Pace;
  readonly #queue: PQueue;
  readonly #cut = new AbortController();
  readonly #refusals = new RefusalRow<Answered>();
  readonly #tally = { answered: 0, retries: 0, maybePaid: 0, usage: { prompt: 0, completion: 0 } };
  #arrived: Answered[] = [];
  /** Questions that wait for their next attempt. */
  #backingOff = 0;
  /** Questions that must be asked alone. */
  #suspects = 0;
  #holding = false;
  #ended = false;
  /** Why nothing more is sent; told when all that was on its way has come in. */
  #stopped: { readonly error: () => unknown } | null = null;
  /** Requests made again that may cost something. */
  #costlyRetries = 0;
  #pulling: Promise<void> = Promise.resolve();
  #change = Promise.withResolvers<void>();

  constructor(settings: EndpointSettings, judge: Judge, options: AskOptions) {
    this.#settings = settings;
    this.#judge = judge;
    this.#options = options;
    this.#timing = options.timing ?? realTiming;
    this.#chat = openChat(settings, options.limits);
    this.#pace = new Pace(settings.concurrency, this.#timing);
    this.#queue = new PQueue({ concurrency: settings.concurrency });
    this.#queue.addEventListener('next', () => {
      this.#wake();
      this.#report();
    });
    options.signal.addEventListener('abort', this.#onAbort);
    if (options.signal.aborted) this.#onAbort();
  }

  /** Answers as they arrive; see askAll. */
  async *answers(questions: AsyncIterable<CaptionQuestion>): AsyncGenerator<readonly Answered[], void, undefined> {
    this.#pulling = this.#pull(questions);
    for (;;) {
      const done = this.#isDone();
      if (done && this.#stopped === null) this.#arrived.push(...this.#refusals.release());
      if (this.#arrived.length > 0) {
        const batch = this.#arrived;
        this.#arrived = [];
        this.#wake();
        yield batch;
      } else if (!done) {
        await this.#change.promise;
      } else if (this.#stopped === null) {
        return;
      } else {
        throw this.#stopped.error();
      }
    }
  }

  /** Ends what is in flight. */
  async close(): Promise<void> {
    this.#stop(() => null);
    this.#cut.abort();
    this.#options.signal.removeEventListener('abort', this.#onAbort);
    await this.#queue.onPendingZero();
    await this.#pulling;
    this.#chat.close();
  }

  readonly #onAbort = (): void => {
    this.#stop((): unknown => this.#options.signal.reason);
    this.#cut.abort();
  };

  #isDone(): boolean {
    const waiting = this.#stopped === null ? this.#queue.size + this.#backingOff : 0;
    return (this.#ended || this.#stopped !== null) && waiting + this.#queue.pending === 0;
  }

  async #pull(questions: AsyncIterable<CaptionQuestion>): Promise<void> {
    const iterator = questions[Symbol.asyncIterator]();
    try {
      for (;;) {
        while (!this.#hasRoom() && this.#stopped === null) await this.#change.promise;
        if (this.#stopped !== null) break;
        const next = await iterator.next();
        if (next.done === true) break;
        this.#enqueue(new Pending(next.value), 0);
      }
      if (this.#stopped !== null) await iterator.return?.();
    } catch (error) {
      this.#stop(() => error);
    } finally {
      this.#ended = true;
      this.#wake();
    }
  }

  /** One question beyond the slots is ready; those that back off and answers not yet fetched are bounded, too. */
  #hasRoom(): boolean {
    const bound = 4 * this.#settings.concurrency;
    const ready = this.#queue.size + this.#queue.pending;
    return ready <= this.#pace.slots && this.#backingOff < bound && this.#arrived.length < bound;
  }

  /** Retries go before new questions, and those that must be alone before all. */
  #enqueue(pending: Pending, priority: 0 | 1): void {
    if (this.#stopped !== null) return;
    const suspect = pending.isSuspect;
    if (suspect) this.#suspects += 1;
    this.#adjust();
    const attempt = async (): Promise<void> => {
      await this.#attempt(pending);
      if (suspect) this.#suspects -= 1;
      this.#adjust();
    };
    this.#queue.add(attempt, { priority: suspect ? 2 : priority }).catch((error: unknown) => {
      this.#stop(() => error);
    });
  }

  async #attempt(pending: Pending): Promise<void> {
    if (this.#stopped === null && this.#isLeftAlone(pending)) await this.#lookForLife();
    if (this.#stopped !== null) return;
    const before = this.#pace.answers;
    if (pending.isToBlame(before)) return this.#finish(pending, pending.failure('unanswered'));
    const startedAt = this.#timing.now();
    this.#report();
    const attempt = await this.#chat.ask(pending.question, this.#cut.signal);
    pending.took(this.#timing.now() - startedAt);
    if ('written' in attempt) this.#written(pending, attempt.written);
    else this.#failed(pending, attempt.fault, startedAt, before);
  }

  /** Whether no other question is left whose answer would show that the server survived this one's failure. */
  #isLeftAlone(pending: Pending): boolean {
    return this.#ended && pending.weighed && (this.#tally.answered > 0 || this.#wasAnsweredBefore());
  }

  /** A list of models costs nothing, and comes from a server that lives. */
  async #lookForLife(): Promise<void> {
    if ('models' in (await this.#chat.models(this.#cut.signal))) this.#pace.alive();
  }

  #wasAnsweredBefore(): boolean {
    return this.#options.answeredBefore?.() === true;
  }

  #written(pending: Pending, written: Written): void {
    this.#pace.alive();
    this.#arrive(this.#refusals.release());
    pending.spent(written.usage);
    this.#tally.usage.prompt += written.usage?.prompt ?? 0;
    this.#tally.usage.completion += written.usage?.completion ?? 0;
    const { refusal } = written;
    const verdict: Verdict = refusal === null ? this.#judge(written) : { outcome: 'refusal', reason: refusal };
    if (verdict.outcome !== 'answered' && this.#worthAnother(pending, verdict.outcome)) this.#retryAtCost(pending);
    else this.#finish(pending, pending.reply(written, verdict));
  }

  /** A question that would be asked again when the run stops stays open for the next run. */
  #worthAnother(pending: Pending, outcome: ReplyFailure): boolean {
    return pending.asksAgain(outcome) && (this.#mayRetry() || this.#stopped !== null);
  }

  #failed(pending: Pending, fault: Fault, startedAt: number, before: number): void {
    if (fault.kind === 'aborted') return;
    if (fault.maybePaid) this.#tally.maybePaid += 1;
    if (isStopping(fault)) this.#stopFor({ kind: fault.kind, fault });
    else if (isPassing(fault)) this.#passing(pending, fault, startedAt, before);
    else this.#rejected(pending, fault);
  }

  #passing(pending: Pending, fault: Fault & { kind: PassingKind }, startedAt: number, before: number): void {
    if (fault.wait !== null && fault.wait > longestWait) {
      return this.#stopFor({ kind: 'long-wait', until: new Date(Date.now() + fault.wait) });
    }
    pending.failed(fault, before, this.#pace.answers);
    const state = this.#pace.failed(fault.kind, startedAt, fault.wait);
    if (pending.isToBlame(this.#pace.answers)) return this.#finish(pending, pending.failure('unanswered'));
    if (state === 'dead') return this.#stopFor({ kind: 'dead', fault });
    if (isFree(fault)) return this.#retry(pending);
    if (!this.#mayRetry()) return this.#stopFor({ kind: 'budget', fault });
    this.#retryAtCost(pending);
  }

  /**
   * The server works, but not for this request; said often enough with the same words, it is not the request. An earlier
   * run's refused ones are asked again one after the other, though: what was answered between them is not.
   */
  #rejected(pending: Pending, fault: Fault): void {
    this.#pace.alive();
    const alike = this.#refusals.add(fault, { question: pending.question, reply: pending.failure('rejected', fault) });
    if (alike !== 'alike') this.#arrive(alike);
    else if (this.#wasAnsweredBefore()) this.#arrive(this.#refusals.release());
    else this.#stopFor({ kind: 'alike', fault });
  }

  #mayRetry(): boolean {
    return this.#costlyRetries < retriesAtLeast + this.#tally.answered / 2;
  }

  #retryAtCost(pending: Pending): void {
    this.#costlyRetries += 1;
    this.#retry(pending);
  }

  #retry(pending: Pending): void {
    this.#tally.retries += 1;
    this.#backingOff += 1;
    void this.#timing
      .sleep(
        backOff(pending.failures, () => this.#timing.random()),
        this.#cut.signal,
      )
      .then(() => {
        this.#backingOff -= 1;
        this.#enqueue(pending, 1);
        this.#wake();
      });
  }

  #finish(pending: Pending, reply: CaptionReply): void {
    this.#arrive([{ question: pending.question, reply }]);
  }

  #arrive(answered: readonly Answered[]): void {
    this.#tally.answered += answered.length;
    this.#arrived.push(...answered);
    this.#wake();
  }

  /** Brings the queue in line with the pace: slots, and whether anything may be sent. */
  #adjust(): void {
    this.#queue.concurrency = this.#suspects > 0 ? 1 : this.#pace.slots;
    const held = this.#pace.held;
    if (held !== null && !this.#holding) {
      this.#holding = true;
      this.#queue.pause();
      void this.#timing.sleep(Math.max(1, held.until - this.#timing.now()), this.#cut.signal).then(() => {
        this.#holding = false;
        if (this.#stopped !== null) return;
        this.#adjust();
        if (!this.#holding) this.#queue.start();
      });
    }
    this.#report();
  }

  #stopFor(stop: Stop): void {
    this.#stop(() => stopError(stop, this.#settings, this.#tally));
    void this.#timing.sleep(graceAfterStop, this.#cut.signal).then(() => {
      this.#cut.abort();
    });
  }

  #stop(error: () => unknown): void {
    if (this.#stopped !== null) return;
    this.#stopped = { error };
    this.#queue.clear();
    this.#wake();
  }

  readonly #wake = (): void => {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  };

  #report(): void {
    const held = this.#pace.held;
    this.#options.onState?.({
      slots: this.#queue.concurrency,
      inFlight: this.#queue.pending,
      answered: this.#tally.answered,
      retries: this.#tally.retries,
      maybePaid: this.#tally.maybePaid,
      waitingUntil: held === null ? null : new Date(Date.now() + held.until - this.#timing.now()),
      waitingFor: held?.reason ?? null,
    });
  }
}

function isPassing(fault: Fault): fault is Fault & { kind: PassingKind } {
  return fault.kind !== 'rejected' && fault.kind !== 'aborted' && !isStopping(fault);
}

/** Requests that cost nothing are bounded by patience alone. */
function isFree({ kind }: Fault): boolean {
  return kind === 'unreachable' || kind === 'throttled';
}
