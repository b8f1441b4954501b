import type { StageReport } from '../protocol/records.ts';
import { numberText, table, type Cell } from './table.ts';

/** The table of a run: a line per stage, and below it one per operator. */
export function runTable(stages: readonly StageReport[]): string {
  const rows = stages.flatMap((stage): Cell[][] => [
    [
      `${stage.name} (${stage.kind})`,
      stage.in,
      stage.kept,
      stage.dropped,
      stage.failed,
      stage.cached ? 'cached' : seconds(stage.seconds),
    ],
    ...stage.operators.map((operator): Cell[] => [
      `  ${operator.name}`,
      operator.in,
      operator.kept,
      operator.dropped,
      operator.failed,
      stage.cached ? '' : seconds(operator.seconds),
      operator.alone === undefined ? '' : operator.alone,
      Object.entries(operator.resolved ?? {})
        .map(([name, value]) => `${name} ${numberText(value)}`)
        .join(', '),
    ]),
  ]);
  return table(['stage', 'in', 'kept', 'dropped', 'failed', 'seconds', 'alone', ''], rows);
}

/** The sentences of a run's stages. */
export function runNotes(stages: readonly StageReport[]): string[] {
  return stages.flatMap((stage) =>
    [...modelsSentence(stage), ...captionsSentence(stage), ...(stage.notes ?? [])].map(
      (note) => `${stage.name}: ${note}`,
    ),
  );
}

/** What the models of a stage were given to do in this run. */
function modelsSentence({ cached, pictures, models }: StageReport): string[] {
  if (cached || models === undefined) return [];
  const each = models.map(({ model, ...counts }) => {
    const done = (['pictures', 'texts', 'pairs'] as const).filter((what) => counts[what] > 0);
    return `${model} ${done.map((what) => `${counts[what]} ${what}`).join(', ') || 'nothing'}`;
  });
  const decoded = pictures === undefined ? '' : `${pictures.decoded} pictures decoded; `;
  return [`${decoded}looked at by models: ${each.join('; ')}`];
}

/** What came of a stage's requests. */
function captionsSentence({ cached, created, captions }: StageReport): string[] {
  if (captions === undefined) return [];
  const { samples, answered, asked, retries, maybePaid } = captions;
  const again = retries > 0 ? `, ${numberText(retries)} more to try again` : '';
  const lost = maybePaid > 0 ? `, ${numberText(maybePaid)} answers lost that may be charged` : '';
  const now = cached ? '' : `; ${numberText(asked)} requests in this run${again}${lost}`;
  return [`${numberText(created)} captions for ${numberText(answered)} of ${numberText(samples)} samples${now}`];
}

function seconds(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1);
}
