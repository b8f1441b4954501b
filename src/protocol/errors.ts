/**
 * Every failure that a user can meet is a {@link ProductError}: it says what happened, where, what is
 * safe, and what to do next. Anything else that is thrown is a bug (exit 1).
 */

import type { Problem } from './records.ts';

/** Exit codes of the command line: a contract that scripts and tasks rely on. */
export const exitCodes = {
  done: 0,
  bug: 1,
  usage: 2,
  someFailed: 3,
  unusable: 4,
  disk: 5,
  locked: 6,
  endpoint: 7,
  damaged: 8,
  refused: 9,
  model: 10,
  cancelled: 130,
  terminated: 143,
} as const;

/** The name of an exit code, used as the reason of an error. */
export type FailureKind = Exclude<keyof typeof exitCodes, 'done'>;

/** What an error tells besides its message. */
export interface FailureDetails {
  /** File, sample, line or byte that the failure is about. */
  readonly where?: string;
  /** What is untouched or already saved. */
  readonly safe?: string;
  /** The next command or step that helps. */
  readonly next?: string;
  /** Of a recipe that is wrong: its errors, at their places. */
  readonly problems?: readonly Problem[];
  readonly cause?: unknown;
}

/** A failure with a known reason; edges turn it into an exit code and a friendly text. */
export class ProductError extends Error {
  readonly kind: FailureKind;
  readonly details: FailureDetails;

  constructor(kind: FailureKind, message: string, details: FailureDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'ProductError';
    this.kind = kind;
    this.details = details;
  }

  get exitCode(): number {
    return exitCodes[this.kind];
  }
}
