import { ProductError } from '../protocol/errors.ts';
import type { StepSamples, TrainingHostMethods, TrainingKey, TrainingMethods } from '../protocol/training.ts';
import { clusterLosses, clustersSql } from '../core/pipeline/trainings/cluster-losses.ts';
import { curvesOf } from '../core/pipeline/trainings/curve-answer.ts';
import { nameOfLog, scoresIn } from '../core/pipeline/trainings/evaluated.ts';
import { runOfKey } from '../core/pipeline/trainings/own-trainings.ts';
import { recipeChanges } from '../core/pipeline/trainings/recipe-changes.ts';
import { recordedTraining, samplesSeen, type RecordedTraining } from '../core/pipeline/trainings/step-samples.ts';
import type { TrainingSource } from '../core/pipeline/trainings/training-source.ts';
import type { Session } from '../core/pipeline/session.ts';
import { evaluate, type Score } from '../core/training-log/evaluate.ts';
import { spikesOf } from '../core/training-log/spikes.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDataset } from './open-dataset.ts';
import { TrainingDesk } from './training-desk.ts';

const mostSpikes = 20;
/** Losses that are told with samples: a strip shows no more. */
const mostLosses = 2000;

/** Answers about trainings: curves, evaluations, the samples of a step. */
export function trainingHandlers(
  opened: () => OpenDataset,
): Handlers<keyof TrainingMethods | keyof TrainingHostMethods> {
  let desk: TrainingDesk | null = null;
  const trainings = (): TrainingDesk => (desk ??= new TrainingDesk(opened()));
  return {
    'training/logs': ({ paths }) => {
      trainings().allow(paths);
      return Promise.resolve(null);
    },
    'training/list': () => trainings().list(),
    'training/curves': async (ask) => curvesOf(await trainings().look(ask.key), ask),
    'training/spikes': async ({ key, metric }) => {
      const series = (await trainings().look(key)).curves.metrics.get(metric);
      return series === undefined ? [] : spikesOf(series, mostSpikes);
    },
    'training/samples': async ({ key, from, to }) => {
      const [low, high] = [Math.trunc(Math.min(from, to)), Math.trunc(Math.max(from, to))];
      const steps = low === high ? `step-${runNumber(key)}-${low}` : `steps-${runNumber(key)}-${low}-${high}`;
      // Of a training that has not ended more steps are planned than were taken.
      const { last } = (await trainings().look(key)).curves;
      return seen(opened(), key, { from: low, to: high }, steps, (_, { ended }) =>
        Promise.resolve(`step BETWEEN ${low} AND ${ended ? high : Math.min(high, last)}`),
      );
    },
    'training/clusters': ({ key }) =>
      opened().use(async (session) => {
        const recorded = await recordOf(session, key);
        if (recorded === null || recorded === 'gone' || !recorded.ended) return null;
        return clusterLosses(session, recorded);
      }),
    'training/cluster': ({ key, cluster }) =>
      seen(
        opened(),
        key,
        { from: 0, to: 0 },
        `trained-${runNumber(key)}-cluster-${cluster}`,
        async (session, recorded) => {
          const clusters = await clustersSql(session, recorded);
          return clusters === null
            ? 'false'
            : `row IN (SELECT row FROM ${clusters} WHERE cluster = ${Math.trunc(cluster)})`;
        },
      ),
    'training/recipes': async ({ a, b }) => {
      const [first, second] = [runOfKey(a), runOfKey(b)];
      if (first === null || second === null) return null;
      return recipeChanges(await opened().session(), first.n, second.n);
    },
    'training/evaluations': async ({ keys, baseline }) => {
      const sources: TrainingSource[] = [];
      for (const key of keys) sources.push(await trainings().look(key));
      return evaluate(sources.flatMap(scoresOf), baseline);
    },
  };
}

function runNumber(key: TrainingKey): number {
  return runOfKey(key)?.n ?? 0;
}

/** The samples of a condition, kept as a result and named for filters. */
async function seen(
  dataset: OpenDataset,
  key: TrainingKey,
  steps: { readonly from: number; readonly to: number },
  name: string,
  whereOf: (session: Session, recorded: RecordedTraining) => Promise<string>,
): Promise<StepSamples> {
  if (runOfKey(key) === null) return { kind: 'unknown', why: 'log' };
  return dataset.use(async (session) => {
    const recorded = await recordOf(session, key);
    if (recorded === null) return { kind: 'unknown', why: 'not-yet' };
    if (recorded === 'gone') return { kind: 'unknown', why: 'gone' };
    const { rows, losses, gone } = await samplesSeen(session, recorded, await whereOf(session, recorded));
    if (rows.length + gone === 0) return { kind: 'unknown', why: 'no-such-step' };
    const result = dataset.results.add(rows);
    dataset.sets.put(name, rows.slice().sort());
    const known = recorded.ended ? [...losses.subarray(0, mostLosses)] : null;
    return { kind: 'exact', result, total: rows.length, filter: `set:${name}`, losses: known, gone, ...steps };
  });
}

/** Null: its first step has not come, so nothing is recorded yet. */
async function recordOf(session: Session, key: TrainingKey): Promise<RecordedTraining | 'gone' | null> {
  const run = runOfKey(key);
  if (run === null) return null;
  try {
    return await recordedTraining(session, run.n, run.stage);
  } catch (error) {
    if (error instanceof ProductError && error.kind === 'usage') return 'gone';
    throw error;
  }
}

function scoresOf({ training, file }: TrainingSource): Score[] {
  return scoresIn(file.log, training.run === null ? nameOfLog(training.path) : training.key);
}
