/** A dataset folder at a glance. What takes long is told apart, so that it can be kept until it changes. */
import { basename } from 'node:path';
import type { Seldom } from '../../base/seldom.ts';
import type { Overview, StageOverview } from '../../protocol/engine.ts';
import type { StageReport } from '../../protocol/records.ts';
import { outlineOf } from '../recipe/language/outline.ts';
import { countEdits } from '../store/state/edits.ts';
import { lastDoneStage } from '../store/state/stages.ts';
import { countTags } from '../store/state/tags.ts';
import { editedDataset } from './edited.ts';
import { toCompleted } from './find-completed.ts';
import type { Flow } from './flow.ts';
import type { ImportCounts } from './imported.ts';
import { imported } from './imported.ts';
import { whyNotThere } from './not-there.ts';
import { clustersOf, quarantineOf } from './overview-results.ts';
import { planRun } from './plan.ts';
import type { Session } from './session.ts';
import type { RunMachines } from './stages/stage-of-run.ts';

/** What the results of the stages are, but for their scores, which take longest: it changes with them alone. */
export type ResultsOverview = Pick<Overview, 'clusters' | 'quarantine'>;

/** What is told of results where there are none. */
export const noResults: ResultsOverview = { clusters: [], quarantine: [] };

/** Clusters and failures of a flow. */
export async function resultsOverview(session: Session, flow: Flow): Promise<ResultsOverview> {
  return { clusters: await clustersOf(session, flow), quarantine: await quarantineOf(session, flow) };
}

/** How many samples there are, and how many lines are none. */
export async function datasetOverview(
  session: Session,
): Promise<Pick<Overview, 'file' | 'samples' | 'problems' | 'imported'>> {
  const { counts } = await imported(session);
  const { samples, problems } = counts as unknown as ImportCounts;
  return { file: basename(session.file), samples, problems, imported: true };
}

/** What is told of people where nothing is known of them. */
export const nobody: Pick<Overview, 'tags' | 'edits' | 'conflicts'> = { tags: [], edits: 0, conflicts: [] };

/** What people did: their tags and edits, with the edits that wait. @param flow null: which wait cannot be told */
export async function peopleOverview(
  session: Session,
  flow: Flow | null,
): Promise<Pick<Overview, 'tags' | 'edits' | 'conflicts'>> {
  const { conflicts } = flow === null ? { conflicts: [] } : await editedDataset(session, flow.chain);
  const waiting = conflicts.map(async ({ id, caption, reason }) => {
    const why = reason === 'not-there' ? await whyNotThere(session, flow!, id) : 'has another text than was edited';
    return { id, caption, why };
  });
  const { state } = session;
  return { tags: countTags(state), edits: countEdits(state), conflicts: await Promise.all(waiting) };
}

/**
 * Where each stage stands.
 * @param lately what was found lately of the files that results have seen; else each is looked at
 * @throws ProductError what is wrong with the recipe or the dataset
 */
export async function plannedStages(
  session: Session,
  machines: RunMachines,
  lately?: Seldom<boolean>,
): Promise<StageOverview[]> {
  if (session.loaded === null) return [];
  const planned = await planRun(session, machines, lately === undefined ? {} : { lately });
  return planned.map(({ name, kind, state, why, last }) => ({ name, kind, state, why: why || null, last }));
}

/**
 * The stages as a recipe's text names them, however broken, with their last reports; nothing is compared.
 * @param session null: nothing is known of any run
 */
export function writtenStages(
  text: string,
  session: Pick<Session, 'state'> | null,
  why: string | null,
): StageOverview[] {
  return outlineOf(text).stages.map(({ name, kind }) => {
    const last = session === null ? null : (lastReport(session, name)?.report ?? null);
    return { name, kind, state: last === null ? 'never run' : 'not known', why, last };
  });
}

/** The report of a stage's last completed run that was no preview, with the run's number. */
export function lastReport(
  session: Pick<Session, 'state'>,
  stage: string,
): { readonly run: number; readonly report: StageReport } | null {
  const result = lastDoneStage(session.state, stage);
  return result === undefined ? null : { run: result.run, report: toCompleted(session, result).report };
}
