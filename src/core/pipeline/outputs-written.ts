import { allStages } from '../store/state/stages.ts';
import type { State } from '../store/state/state.ts';
import type { StoredReport } from './find-completed.ts';

/** The hashes of what export stages have written under a name, or were killed while writing: only such a file may be replaced. */
export function outputsWritten(state: State, path: string): Set<string> {
  const hashes = allStages(state, 'export').flatMap(({ report }) => {
    const output = (report as unknown as StoredReport | null)?.output;
    return output?.path === path ? [output.sha256] : [];
  });
  return new Set(hashes);
}
