import { basename, dirname, join } from 'node:path';
import type { Score } from '../../training-log/evaluate.ts';
import { seedInName } from '../../training-log/score-table.ts';
import type { TrainingLog } from '../../training-log/training-log.ts';

/** What a log is called among others: its folder tells trainings apart. */
export function nameOfLog(path: string): string {
  return join(basename(dirname(path)), basename(path));
}

/** What a log tells of evaluations. A table of scores speaks for itself; of a training counts what was evaluated last. */
export function scoresIn({ scores, curves }: Pick<TrainingLog, 'scores' | 'curves'>, name: string): Score[] {
  const last = [...curves.metrics].flatMap(([metric, series]) =>
    metric.startsWith('eval_') && series.length > 0
      ? [{ ...seedInName(name), metric, value: series.meanOf(series.length - 1) }]
      : [],
  );
  return [...scores, ...last];
}
