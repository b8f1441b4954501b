/** Failures as they cross wires, and as they are thrown again behind one. */
import { ProductError } from './errors.ts';
import type { Failure } from './engine.ts';

/** What the other end of a wire answered instead, or why there is no other end. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** What a user may read of an error: a failure as it came, what a {@link ProductError} says, or the message of a bug. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  if (error instanceof ProductError) {
    const { cause: _, ...details } = error.details;
    return { kind: error.kind, message: error.message, details };
  }
  return { kind: 'bug', message: error instanceof Error ? error.message : String(error), details: {} };
}
