import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { parseRecipe } from '../recipe/parse.ts';
import { lastRuns, type Run } from '../store/state/runs.ts';
import { lastDoneStage, stagesOfRun } from '../store/state/stages.ts';
import type { Import } from '../store/state/registry.ts';
import { partOf, type CompletedStage } from './completed.ts';
import { partsAreThere, toCompleted } from './find-completed.ts';
import { advance, startOfFlow, type Flow } from './flow.ts';
import type { Session } from './session.ts';
import type { StagePart } from './stages/stage-context.ts';

/** The newest run that was no preview, or undefined. */
export function lastRealRun({ state }: Pick<Session, 'state'>): Run | undefined {
  return lastRuns(state, 1000).find(({ n }) => {
    const stages = stagesOfRun(state, n);
    return stages.length > 0 && stages.every(({ preview }) => !preview);
  });
}

/** The names of a run's stages, from its recipe as it was run. */
export function stageNamesOf(session: Pick<Session, 'state' | 'folder' | 'loaded'>, run: Run): string[] {
  const folder = session.loaded === null ? session.folder : dirname(session.loaded.path);
  const read = (file: string): string | null => {
    try {
      return readFileSync(join(folder, file), 'utf8');
    } catch {
      return null;
    }
  };
  const { recipe } = parseRecipe({ text: run.recipe, file: 'recipe.yaml' }, { read });
  return recipe?.stages.map(({ name }) => name) ?? stagesOfRun(session.state, run.n).map(({ stage }) => stage);
}

/** The flow of the recipe that was run last: each of its stages as its last completed run that was no preview left it. */
export async function lastFlow(
  session: Session,
  dataset: Import,
): Promise<{ flow: Flow; run: Run | undefined; edited: StagePart | null }> {
  const run = lastRealRun(session);
  const names = run === undefined ? [] : stageNamesOf(session, run);
  const completed: CompletedStage[] = [];
  for (const name of names) {
    const result = lastDoneStage(session.state, name);
    const found = result === undefined ? undefined : toCompleted(session, result);
    if (found?.stored.dataset !== dataset.sha256) continue;
    // What is behind a stage whose parts were deleted cannot be told without it.
    if (!partsAreThere(session, found)) break;
    completed.push(found);
  }
  const edited = completed.map((stage) => partOf(stage, 'edited')).at(0) ?? null;
  let flow = await startOfFlow(session, dataset, edited);
  for (const stage of completed) flow = await advance(session, flow, stage);
  return { flow, run, edited };
}
