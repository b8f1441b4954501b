/** Logs as trainers print them, and what was read of them. */
import { Random } from '../../../src/base/random.ts';
import type { Series } from '../../../src/core/training-log/series.ts';
import { TrainingLog, type LogOptions } from '../../../src/core/training-log/training-log.ts';

/** Reads a log in chunks of a size, or of random ones up to it. */
export function read(
  text: string | Buffer,
  size = Infinity,
  options: LogOptions & { seed?: number } = {},
): TrainingLog {
  const log = new TrainingLog(options);
  const bytes = Buffer.from(text);
  const random = options.seed === undefined ? null : new Random(options.seed);
  for (let from = 0; from < bytes.length;) {
    const to = from + (random === null ? Math.min(size, bytes.length) : 1 + random.below(size));
    log.take(bytes.subarray(from, to));
    from = to;
  }
  log.pause();
  return log;
}

/** The values of a metric by step. */
export function valuesOf(log: TrainingLog, metric: string): Record<number, number> {
  return pairsOf(log.curves.metrics.get(metric));
}

/** The values of a series by step. */
export function pairsOf(series: Series | undefined): Record<number, number> {
  return Object.fromEntries(
    Array.from({ length: series?.length ?? 0 }, (_, i) => [series!.stepOf(i), series!.meanOf(i)]),
  );
}

/** All that was read, as text: two equal ones were read alike. */
export function digestOf({ curves, end, totalSteps, stepSource, head, entries, scores }: TrainingLog): string {
  const metrics = [...curves.metrics].map(([name, series]) => [name, pairsOf(series)]);
  const marks = [...curves.marks];
  const { restarts } = curves;
  const ended = end === null ? null : [...end];
  const time = pairsOf(curves.time);
  return JSON.stringify({ metrics, marks, restarts, time, ended, totalSteps, stepSource, head, entries, scores });
}

/** A bar of tqdm. */
export function bar(done: number, total: number, seconds: number): string {
  const clock = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
  return `\r ${Math.floor((100 * done) / total)}%|███▎      | ${done}/${total} [${clock}<01:20, 10.9it/s]`;
}

/** A step's dict as Python prints it. */
export function dict(loss: number | string, epoch: number, rest = ''): string {
  return `{'loss': ${loss}, 'grad_norm': 1.25, 'learning_rate': 1e-05, 'epoch': ${epoch}${rest}}`;
}
