import { basename } from 'node:path';
import { runOwner, type RunOwner } from '../store/run-lock.ts';
import { currentEdits } from '../store/state/edits.ts';
import { currentTags } from '../store/state/tags.ts';
import { lastRuns } from '../store/state/runs.ts';
import { editedDataset, type Conflict } from './edited.ts';
import { lastFlow } from './last-flow.ts';
import { imported, type ImportCounts } from './imported.ts';
import { whyNotThere } from './not-there.ts';
import { planRun, type PlannedStage } from './plan.ts';
import type { Session } from './session.ts';
import type { RunMachines } from './stages/stage-of-run.ts';

/** Where a dataset stands. */
export interface Status {
  readonly dataset: Pick<ImportCounts, 'samples' | 'problems' | 'duplicateIds' | 'missingIds'> & {
    readonly file: string;
    readonly sha256: string;
  };
  readonly people: {
    readonly edits: number;
    readonly tags: number;
    /** Edits that wait: of samples that have another text now, or are not there. */
    readonly conflicts: readonly {
      readonly id: string;
      readonly caption: string;
      readonly reason: Conflict['reason'];
      /** The rest of a sentence about the sample. */
      readonly why: string;
    }[];
  };
  readonly running: RunOwner | null;
  readonly runs: readonly {
    readonly n: number;
    readonly state: string;
    readonly exit: number | null;
    readonly startedAt: string;
  }[];
  /** Empty where there is no recipe. */
  readonly stages: readonly PlannedStage[];
}

/** Where a dataset stands now. */
export async function statusOf(session: Session, machines: RunMachines): Promise<Status> {
  const dataset = await imported(session);
  const { samples, problems, duplicateIds, missingIds } = dataset.counts as unknown as ImportCounts;
  const { flow } = await lastFlow(session, dataset);
  const { conflicts } = await editedDataset(session, flow.chain);
  const waiting = conflicts.map(async ({ id, caption, reason }) => {
    const why = reason === 'not-there' ? await whyNotThere(session, flow, id) : 'has another text than was edited';
    return { id, caption, reason, why };
  });
  const owner = session.state.readOnly ? null : runOwner(session.layout);
  return {
    dataset: { file: basename(session.file), sha256: dataset.sha256, samples, problems, duplicateIds, missingIds },
    people: {
      edits: currentEdits(session.state).length,
      tags: currentTags(session.state).length,
      conflicts: await Promise.all(waiting),
    },
    running: owner === 'unknown' ? { pid: 0, startedAt: '' } : owner,
    runs: lastRuns(session.state, 10).map(({ n, state, exit, startedAt }) => ({ n, state, exit, startedAt })),
    stages: session.loaded === null ? [] : await planRun(session, machines),
  };
}
