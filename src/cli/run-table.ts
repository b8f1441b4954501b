import type { OperatorReport, StageReport } from '../protocol/records.ts';
import { numberText } from '../base/number-text.ts';
import { table, type Cell } from './table.ts';
import { counted, isStageItself } from './words.ts';

/** The table of a run: a line per stage, and below it one per operator that is not the stage itself again. */
export function runTable(stages: readonly StageReport[]): string {
  const creates = stages.some(({ created }) => created > 0);
  const createdCell = (count: number | null): Cell[] => (creates ? [count] : []);
  const rows = stages.flatMap((stage): Cell[][] => [
    [
      `${stage.name} (${stage.kind})`,
      stage.in,
      stage.kept,
      stage.dropped,
      stage.failed,
      ...createdCell(stage.created > 0 ? stage.created : null),
      stage.cached ? 'cached' : seconds(stage.seconds),
    ],
    ...operatorsOf(stage).map((operator): Cell[] => [
      `  ${operator.name === 'manual' ? 'by hand (tags)' : operator.name}`,
      operator.in,
      operator.kept,
      operator.dropped,
      operator.failed,
      ...createdCell(null),
      stage.cached ? '' : seconds(operator.seconds),
      operator.alone === undefined ? '' : operator.alone,
      Object.entries(operator.resolved ?? {})
        .map(([name, value]) => `${name} ${numberText(value)}`)
        .join(', '),
    ]),
  ]);
  const created = creates ? ['created'] : [];
  return table(['stage', 'in', 'kept', 'dropped', 'failed', ...created, 'seconds', 'alone', ''], rows);
}

function operatorsOf({ operators }: StageReport): readonly OperatorReport[] {
  return operators.filter(({ name }) => !isStageItself(name));
}

/** The sentences of a run's stages. */
export function runNotes(stages: readonly StageReport[]): string[] {
  return stages.flatMap((stage) =>
    [...modelsSentence(stage), ...captionsSentence(stage), ...(stage.notes ?? [])].map(
      (note) => `${stage.name}: ${note}`,
    ),
  );
}

/** What the models of a stage were given to do in this run; one that looks at another's features looks at nothing itself. */
function modelsSentence({ cached, pictures, models }: StageReport): string[] {
  if (cached || models === undefined) return [];
  const each = models.flatMap(({ model, ...counts }) => {
    const done = (['picture', 'text', 'pair'] as const).filter((what) => counts[`${what}s`] > 0);
    return done.length === 0 ? [] : [`${model} ${done.map((what) => counted(counts[`${what}s`], what)).join(', ')}`];
  });
  const decoded = pictures === undefined ? '' : `${counted(pictures.decoded, 'picture')} decoded; `;
  return [`${decoded}${each.length === 0 ? 'nothing new for its models' : `looked at by models: ${each.join('; ')}`}`];
}

/** What came of a stage's requests. */
function captionsSentence({ cached, created, captions }: StageReport): string[] {
  if (captions === undefined) return [];
  const { samples, answered, asked, retries, maybePaid } = captions;
  const again = retries > 0 ? `, ${numberText(retries)} more to try again` : '';
  const lost = maybePaid > 0 ? `, ${counted(maybePaid, 'answer')} lost that may be charged` : '';
  const now = cached ? '' : `; ${counted(asked, 'request')} in this run${again}${lost}`;
  return [`${counted(created, 'caption')} for ${numberText(answered)} of ${counted(samples, 'sample')}${now}`];
}

function seconds(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1);
}
