/** What a failed attempt was, in the words of the retry loop. */
import { APIError } from 'openai';
import { ExchangeFailure } from './exchange-failure.ts';
import { retryAfter } from './retry-after.ts';

/** Faults that pass, or may: the question is asked again. */
export type PassingKind = 'unreachable' | 'timeout' | 'cut' | 'unreadable' | 'server' | 'throttled';
/** Faults of the endpoint or of our right to use it: everything stops. */
export type StoppingKind = 'key' | 'payment' | 'redirect' | 'certificate' | 'elsewhere';

/** A failed attempt. */
export interface Fault {
  readonly kind: PassingKind | StoppingKind | 'rejected' | 'aborted';
  /** Without the key; may hold words of the server. */
  readonly reason: string;
  readonly status: number | null;
  /** Milliseconds that the server asks everybody to wait. */
  readonly wait: number | null;
  /** Whether it may be charged for though it brought nothing. */
  readonly maybePaid: boolean;
}

const stoppingKinds: ReadonlySet<string> = new Set<StoppingKind>([
  'key',
  'payment',
  'redirect',
  'certificate',
  'elsewhere',
]);

/** Whether a fault ends the run. */
export function isStopping(fault: Fault): fault is Fault & { readonly kind: StoppingKind } {
  return stoppingKinds.has(fault.kind);
}

/** Words of a server are shown no longer than this. */
const longestReason = 300;

/** Reads what the client threw; `hide` takes the key out of the server's words. */
export function faultOf(error: unknown, hide: (text: string) => string): Fault {
  if (error instanceof ExchangeFailure) return exchangeFault(error, hide);
  if (!(error instanceof APIError)) return unreadable('the answer is no JSON');
  if (error.cause instanceof ExchangeFailure) return exchangeFault(error.cause, hide);
  if (error.status === undefined) return { ...unreadable('given up'), kind: 'aborted', maybePaid: false };
  return statusFault(error as StatusError, hide);
}

type StatusError = APIError<number, Headers>;

/** An answer of status 200 that is not what the protocol says. */
export function unreadable(reason: string): Fault {
  return { kind: 'unreadable', reason, status: 200, wait: null, maybePaid: true };
}

function exchangeFault({ kind, message, sent }: ExchangeFailure, hide: (text: string) => string): Fault {
  return { kind, reason: hide(message), status: null, wait: null, maybePaid: sent && kind !== 'redirect' };
}

function statusFault(error: StatusError, hide: (text: string) => string): Fault {
  const { status, headers } = error;
  const said = error.message.replace(/\s+/g, ' ').trim();
  return {
    kind: kindOf(error),
    reason: hide(said).slice(0, longestReason),
    status,
    wait: status === 429 || status === 503 ? retryAfter(headers) : null,
    maybePaid: status === 504,
  };
}

function kindOf({ status, code, type }: StatusError): Fault['kind'] {
  if (status === 401 || status === 403) return 'key';
  if (status === 402 || code === 'insufficient_quota' || type === 'insufficient_quota') return 'payment';
  if (status === 429) return 'throttled';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 409 || status === 425 || (status >= 500 && status !== 501 && status !== 505)) return 'server';
  return 'rejected';
}
