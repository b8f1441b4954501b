/** What a run would do, and why. Nothing is run, and nothing is written but an import. */
import type { Seldom } from '../../base/seldom.ts';
import type { Stage } from '../recipe/recipe.ts';
import type { Import } from '../store/state/registry.ts';
import { lastDoneStage } from '../store/state/stages.ts';
import { editedDataset } from './edited.ts';
import { editedPart } from './edited-part.ts';
import { editedSince } from './edited-since.ts';
import { ErrorBudget } from './error-budget.ts';
import { findCompleted, toCompleted, type StoredReport } from './find-completed.ts';
import { advance, startOfFlow, type Flow } from './flow.ts';
import type { CompletedStage } from './completed.ts';
import { imported } from './imported.ts';
import { lastFlow } from './last-flow.ts';
import { modelFault } from './missing-models.ts';
import { ProductError } from '../../protocol/errors.ts';
import { ModelShelf } from './model-shelf.ts';
import { manualTags } from './people/manual-tags.ts';
import { withRequests, type PlannedRequests } from './plan-requests.ts';
import { prepareStage } from './stages/prepare.ts';
import type { RunMachines } from './stages/stage-of-run.ts';
import type { StagePart } from './stages/stage-context.ts';
import { chosenStages, type StageChoice } from './stage-choice.ts';
import { profileFault, refuseWrongConditions } from './synthesize-problems.ts';
import { validRecipe, type Session } from './session.ts';

/** What would happen to a stage. */
export interface PlannedStage {
  readonly name: string;
  readonly kind: Stage['kind'];
  /** `waiting`: whether it has to run shows when a stage before it has run. */
  readonly state: 'up to date' | 'stale' | 'never run' | 'waiting';
  readonly why: string;
  /** The last result, where there is one. */
  readonly last: CompletedStage['report'] | null;
  /** Of a dry run: what a stage that is going to ask would send. */
  readonly requests?: PlannedRequests;
}

/** How a run is planned. */
export interface PlanChoice extends StageChoice {
  readonly force?: boolean;
  readonly modelsNeeded?: boolean;
  readonly sample?: number;
  /** Whether files are as results have seen them, as it was found lately. Without it each is looked at. */
  readonly lately?: Seldom<boolean>;
}

/**
 * Plans a run of the recipe.
 * @param choice.modelsNeeded whether a model or condition that is missing or wrong ends it, as it would end the run, and
 * whether it is told what would be sent; else a missing model is why a stage is stale
 * @throws ProductError `model`; `usage` for a wrong condition
 */
export async function planRun(
  session: Session,
  machines: RunMachines,
  choice: PlanChoice = {},
): Promise<PlannedStage[]> {
  const { recipe, loaded } = validRecipe(session);
  const { all, named } = chosenStages(recipe, choice);
  const shelf = new ModelShelf(session, machines.models);
  if (choice.modelsNeeded === true) await shelf.checkAll(all);
  const dataset = await imported(session);
  if (choice.modelsNeeded === true) await refuseWrongConditions(session, dataset, all);
  const { chain } = await startOfFlow(session, dataset, null);
  const edited = session.state.readOnly ? await lastSnapshot(session, dataset) : await editedPart(session, chain);
  const budget = new ErrorBudget(1, Infinity);
  const common = {
    session,
    dataset,
    recipe,
    run: 0,
    edited,
    preview: false,
    budget,
    machines,
    shelf,
    text: loaded.text,
  };
  let flow: Flow | null = await startOfFlow(session, dataset, edited);
  let reached = flow;
  const planned: PlannedStage[] = [];
  for (const [position, stage] of all.entries()) {
    const last = lastDoneStage(session.state, stage.name);
    const report = last === undefined ? null : toCompleted(session, last).report;
    const entry = { name: stage.name, kind: stage.kind, last: report };
    if (flow === null) {
      const before = planned.find(({ state }) => state !== 'up to date')!.name;
      planned.push({ ...entry, state: last === undefined ? 'never run' : 'waiting', why: `comes after ${before}` });
      continue;
    }
    const tags = await manualTags(session, flow.chain);
    const place = { stage, position, flow, tags, force: false, signal: new AbortController().signal };
    const prepared = await prepareStage({ ...common, ...place }).catch(missingFault);
    if (typeof prepared === 'string') {
      planned.push({ ...entry, state: last === undefined ? 'never run' : 'stale', why: prepared });
      flow = null;
      continue;
    }
    const found = findCompleted(session, dataset, prepared.key, false);
    const holds = async (done: Done): Promise<boolean> => {
      const look = (): Promise<boolean> => prepared.isCurrent(done.stored);
      return choice.lately?.ask(`${done.run} ${stage.name} ${prepared.key}`, look) ?? look();
    };
    const why = await whyNot(session, dataset, found, last && toCompleted(session, last).stored, holds);
    await prepared.close();
    if (why === null && !(choice.force === true && named.has(stage.name))) {
      planned.push({ ...entry, state: 'up to date', why: '' });
      flow = reached = await advance(session, flow, found!);
    } else {
      planned.push({
        ...entry,
        state: last === undefined ? 'never run' : 'stale',
        why: why === null ? 'asked for with --force' : (profileFault(machines, stage) ?? why),
      });
      flow = null;
    }
  }
  const { sample } = choice;
  return choice.modelsNeeded === true
    ? withRequests({ session, machines }, all, planned, { reached, sample })
    : planned;
}

/** What a stage lacks on this machine: a model, or the profile of an endpoint. @throws whatever else went wrong */
function missingFault(error: unknown): string {
  return error instanceof ProductError && error.kind === 'usage' ? error.message : modelFault(error);
}

/** Where no part can be written: the edits as the last run saw them, if they are still those. */
async function lastSnapshot(session: Session, dataset: Import): Promise<StagePart | null> {
  const { flow, edited } = await lastFlow(session, dataset);
  const { applied } = await editedDataset(session, flow.chain);
  return (await editedSince(session, flow.chain, applied)).size === 0 ? edited : null;
}

type Done = CompletedStage & { readonly stored: StoredReport };

/** Why a stage is not up to date; null when it is. */
async function whyNot(
  session: Session,
  dataset: Import,
  found: Done | undefined,
  last: StoredReport | undefined,
  holds: (done: Done) => Promise<boolean>,
): Promise<string | null> {
  if (found !== undefined) return (await holds(found)) ? null : 'pictures, or what it wrote, have changed';
  if (last === undefined) return 'has not been run';
  if (last.dataset !== dataset.sha256) return 'the dataset file has changed';
  const { conflicts } = await editedDataset(session, (await lastFlow(session, dataset)).flow.chain);
  const hint =
    conflicts.length > 0
      ? ` (${conflicts.length === 1 ? '1 edit conflicts' : `${conflicts.length} edits conflict`})`
      : '';
  return `its parameters, captions, tags or results of stages before it have changed${hint}`;
}
