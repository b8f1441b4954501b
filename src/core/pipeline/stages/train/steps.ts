import { join } from 'node:path';
import { writeDurably } from '../../../store/durable.ts';
import type { MatrixProduct } from '../../../../base/matrix.ts';
import type { Projector } from '../../../train/projector.ts';
import { stepsOf, trainProjector, type ProjectorTask, type TrainingStep } from '../../../train/train-projector.ts';
import type { RunEvent } from '../../../../protocol/runs.ts';
import type { StageContext } from '../stage-context.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { TrainingHistory } from './history.ts';
import type { TrainingPlace } from './place.ts';

/** A checkpoint follows another after a second, or after so much longer than it took to write that it costs a twentieth. */
const checkpointSeconds = 1;
const checkpointCost = 20;
const progressSeconds = 0.5;

/** What a training came to. */
export interface Trained {
  readonly projector: Projector;
  readonly history: TrainingHistory;
}

/**
 * Trains to the last step, from the last checkpoint on where there is one. The log and checkpoints are durable every few
 * seconds, and when the training is stopped.
 */
export async function* takeSteps(
  stage: string,
  { now, signal }: Pick<StageContext, 'now' | 'signal'>,
  task: ProjectorTask,
  product: MatrixProduct,
  place: TrainingPlace,
): AsyncGenerator<RunEvent, Trained> {
  const total = stepsOf(task);
  const history = new TrainingHistory({ steps: total, samples: task.order.length });
  const stopped = await readCheckpoint(place, history);
  const began = now() - (stopped?.seconds ?? 0);
  let [due, told] = [now() + checkpointSeconds, -Infinity];
  let last: TrainingStep | null = null;
  const save = async (): Promise<void> => {
    if (last === null) return;
    const start = now();
    await writeCheckpoint(place, { checkpoint: last.checkpoint(), seconds: start - began }, history);
    await writeLog(place, history.log());
    due = now() + Math.max(checkpointSeconds, checkpointCost * (now() - start));
  };
  const training = trainProjector(task, product, { stopped: stopped?.checkpoint });
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await training.next();
      if (next.done === true) {
        await writeLog(place, [...history.log(), history.lastLine(now() - began)]);
        return { projector: next.value, history };
      }
      last = next.value;
      history.add(last);
      if (now() >= due) await save();
      if (now() - told < progressSeconds && last.step < total) continue;
      told = now();
      yield { type: 'progress', stage, what: 'trained', done: last.step, total, loss: last.loss };
    }
  } catch (error) {
    // What was learnt so far is worth keeping, whatever stopped us; the first error is the one to tell.
    await save().catch(() => undefined);
    throw error;
  }
}

async function writeLog({ folder, workshop }: TrainingPlace, lines: readonly string[]): Promise<void> {
  const text = lines.map((line) => `${line}\n`).join('');
  await writeDurably(join(folder, 'train.log'), Buffer.from(text), { replace: true, workshop });
}
