import type { StageReport } from '../../protocol/records.ts';
import { column } from '../store/columns.ts';
import { selectRows } from '../store/rows.ts';
import type { Measurement } from './measure/measurement.ts';
import type { Session } from './session.ts';
import type { PartRole, StagePart } from './stages/stage-context.ts';

/** A completed stage: what it did and left. */
export interface CompletedStage {
  readonly name: string;
  readonly kind: string;
  /** The run that holds it. */
  readonly run: number;
  /** Its fingerprint. */
  readonly key: string;
  readonly report: StageReport;
  /** Digest of the rows that leave it. */
  readonly leaving: string;
  readonly parts: readonly StagePart[];
}

/** The newest part of a role, or undefined. */
export function partOf(stage: Pick<CompletedStage, 'parts'>, role: PartRole): StagePart | undefined {
  return stage.parts.filter((part) => part.role === role).at(-1);
}

/** The part of the last of some stages that left one of a role, or undefined. */
export function lastPartOf(stages: readonly Pick<CompletedStage, 'parts'>[], role: PartRole): StagePart | undefined {
  return stages
    .map((stage) => partOf(stage, role))
    .filter((part) => part !== undefined)
    .at(-1);
}

/** What a stage measured, and where. */
export function measurementsOf(stage: Pick<CompletedStage, 'parts'>): readonly Measurement[] {
  const meta = partOf(stage, 'scores')?.meta as { measurements?: Measurement[] } | null | undefined;
  return meta?.measurements ?? [];
}

/** A statistic where some stage measured it: the part's column, and what makes its value one of the present text. */
export interface StatisticPlace {
  readonly stage: CompletedStage;
  readonly column: string;
  readonly list: boolean;
  /** Whether the value is one of the text, and so holds for that text alone. */
  readonly ofText: boolean;
  /** SQL over the part's columns: the value as Data-Juicer has it. */
  readonly value: string;
  /** SQL over the part's columns: true where the value is of the text that left the stage. */
  readonly present: string;
}

/** Where a statistic was measured, the last stage and operator first. */
export function placesOfStatistic(stages: readonly CompletedStage[], key: string): StatisticPlace[] {
  return [...stages].reverse().flatMap((stage) =>
    [...measurementsOf(stage)].reverse().flatMap(({ columns, content, of, text }) =>
      columns
        .filter((measured) => measured.shown && measured.key === key)
        .map((measured) => ({
          stage,
          column: measured.name,
          value: valueSql(measured),
          list: measured.type === 'doubles',
          ofText: of !== 'pictures',
          present: of === 'text' || text !== undefined ? `${text ?? content} = text_hash` : 'true',
        })),
    ),
  );
}

/** A value per chunk where there is one per chunk and picture: each chunk's run of values, folded as the recipe says. */
function valueSql({ name, chunks }: Measurement['columns'][number]): string {
  if (chunks === undefined) return name;
  const before = `coalesce(list_sum(${chunks.sizes}[1:i - 1]), 0)`;
  const ofChunk = `${name}[(${before} + 1)::BIGINT : (${before} + ${chunks.sizes}[i])::BIGINT]`;
  return `list_transform(range(1, len(${chunks.sizes}) + 1), lambda i: list_${chunks.reduce}(${ofChunk}))`;
}

/** All statistics that the stages measured, in recipe order. */
export function statisticsOf(stages: readonly CompletedStage[]): string[] {
  const keys = stages.flatMap((stage) =>
    measurementsOf(stage).flatMap(({ columns }) => columns.filter(({ shown }) => shown).map(({ key }) => key)),
  );
  return [...new Set(keys)];
}

/** Those of them that have a value per picture. */
export function listStatistics(stages: readonly CompletedStage[]): Set<string> {
  const columns = stages.flatMap((stage) => measurementsOf(stage).flatMap((measurement) => measurement.columns));
  return new Set(columns.filter(({ type }) => type === 'doubles').map(({ key }) => key));
}

/**
 * SQL of a statistic for the present text, `row, value`: from the last stage that measured that text.
 * @param list a list as measured, or one number per sample (lists averaged)
 * @param edited a source of rows whose text has been edited since: no statistic of their text is of the present one
 */
export async function statisticSql(
  session: Pick<Session, 'store'>,
  stages: readonly CompletedStage[],
  key: string,
  list: boolean,
  edited?: string,
): Promise<string> {
  const selects: string[] = [];
  const places = placesOfStatistic(stages, key);
  for (const [order, place] of places.entries()) {
    const source = await session.store.source([partOf(place.stage, 'scores')!.part]);
    const value = place.list && !list ? `list_avg(${place.value})` : place.value;
    let where = `${place.column} IS NOT NULL AND ${place.present}`;
    if (place.ofText) {
      if (edited !== undefined) where += ` AND row NOT IN (SELECT row FROM ${edited})`;
      for (const later of stages.slice(stages.indexOf(place.stage) + 1)) {
        const texts = partOf(later, 'texts');
        if (texts !== undefined)
          where += ` AND row NOT IN (SELECT row FROM ${await session.store.source([texts.part])})`;
      }
    }
    selects.push(`SELECT row, ${value} AS value, ${order} AS place FROM ${source} WHERE ${where}`);
  }
  if (selects.length === 0) return `SELECT 0::INTEGER AS row, NULL::DOUBLE AS value WHERE false`;
  if (selects.length === 1) return `SELECT row, value FROM (${selects[0]!})`;
  return `SELECT row, arg_min(value, place) AS value FROM (${selects.join(' UNION ALL ')}) GROUP BY row`;
}

/**
 * A statistic by dataset row: one number per sample, NaN where there is none; rows behind the last that has one are
 * left out. Null where no stage measured it.
 */
export async function statisticByRow(
  session: Pick<Session, 'store' | 'duck'>,
  stages: readonly CompletedStage[],
  key: string,
  edited?: string,
): Promise<Float64Array | null> {
  const batch = await selectRows(session.duck, await statisticSql(session, stages, key, false, edited));
  if (batch.rows === 0) return null;
  const rows = column(batch, 'row', 'int');
  const values = column(batch, 'value', 'double');
  const byRow = new Float64Array(rows.reduce((last, row) => Math.max(last, row), 0) + 1).fill(NaN);
  rows.forEach((row, i) => (byRow[row] = values[i]!));
  return byRow;
}
