import type { Failure } from '../protocol/engine.ts';

/** Whether an edit was understood and is not wanted: trying again would not help. */
export function isRefusal({ kind }: Failure): boolean {
  return kind === 'conflict' || kind === 'usage' || kind === 'refused';
}
