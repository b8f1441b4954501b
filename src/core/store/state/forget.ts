/** Takes registrations back: of damaged parts, and of those that nothing recent needs. */
import type { Part } from '../part-check.ts';
import { toPart } from './registry.ts';
import type { State } from './state.ts';

/** The parts of this many runs, and of as many imports, survive. */
const keptRuns = 10;

/**
 * A part counts no more; stages that left it are incomplete, and imports that made it never happened. Segments of an
 * incomplete stage follow one another: they go together.
 */
export function forgetPart(state: State, sha256: string): void {
  const holders = '(run, stage) IN (SELECT run, stage FROM stage_parts WHERE sha256 = ?)';
  state.write(() => {
    state.change(`UPDATE stage_results SET state = 'running' WHERE ${holders}`, sha256);
    state.change(`DELETE FROM stage_parts WHERE role LIKE 'segment-%' AND sha256 <> ? AND ${holders}`, sha256, sha256);
    state.change('DELETE FROM stage_parts WHERE sha256 = ?', sha256);
    state.change('DELETE FROM imports WHERE part = ?', sha256);
    state.change('DELETE FROM parts WHERE sha256 = ?', sha256);
  });
}

/**
 * Stages of runs before the last 10 that no later run of the stage has replaced, or that a view still shows,
 * stay; of the others the results go, and their parts count no more unless something else needs them.
 * @param spare parts that must stay for now, by hash.
 * @returns the parts that count no more.
 */
export function forgetOldParts(state: State, spare: (part: Part) => boolean): Part[] {
  return state.write(() => {
    const oldest = Number(state.one('SELECT max(n) AS n FROM runs')?.['n'] ?? 0) - keptRuns + 1;
    const old = `run < ? AND NOT (state = 'done' AND preview = 0 AND run = (SELECT max(run) FROM stage_results newer
      WHERE newer.stage = stage_results.stage AND newer.state = 'done' AND newer.preview = 0))`;
    state.change(
      `DELETE FROM stage_parts WHERE (run, stage) IN (SELECT run, stage FROM stage_results WHERE ${old})`,
      oldest,
    );
    state.change(`DELETE FROM stage_results WHERE ${old}`, oldest);
    state.change('DELETE FROM imports WHERE n <= (SELECT max(n) FROM imports) - ?', keptRuns);
    const unused = state.all(
      `SELECT * FROM parts WHERE sha256 NOT IN (SELECT sha256 FROM stage_parts) AND sha256 NOT IN (SELECT part FROM imports)`,
    );
    const forgotten = unused.map(toPart).filter((part) => !spare(part));
    for (const { sha256 } of forgotten) state.change('DELETE FROM parts WHERE sha256 = ?', sha256);
    return forgotten;
  });
}
