/** What an error tells. Without the editor, so that it can be tested without it. */
import type { Failure } from '../protocol/engine.ts';
import { ProductError } from '../protocol/errors.ts';
import { EngineFailure } from './engine/engine-failure.ts';

/** What a user may read of an error: what the engine answered, what was refused here, or the message of a bug. */
export function failureOf(error: unknown): Failure {
  if (error instanceof EngineFailure) return error.failure;
  if (error instanceof ProductError) {
    const { cause: _, ...details } = error.details;
    return { kind: error.kind, message: error.message, details };
  }
  return { kind: 'bug', message: error instanceof Error ? error.message : String(error), details: {} };
}

/** Whether an edit was understood and is not wanted: trying again would not help. */
export function isRefusal({ kind }: Failure): boolean {
  return kind === 'conflict' || kind === 'usage' || kind === 'refused';
}
