/**
 * How fast an endpoint may be asked. Slots grow by one per round of good answers and halve when the server is
 * overloaded (additive increase, multiplicative decrease). What a server asks one request to wait, all wait. After many
 * failures in a row the breaker opens: nothing is sent for a while, then one request at a time until one is answered.
 */
import type { Timing } from './endpoint.ts';
import type { PassingKind } from './fault.ts';

/** Failures in a row that open the breaker. */
const tooManyInARow = 8;
/** Waiting grows from the first to the last of these, in milliseconds. */
const shortestWait = 500;
const longestWait = 30_000;
/** How long an endpoint may be dead, in milliseconds: one that never answered and is plainly wrong, and any other. */
const patience = { wrong: 20_000, silent: 600_000 } as const;
/** Faults of an endpoint that is not there, or is something else. */
const plainlyWrong: ReadonlySet<PassingKind> = new Set(['unreachable', 'cut', 'unreadable']);

/** Full jitter: anything between nothing and a bound that doubles (as AWS's architecture blog recommends). */
export function backOff(failures: number, random: () => number): number {
  return random() * Math.min(longestWait, shortestWait * 2 ** Math.min(failures, 10));
}

/** The pace of one run against one endpoint. */
export class Pace {
  readonly #most: number;
  readonly #timing: Timing;
  #limit: number;
  #halvedAt = -Infinity;
  #inARow = 0;
  /** Rounds of failures in a row: failures of requests that were on their way together are one round. */
  #rounds = 0;
  #roundAt = -Infinity;
  #darkSince = Infinity;
  #open = false;
  #heldUntil = -Infinity;
  #heldFor = '';
  #answers = 0;

  constructor(most: number, timing: Timing) {
    this.#most = most;
    this.#limit = most;
    this.#timing = timing;
  }

  /** Requests allowed at a time. */
  get slots(): number {
    return this.#open ? 1 : Math.floor(this.#limit);
  }

  /** Times that the server has shown it works. */
  get answers(): number {
    return this.#answers;
  }

  /** Until when nothing may be sent, by the monotonic clock; null when something may. */
  get held(): { readonly until: number; readonly reason: string } | null {
    return this.#heldUntil > this.#timing.now() ? { until: this.#heldUntil, reason: this.#heldFor } : null;
  }

  /** The server has answered, be it with a refusal. */
  alive(): void {
    this.#answers += 1;
    this.#inARow = 0;
    this.#rounds = 0;
    this.#darkSince = Infinity;
    this.#open = false;
    this.#limit = Math.min(this.#most, this.#limit + 1 / this.#limit);
  }

  /**
   * A request has failed in passing.
   * @param startedAt when it was sent, by the monotonic clock.
   * @param wait what the server asks for, in milliseconds.
   * @returns whether the endpoint has been dead for too long.
   */
  failed(kind: PassingKind, startedAt: number, wait: number | null): 'go on' | 'dead' {
    this.#inARow += 1;
    if (startedAt >= this.#roundAt) {
      this.#rounds += 1;
      this.#roundAt = this.#timing.now();
    }
    this.#darkSince = Math.min(this.#darkSince, startedAt);
    const overloaded = kind === 'throttled' || kind === 'timeout' || wait !== null;
    if (overloaded && startedAt > this.#halvedAt) {
      this.#limit = Math.max(1, this.#limit / 2);
      this.#halvedAt = this.#timing.now();
    }
    if (wait !== null) this.#hold(wait, 'the server asks to wait');
    else if (kind === 'throttled') this.#hold(this.#backOff(), 'the server has too many requests');
    if (this.#inARow >= tooManyInARow) {
      this.#open = true;
      this.#hold(this.#backOff(), 'the endpoint does not answer');
    }
    const dark = this.#timing.now() - this.#darkSince;
    const bound = this.#answers === 0 && plainlyWrong.has(kind) ? patience.wrong : patience.silent;
    return this.#inARow >= 3 && dark > bound ? 'dead' : 'go on';
  }

  #backOff(): number {
    return backOff(this.#rounds - 1, () => 0.5 + this.#timing.random() / 2);
  }

  #hold(milliseconds: number, reason: string): void {
    const until = this.#timing.now() + milliseconds;
    if (until <= this.#heldUntil) return;
    this.#heldUntil = until;
    this.#heldFor = reason;
  }
}
