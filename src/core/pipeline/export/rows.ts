import { column, textsAt, type Batch } from '../../store/columns.ts';
import { selectBatches } from '../../store/rows.ts';
import type { Import } from '../../store/state/registry.ts';
import { presentRows } from '../chain.ts';
import { partOf, statisticSql, statisticsOf } from '../completed.ts';
import { lastOf, type Flow } from '../flow.ts';
import type { Session } from '../session.ts';
import type { ExportRow } from './export-row.ts';

/** What an export is made from. */
export interface ExportSource {
  readonly session: Session;
  readonly dataset: Import;
  readonly flow: Flow;
}

const batchRows = 2048;
const sampleColumns = ['id', 'source_id', 'images', 'byte_offset', 'byte_length'];

/** The rows behind a flow for a writer; statistics are joined only where the format shows them. */
export async function* exportRows(source: ExportSource, keys: readonly string[]): AsyncGenerator<ExportRow[]> {
  const { session, flow } = source;
  const joined: string[] = [];
  const shown: string[] = [];
  const clusters = await leftBy(source, 'cluster', 'clusters');
  if (clusters === null) shown.push('-1::INTEGER AS cluster, NULL::DOUBLE AS distance');
  else {
    joined.push(`LEFT JOIN ${inherited(clusters, flow)} c ON c.row = p.row`);
    shown.push('coalesce(c.cluster, -1) AS cluster, c.distance');
  }
  const selected = await leftBy(source, 'select', 'selected');
  if (selected !== null) joined.push(`LEFT JOIN ${selected} t ON t.row = p.row`);
  shown.push(selected === null ? '1::INTEGER AS times' : 'coalesce(t.times, 1) AS times');
  for (const [i, key] of keys.entries()) {
    joined.push(`LEFT JOIN (${await statisticSql(session, flow.completed, key, true)}) k${i} ON k${i}.row = p.row`);
    shown.push(`k${i}.value AS k${i}`);
  }
  const lines = await session.store.source([source.dataset.part]);
  const sql = `SELECT p.*, l.text AS original, l.id AS root, ${shown.join(', ')} FROM (${presentRows(flow.chain, sampleColumns)}) p
    JOIN ${lines} l ON l.byte_offset = p.byte_offset ${joined.join(' ')} ORDER BY p.row`;
  for await (const batch of selectBatches(session.duck, sql, batchRows)) {
    yield Array.from({ length: batch.rows }, (_, i) => exportRow(batch, i, keys));
  }
}

/** What the last stage of a kind left, as a source; null where there was none. */
async function leftBy(
  { session, flow }: ExportSource,
  kind: 'cluster' | 'select',
  role: 'clusters' | 'selected',
): Promise<string | null> {
  const stage = lastOf(flow, kind);
  const part = stage === undefined ? undefined : partOf(stage, role);
  return part === undefined ? null : session.store.source([part.part]);
}

/** Clusters of all rows: a row without any has that of its nearest ancestor that has. */
function inherited(clusters: string, { chain }: Flow): string {
  return `(WITH RECURSIVE near AS (
      SELECT row, row AS holder FROM ${clusters}
      UNION ALL SELECT s.row, near.holder FROM ${chain.samples} s JOIN near ON s.parent_row = near.row
        WHERE s.row NOT IN (SELECT row FROM ${clusters})
    ) SELECT near.row, own.cluster, own.distance FROM near JOIN ${clusters} own ON own.row = near.holder)`;
}

/** The statistics that tables show: all that were measured. */
export function tableKeys({ flow }: ExportSource): string[] {
  return statisticsOf(flow.completed);
}

function exportRow(batch: Batch, i: number, keys: readonly string[]): ExportRow {
  const cluster = column(batch, 'cluster', 'int')[i]!;
  return {
    row: column(batch, 'row', 'int')[i]!,
    id: column(batch, 'id', 'text')[i]!,
    rootId: column(batch, 'root', 'text')[i]!,
    sourceId: column(batch, 'source_id', 'text')[i]!,
    text: column(batch, 'text', 'text')[i] ?? '',
    originalText: column(batch, 'original', 'text')[i] ?? '',
    images: textsAt(column(batch, 'images', 'texts'), i) ?? [],
    offset: column(batch, 'byte_offset', 'double')[i]!,
    length: column(batch, 'byte_length', 'double')[i]!,
    times: column(batch, 'times', 'int')[i]!,
    cluster: cluster === -1 ? null : cluster,
    distance: cluster === -1 ? null : column(batch, 'distance', 'double')[i]!,
    scores: Object.fromEntries(keys.map((key, k) => [key, scoreAt(batch, `k${k}`, i)])),
  };
}

function scoreAt(batch: Batch, name: string, i: number): number | number[] | null {
  const data = batch.columns[name]!;
  if (data instanceof Float64Array) return Number.isNaN(data[i]) ? null : data[i]!;
  const { offsets, values, valid } = data as { offsets: Uint32Array; values: Float64Array; valid: Uint8Array | null };
  return valid?.[i] === 0 ? null : [...values.subarray(offsets[i], offsets[i + 1])];
}
