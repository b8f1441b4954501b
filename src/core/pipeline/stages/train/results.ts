import { join } from 'node:path';
import type { TrainStage } from '../../../recipe/recipe.ts';
import { writeDurably } from '../../../store/durable.ts';
import { hashFile, type Part } from '../../../store/part-check.ts';
import type { Parts } from '../../../store/parts.ts';
import type { Projector } from '../../../train/projector.ts';
import { encodeSafetensors } from '../../../train/safetensors.ts';
import { stepsOf } from '../../../train/train-projector.ts';
import { projectorTensors } from './checkpoint.ts';
import type { TrainModels } from './features.ts';
import type { TrainingPlace } from './place.ts';
import type { TrainPlan } from './plan.ts';

const trainingColumns = [
  { name: 'step', type: 'int' },
  { name: 'row', type: 'int' },
  { name: 'loss', type: 'double' },
] as const;

/**
 * Which samples each step sees, in the order in which it does, and what each of them loses.
 * @param losses of as many samples as were seen; NaN: not known yet
 * @throws ProductError `disk`
 */
export async function trainingPart(store: Parts, { task, rows }: TrainPlan, losses: Float64Array): Promise<Part> {
  const perStep = task.batch * (task.accumulation ?? 1);
  return store.writePart('training', trainingColumns, {
    rows: losses.length,
    columns: {
      step: Int32Array.from(losses, (_, i) => 1 + Math.floor(i / perStep)),
      row: task.order.subarray(0, losses.length).map((place) => rows[place]!),
      loss: losses,
    },
  });
}

/**
 * Writes `projector.safetensors` and, before it, `config.json`, which says what it was made of and how. A training has
 * succeeded when its last step was taken and this file stands there.
 * @throws ProductError `disk`
 */
export async function writeProjector(
  { folder, workshop }: TrainingPlace,
  projector: Projector,
  stage: TrainStage,
  { task }: TrainPlan,
  models: TrainModels,
): Promise<{ readonly path: string; readonly sha256: string }> {
  const config = configOf(projector, stage, task, models);
  const json = Buffer.from(`${JSON.stringify(config, null, 2)}\n`);
  await writeDurably(join(folder, 'config.json'), json, { replace: true, workshop });
  const path = join(folder, 'projector.safetensors');
  const bytes = encodeSafetensors({ tensors: projectorTensors(projector), metadata: { format: 'pt' } });
  const { sha256 } = await writeDurably(path, bytes, { replace: true, workshop });
  if ((await hashFile(path)) !== sha256) throw new Error(`${path} is not what was written`);
  return { path, sha256 };
}

function configOf(
  { weight1, weight2 }: Projector,
  { vision, text, batch, accumulation, epochs, learningRate, warmup }: TrainStage,
  task: TrainPlan['task'],
  models: TrainModels,
): object {
  return {
    model_type: 'better-synth-projector',
    mm_projector_type: 'mlp2x_gelu',
    mm_hidden_size: weight1.columns,
    hidden_size: weight1.rows,
    output_size: weight2.rows,
    vision: { model: vision, sha256: models.vision.sha256, features: 'first token and mean of the patches' },
    text: { model: text, sha256: models.text.sha256, pooling: 'mean', normalize: true },
    training: {
      loss: 'symmetric InfoNCE',
      temperature: task.temperature,
      optimizer: 'AdamW, betas 0.9 and 0.999, eps 1e-8, weight decay 0',
      schedule: 'cosine with warm-up',
      learning_rate: learningRate,
      warmup_ratio: warmup,
      batch_size: batch,
      gradient_accumulation_steps: accumulation,
      epochs,
      seed: task.seed,
      samples: task.samples.caption.length,
      steps: stepsOf(task),
    },
  };
}
