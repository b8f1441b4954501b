import { ResponseError } from 'vscode-jsonrpc/node';
import { ConflictError } from '../core/pipeline/people/conflict.ts';
import { ProductError } from '../protocol/errors.ts';
import type { Failure } from '../protocol/engine.ts';

/** JSON-RPC's codes of the implementation's own begin here. */
const code = -32_000;

/** An error as it crosses the wire: what a user may read, and nothing of a bug but its message. */
export function toResponseError(error: unknown): ResponseError<Failure> {
  const failure = failureOf(error);
  return new ResponseError(code, failure.message, failure);
}

/** What a user may read of an error. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ProductError) {
    const { cause: _, ...details } = error.details;
    return { kind: error.kind, message: error.message, details };
  }
  if (error instanceof ConflictError) {
    return { kind: 'conflict', message: error.message, details: { where: error.id, safe: error.now } };
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { kind: 'cancelled', message: 'The question was taken back.', details: {} };
  }
  return { kind: 'bug', message: error instanceof Error ? error.message : String(error), details: {} };
}
