import type { Change, ComparedSide, ScoreShift } from '../../protocol/compare.ts';
import { compareRuns } from './compare/compare.ts';
import type { Side } from './compare/changes.ts';
import { imported } from './imported.ts';
import { lastFlow } from './last-flow.ts';
import { idsOfRows } from './people/ids-of-rows.ts';
import type { Session } from './session.ts';

/** Two results compared, as `diff --json` prints it. */
export interface Diff {
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  readonly both: number;
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
  /** Why samples are on one side alone, the most samples first. */
  readonly changes: readonly (Pick<Change, 'keptBy' | 'cause' | 'stage' | 'operator' | 'key'> & {
    readonly samples: number;
  })[];
  readonly scores: readonly ScoreShift[];
  /** Lines of the recipes that differ: `-` only in A, `+` only in B. */
  readonly recipe: readonly string[];
}

/** Compares two results, each named `n` or `n-stage`. @throws ProductError `usage` when there is no such result */
export async function diffRuns(session: Session, nameA: string, nameB: string): Promise<Diff> {
  const { flow } = await lastFlow(session, await imported(session));
  const { a, b, sides, both, onlyA, onlyB, changes, scores, recipe } = await compareRuns(session, flow, nameA, nameB);
  const ids = ({ flow, rows }: Side, samples: readonly number[]): Promise<string[]> =>
    idsOfRows(
      session,
      flow,
      Int32Array.from(samples, (sample) => rows[sample]!),
    );
  return {
    ...{ a, b, both: both.length },
    onlyA: await ids(sides.a, onlyA),
    onlyB: await ids(sides.b, onlyB),
    changes: changes.map(({ keptBy, cause, stage, operator, key, samples }) => {
      return { keptBy, cause, stage, operator, key, samples: samples.length };
    }),
    ...{ scores, recipe },
  };
}
