/** Which stage the lab shows, and what of it. */
import type { LabStage, LabView } from '../../../protocol/lab.ts';
import type { CleanStage, Stage } from '../../recipe/recipe.ts';
import { lastDoneStage } from '../../store/state/stages.ts';
import { partOf } from '../completed.ts';
import { partsAreThere, toCompleted } from '../find-completed.ts';
import { imported } from '../imported.ts';
import { validRecipe, type Session } from '../session.ts';
import { cleanYaml } from './clean-yaml.ts';
import type { Lab } from './lab.ts';

/**
 * The lab on a stage, by default on the last clean stage that ran.
 * @param read reads a stage that ran
 * @throws ProductError `usage` or `refused` where the recipe has errors
 */
export async function openLab(
  session: Session,
  wanted: string | null,
  read: (stage: string) => Promise<Lab>,
): Promise<LabView> {
  const { recipe } = validRecipe(session);
  const { sha256 } = await imported(session);
  const shown = recipe.stages.filter(isOfOperators);
  const stages = shown.map(({ name, kind }): LabStage => ({ name, kind, ran: hasScores(session, name, sha256) }));
  const clean = stages.filter(({ kind }) => kind === 'clean');
  const usual = clean.findLast(({ ran }) => ran) ?? clean.at(-1) ?? stages.at(-1);
  const stage = stages.find(({ name }) => name === wanted) ?? usual ?? null;
  const nothing: LabView = { stages, stage, run: null, operators: [], yaml: null };
  if (stage === null) return nothing;
  if (stage.kind === 'measure') return { ...nothing, yaml: cleanYaml(shown.find(({ name }) => name === stage.name)!) };
  if (!stage.ran) return nothing;
  const { run, operators } = await read(stage.name);
  return { ...nothing, run, operators: operators() };
}

function isOfOperators(stage: Stage): stage is CleanStage {
  return stage.kind === 'clean' || stage.kind === 'measure';
}

/** Whether a run over this dataset has left scores of a stage. */
function hasScores(session: Session, name: string, dataset: string): boolean {
  const result = lastDoneStage(session.state, name);
  const found = result && toCompleted(session, result);
  return found?.stored.dataset === dataset && partsAreThere(session, found) && partOf(found, 'scores') !== undefined;
}
