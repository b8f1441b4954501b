/** A window of a result as a grid shows it. */
import { captionIn } from '../../dataset/tokens.ts';
import type { GridRow } from '../../../protocol/grid.ts';
import { column, doublesAt } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { rowsWithin } from '../chain.ts';
import { statisticSql } from '../completed.ts';
import type { SampleReader } from '../sample-reader.ts';
import { textsByRow } from '../texts-by-row.ts';
import type { Columns } from './columns.ts';
import { outcomeNames, type Decided } from './decided.ts';
import type { Filtered } from './evaluate.ts';

/** What rows are made of. */
export interface RowSources extends Filtered {
  readonly samples: SampleReader;
  /** Whether some lines of the dataset are no samples. */
  readonly problems: boolean;
}

/**
 * These rows, in their order.
 * @param scores statistics to show; one that nothing has measured is null for all
 * @throws ProductError `unusable` when the dataset file has changed since its import
 */
export async function gridRows(
  sources: RowSources,
  rows: readonly number[],
  scores: readonly string[],
): Promise<GridRow[]> {
  const { columns, people, imported } = sources;
  const [decided, clusters, times] = await Promise.all([
    columns.decided(),
    columns.numbers('cluster'),
    columns.numbers('times'),
  ]);
  const shown = await Promise.all(scores.map(async (key) => [key, await scoreOf(columns, key, rows)] as const));
  const [samples, reasons, problems] = await Promise.all([
    sources.samples.read(rows),
    reasonsOf(columns, decided, rows),
    problemsOf(sources, rows),
  ]);
  return rows.map((row) => {
    const { id, text, born, images } = samples.get(row)!;
    const caption = captionOrNull(people.pending.get(row) ?? text);
    const first = captionOrNull(born);
    return {
      row,
      id,
      caption,
      before: first === caption ? null : first,
      images,
      origin: row < imported ? 'source' : 'synthesized',
      ...verdictOf(columns, decided, row, reasons.get(row) ?? null),
      edited: people.edited.has(row),
      pending: people.pending.has(row),
      tags: people.tags.get(row) ?? [],
      cluster: numberOrNull(clusters[row]),
      times: numberOrNull(times[row]),
      problem: problems.get(row) ?? null,
      scores: Object.fromEntries(shown.map(([key, of]) => [key, of(row)])),
    };
  });
}

/** The caption in a text; null for none. */
export function captionOrNull(text: string | null): string | null {
  return text === null ? null : captionIn(text);
}

function verdictOf(
  { flow }: Columns,
  decided: Decided,
  row: number,
  reason: string | null,
): Pick<GridRow, 'outcome' | 'decided'> {
  const name = outcomeNames[decided.outcome[row]!]!;
  const outcome = name === 'none' ? null : name;
  if (!isExplained(decided, row)) return { outcome, decided: null };
  const operator = decided.operators[decided.operator[row]!] ?? null;
  return { outcome, decided: { stage: flow.completed[decided.stage[row]!]!.name, operator, reason } };
}

/** What was kept needs no reason, but for what a tag kept. */
function isExplained({ outcome, operator }: Decided, row: number): boolean {
  return outcome[row]! > outcomeNames.indexOf('kept') || operator[row]! >= 0;
}

async function reasonsOf(
  columns: Columns,
  decided: Decided,
  rows: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  const found = new Map<number, string | null>();
  const explained = rows.filter((row) => isExplained(decided, row));
  for (const stage of new Set(explained.map((row) => decided.stage[row]!))) {
    const wanted = explained.filter((row) => decided.stage[row] === stage);
    const reasons = await columns.reasons.of(columns.flow.completed[stage]!, wanted);
    for (const [row, reason] of reasons) found.set(row, reason);
  }
  return found;
}

/** Why lines are no samples. */
async function problemsOf(
  { columns: { session, flow }, problems, imported }: RowSources,
  rows: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  const wanted = rows.filter((row) => row < imported);
  if (!problems || wanted.length === 0) return new Map();
  return textsByRow(session, flow.chain.samples, 'problem', wanted);
}

/** A score as it was measured: lists as lists. */
async function scoreOf(
  columns: Columns,
  key: string,
  rows: readonly number[],
): Promise<(row: number) => number | number[] | null> {
  const { session, flow } = columns;
  if (!columns.lists.has(key)) {
    const values = await columns.numbers(key);
    return (row) => numberOrNull(values[row]);
  }
  const sql = await statisticSql(session, flow.completed, key, true, columns.edited);
  const batch = await selectRows(session.duck, `SELECT row, value FROM (${sql}) WHERE ${rowsWithin('row', rows)}`);
  const lists = column(batch, 'value', 'doubles');
  const places = new Map(Array.from(column(batch, 'row', 'int'), (row, i) => [row, i]));
  return (row) => {
    const place = places.get(row);
    const list = place === undefined ? null : doublesAt(lists, place);
    return list && [...list];
  };
}

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
