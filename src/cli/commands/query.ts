import { resolve } from 'node:path';
import { exitCodes, ProductError } from '../../protocol/errors.ts';
import type { Json } from '../../protocol/records.ts';
import { queryViews, queryViewsToParquet } from '../../core/pipeline/query.ts';
import { csvLine, defuse, defusedNote } from '../../core/pipeline/export/csv.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { writeDurably } from '../../core/store/durable.ts';
import { text, withDirectory } from '../options.ts';
import type { CommandContext } from '../command-context.ts';
import { table, type Cell } from '../table.ts';

/** `query`: one SELECT over the views. */
export async function query(
  { output }: CommandContext,
  values: string[],
  options: Record<string, unknown>,
): Promise<number> {
  const { dir, rest } = withDirectory(values, 1, 'query [DIR] "SQL"');
  const [sql] = rest as [string];
  const format = text(options['format']) ?? (output.json ? 'json' : 'table');
  const target = text(options['output']);
  if (format === 'parquet' && target === undefined) {
    throw new ProductError('usage', '--format parquet needs --output FILE.', {
      next: 'Name a file that does not exist yet.',
    });
  }
  if (output.json && target === undefined && format !== 'json') {
    throw new ProductError('usage', `--json writes JSON; --format ${format} then needs --output FILE.`);
  }
  return withSession(dir, undefined, async (session) => {
    if (format === 'parquet') await queryViewsToParquet(session, sql, resolve(target!));
    else {
      const { columns, batches } = await queryViews(session, sql);
      const chunks = formatted(format, columns, batches, (note) => output.remark(note));
      if (target !== undefined) await writeDurably(resolve(target), encoded(chunks), { replace: false });
      else for await (const chunk of chunks) if (!process.stdout.write(chunk)) await drained();
    }
    if (target !== undefined) output.document({ path: resolve(target), format });
    return exitCodes.done;
  });
}

function formatted(
  format: string,
  columns: readonly string[],
  batches: AsyncIterable<Json[][]>,
  remark: (note: string) => void,
): AsyncGenerator<string> {
  if (format === 'json') return jsonArray(columns, batches);
  return format === 'csv' ? csv(columns, batches, remark) : asTable(columns, batches);
}

async function* jsonArray(columns: readonly string[], batches: AsyncIterable<Json[][]>): AsyncGenerator<string> {
  let separator = '[';
  for await (const rows of batches) {
    const lines = rows.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null]))),
    );
    if (lines.length > 0) yield separator + lines.join(',\n');
    if (lines.length > 0) separator = ',\n';
  }
  yield separator === '[' ? '[]\n' : ']\n';
}

async function* csv(
  columns: readonly string[],
  batches: AsyncIterable<Json[][]>,
  remark: (note: string) => void,
): AsyncGenerator<string> {
  let defused = 0;
  const cell = (value: Json): string | number | null => {
    const plain = scalar(value);
    return typeof plain === 'string' ? defuse(plain, () => defused++) : plain;
  };
  yield csvLine(columns.map(cell));
  for await (const rows of batches) yield rows.map((row) => csvLine(row.map(cell))).join('');
  if (defused > 0) remark(defusedNote(defused));
}

async function* asTable(columns: readonly string[], batches: AsyncIterable<Json[][]>): AsyncGenerator<string> {
  const rows: Cell[][] = [];
  for await (const batch of batches) rows.push(...batch.map((row) => row.map(scalar)));
  yield `${table(columns, rows)}\n`;
}

function scalar(value: Json): string | number | null {
  return value === null || typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}

async function* encoded(chunks: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield encoder.encode(chunk);
}

function drained(): Promise<void> {
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}
