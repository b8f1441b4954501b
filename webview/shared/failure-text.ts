import type { Failure } from '../../src/protocol/engine.ts';

/** What a failure says: what, what is safe, and what to do next. */
export function failureText(failure: Failure): string {
  const { safe, next } = failure.details;
  return [failure.message, failure.kind === 'conflict' ? undefined : safe, next].filter(Boolean).join(' ');
}
