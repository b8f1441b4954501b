import { ResponseError } from 'vscode-jsonrpc/node';
import { ConflictError } from '../core/pipeline/people/conflict.ts';
import type { Failure } from '../protocol/engine.ts';
import { failureOf as plainFailure } from '../protocol/failure.ts';

/** JSON-RPC's codes of the implementation's own begin here. */
const code = -32_000;

/** An error as it crosses the wire: what a user may read, and nothing of a bug but its message. */
export function toResponseError(error: unknown): ResponseError<Failure> {
  const failure = failureOf(error);
  return new ResponseError(code, failure.message, failure);
}

/** What a user may read of an error. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ConflictError) {
    return { kind: 'conflict', message: error.message, details: { where: error.id, safe: error.now } };
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { kind: 'cancelled', message: 'The question was taken back.', details: {} };
  }
  return plainFailure(error);
}
