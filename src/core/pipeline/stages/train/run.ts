/** The stage `train`: features of all samples, so that every picture is opened before training starts; then steps. */
import { relative } from 'node:path';
import type { TrainStage } from '../../../recipe/recipe.ts';
import type { Part } from '../../../store/part-check.ts';
import { learns } from '../../../train/train-projector.ts';
import type { MatrixProduct } from '../../../../base/matrix.ts';
import { digest } from '../../fingerprint.ts';
import { embedRows } from '../embed.ts';
import type { Embedder } from '../embedder.ts';
import type { StageContext, StageRun } from '../stage-context.ts';
import { removeCheckpoints } from './checkpoint.ts';
import type { TrainModels } from './features.ts';
import type { TrainingHistory } from './history.ts';
import type { TrainingPlace } from './place.ts';
import { planTraining, type TrainPlan } from './plan.ts';
import { trainingPart, writeProjector } from './results.ts';
import { readSamples } from './samples.ts';
import { takeSteps } from './steps.ts';

/** What a train stage needs besides its context. */
export interface TrainTools {
  readonly models: TrainModels;
  readonly product: MatrixProduct;
  /** Makes the vectors of captions. */
  readonly captions: Embedder;
  /** Opens what makes features of samples; closed before training starts. */
  readonly openFeatures: () => Promise<Embedder>;
  /** `row, times` of the last selection; null: each sample counts once. */
  readonly selected: Part | null;
  readonly places: Omit<TrainingPlace, 'digest'>;
  /** The dataset folder. */
  readonly home: string;
  /** SHA-256 of the dataset whose rows are trained on. */
  readonly dataset: string;
  /** The stage's fingerprint. */
  readonly key: string;
  /** A preview has not all samples: neither their number nor whether anything is learnt is checked. */
  readonly preview: boolean;
}

/** Runs a train stage; what a killed run of the same fingerprint has embedded and learnt is taken up. */
export async function* runTrain(stage: TrainStage, context: StageContext, tools: TrainTools): StageRun {
  const { places, models, key } = tools;
  const embedded = yield* embedRows(stage.name, context, tools.openFeatures);
  const samples = await readSamples(context, embedded, tools.captions.dimensions, tools.selected);
  const plan = planTraining(stage, samples, context.seed, !tools.preview);
  await recordPlan(context, plan, tools.dataset);
  const place = { ...places, digest: digest([key, embedded.part.sha256]) };
  const { projector, history } = yield* takeSteps(stage.name, context, plan.task, tools.product, place);
  const { path, sha256 } = await writeProjector(place, projector, stage, plan, models);
  const part = await trainingPart(context.store, plan, history.losses);
  const sampler = { seed: context.seed, samples: plan.rows.length, epochs: stage.epochs, steps: history.steps };
  context.record.add([{ role: 'training', part, meta: sampler }]);
  await removeCheckpoints(places.folders);
  const kept = embedded.part.rows;
  const output = { path: relative(tools.home, path), sha256 };
  const end = learns(plan.task)
    ? `the projector is ${output.path}`
    : 'nothing was learnt: too few samples for a second step, and the learning rate of the first is 0';
  const notes = [...embedded.notes, ...notesOn(stage, plan, history), end];
  return { in: kept + embedded.failed, kept, dropped: 0, failed: embedded.failed, operators: [], notes, output };
}

/** Which samples the steps will see, before the first of them: it is known of a training that is killed, too. */
async function recordPlan({ store, record }: StageContext, plan: TrainPlan, dataset: string): Promise<void> {
  if (record.parts('segment-training').length > 0) return;
  const part = await trainingPart(store, plan, new Float64Array(plan.task.order.length).fill(NaN));
  record.add([{ role: 'segment-training', part, meta: { dataset } }]);
}

function notesOn(stage: TrainStage, { task, rows, available }: TrainPlan, history: TrainingHistory): string[] {
  const drawn = rows.length < available ? [`${rows.length} samples drawn by seed of ${available}`] : [];
  const { steps, samples } = history;
  const batches = stage.accumulation === 1 ? '' : ` × ${stage.accumulation}`;
  const seen = `${steps} ${steps === 1 ? 'step' : 'steps'} of ${stage.batch}${batches}, ${samples} samples seen`;
  const [first, last] = [history.lossOf(1).toFixed(3), history.lossOf(steps).toFixed(3)];
  const short = samples % (task.batch * (task.accumulation ?? 1));
  const rest = short === 0 ? [] : [`the last step had ${short}`];
  return [
    ...drawn,
    [seen, ...rest].join('; '),
    `training loss ${first} in the first step, ${last} in the last; nothing was held out`,
  ];
}
