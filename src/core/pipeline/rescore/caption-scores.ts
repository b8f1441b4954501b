/** What a stage measured of one sample, as scores with their bounds. */
import type { CaptionScore } from '../../../protocol/engine.ts';
import type { StageReport } from '../../../protocol/records.ts';
import type { OperatorUse } from '../../recipe/recipe.ts';
import { column, doublesAt, type Batch } from '../../store/columns.ts';
import { resolveBounds } from '../decide/bounds.ts';
import { filterDecision } from '../decide/filter.ts';
import { foldChunks, type ScoreColumn } from '../decide/score-column.ts';
import type { MeasuredColumn, Measurement } from '../measure/measurement.ts';
import type { TextStage } from './text-stages.ts';

/** A score, and whether it is of the text that leaves the stage, and not of an earlier state of it. */
export interface StageScore extends CaptionScore {
  readonly ofLeaving: boolean;
}

const open = { min: null, max: null };
/** A stage `measure` decides nothing. */
const keepsAll: Decided = { bounds: [], keeps: true };
const noRows = new Int32Array();
const theRow = Int32Array.of(0);

/**
 * The scores of the one row in a batch.
 * @param report of the stage's last run, for thresholds that are statistics
 */
export function captionScores(stage: TextStage, batch: Batch, report: StageReport | undefined): StageScore[] {
  const failures = JSON.parse(column(batch, 'failures', 'text')[0] ?? '{}') as Record<string, string>;
  const leaving = column(batch, 'text_hash', 'hash')[0];
  return stage.uses.flatMap(({ use, measurement }) => {
    const { label, content, text = content } = measurement;
    const resolved = report?.operators.find(({ name }) => name === label)?.resolved ?? {};
    const failed = label in failures;
    const columns = shownColumns(use, measurement, batch);
    const decision = stage.kind === 'measure' ? keepsAll : decided(use, resolved, columns);
    return columns.map(({ key, values }, statistic) => ({
      stage: stage.name,
      operator: label,
      key,
      value: failed ? null : values,
      ...(decision.bounds[statistic] ?? open),
      keeps: failed ? false : decision.keeps,
      ofLeaving: column(batch, text, 'hash')[0] === leaving,
    }));
  });
}

interface Shown {
  readonly key: string;
  readonly values: number | readonly number[] | null;
  readonly scores: ScoreColumn;
}

/** The statistics of a filter, as Data-Juicer has them. */
function shownColumns({ parameters }: OperatorUse, { columns }: Measurement, batch: Batch): Shown[] {
  return columns
    .filter(({ shown }) => shown)
    .map((measured) => {
      const sizes = columns.find(({ name }) => name === measured.chunks?.sizes);
      const read = scoreColumn(batch, measured);
      const scores =
        sizes === undefined
          ? read
          : foldChunks({ ...read, sizes: scoreColumn(batch, sizes) }, parameters['reduce_mode']);
      return { key: measured.key, values: valuesOf(measured, scores), scores };
    });
}

function scoreColumn(batch: Batch, { name, type }: MeasuredColumn): ScoreColumn {
  if (type === 'double') return { values: column(batch, name, 'double'), offsets: null };
  const values = doublesAt(column(batch, name, 'doubles'), 0) ?? new Float64Array();
  return { values, offsets: Uint32Array.of(0, values.length) };
}

function valuesOf({ type }: MeasuredColumn, { values }: ScoreColumn): Shown['values'] {
  if (type === 'doubles') return [...values];
  return Number.isNaN(values[0]) ? null : values[0]!;
}

interface Decided {
  readonly bounds: readonly Pick<CaptionScore, 'min' | 'max'>[];
  readonly keeps: boolean | null;
}

/** A filter's decision by itself; with numbers of the last run where its thresholds are statistics. */
function decided(use: OperatorUse, resolved: Readonly<Record<string, number>>, columns: readonly Shown[]): Decided {
  const statistics = Object.entries(use.statistics);
  const unknown = Object.fromEntries(statistics.map(([name]) => [name, undefined]));
  const alone: OperatorUse = { ...use, parameters: { ...use.parameters, ...unknown, ...resolved }, statistics: {} };
  const { bounds } = resolveBounds(alone, () => new Float64Array(), noRows);
  const depends = statistics.some(([name, threshold]) => 'keep' in threshold || resolved[name] === undefined);
  const { dropped } = filterDecision(
    alone,
    bounds,
    columns.map(({ scores }) => scores),
    theRow,
  );
  return {
    bounds: bounds.map(({ min, max }) => ({ min: finite(min), max: finite(max) })),
    keeps: depends ? null : dropped[0] !== 1,
  };
}

function finite(number: number): number | null {
  return Number.isFinite(number) ? number : null;
}
