/** Each kind of stage made ready to run: its fingerprint, what else makes it stale, and the run itself. */
import type { ExportStage, SelectStage } from '../../recipe/recipe.ts';
import type { CompletedStage } from '../completed.ts';
import { digestOfTags } from '../fingerprint.ts';
import { lastOf } from '../flow.ts';
import { outputIsThere, runExport } from './export.ts';
import { prepareClean } from './prepare-clean.ts';
import { prepareCluster } from './prepare-cluster.ts';
import { keyOf, plain, scoresOf, type PreparedStage } from './prepared-stage.ts';
import { runSelect } from './select.ts';
import type { StageContext, StageRun } from './stage-context.ts';
import type { StageOfRun } from './stage-of-run.ts';
import { prepareSynthesize } from './synthesize/prepare.ts';
import { prepareTrain } from './train/prepare.ts';
import { withoutUnreadable } from './unreadable.ts';

/** Makes a stage ready. @throws ProductError `model` where a model that it needs is missing or wrong */
export async function prepareStage(of: StageOfRun): Promise<PreparedStage> {
  const { stage } = of;
  switch (stage.kind) {
    case 'measure':
    case 'clean':
      return prepareClean(of, stage);
    case 'cluster':
      return prepareCluster(of, stage);
    case 'synthesize':
      return prepareSynthesize(of, stage);
    case 'select':
      return prepareSelect(of, stage);
    case 'train':
      return prepareTrain(of, stage);
    case 'export':
      return prepareExport(of, stage);
  }
}

function prepareSelect(of: StageOfRun, stage: SelectStage): PreparedStage {
  const clusters = lastOf(of.flow, 'cluster');
  const others = [digestOfTags(of.tags), clusters?.key ?? '', ...(stage.by.length > 0 ? scoresOf(of) : [])];
  const run = (context: StageContext): StageRun =>
    withoutUnreadable(stage.name, context, (rest) => runSelect(stage, rest, of.session, of.flow.completed));
  return { ...plain, key: keyOf(of, stage, others), run };
}

function prepareExport(of: StageOfRun, stage: ExportStage): PreparedStage {
  const { session, dataset, flow, preview } = of;
  const results: (CompletedStage | undefined)[] = [lastOf(flow, 'cluster'), lastOf(flow, 'select')];
  const others = [dataset.sha256, ...results.map((result) => result?.key ?? ''), ...scoresOf(of)];
  return {
    ...plain,
    key: keyOf(of, stage, others),
    isCurrent: (stored) => outputIsThere(stored.output, session.folder),
    run: (context) =>
      withoutUnreadable(stage.name, context, (rest) =>
        runExport(stage, rest, { session, dataset, flow: { ...flow, chain: rest.chain }, preview }),
      ),
  };
}
