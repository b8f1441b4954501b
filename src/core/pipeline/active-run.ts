import type { Layout } from '../store/layout.ts';
import { runOwner } from '../store/run-lock.ts';
import { lastRuns, type Run } from '../store/state/runs.ts';
import type { State } from '../store/state/state.ts';

/** The run that goes on, or null. A run whose process was killed stays on record as running: the lock knows better. */
export function activeRun(layout: Layout, state: State): Run | null {
  const [run] = lastRuns(state, 1);
  if (run?.state !== 'running') return null;
  const owner = runOwner(layout);
  if (owner === null) return null;
  // Whoever holds the lock closes killed runs before it begins its own: until then its pid is not theirs.
  return owner === 'unknown' || owner.pid === run.pid ? run : null;
}
