/** A user's query: passed by the gate, answered as JSON-safe rows, or as a Parquet file. */
import { createReadStream } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ProductError } from '../../protocol/errors.ts';
import type { Json } from '../../protocol/records.ts';
import { quoteText, type Duck } from './duck.ts';
import { temporaryPrefix, writeDurably, type WrittenFile } from './durable.ts';
import { toJson } from './json-values.ts';
import { assertSingleSelect } from './select-only.ts';

/** An answer: names of the columns (made unique), and rows in their order. */
export interface Answer {
  readonly columns: readonly string[];
  /** Batches of rows; iterate over them, to the end or not. */
  readonly batches: AsyncGenerator<Json[][]>;
}

/**
 * Starts a user's query. Integers over 2^53 come as text, NaN and infinities as null, lists as arrays, dates
 * as ISO text.
 * @throws ProductError `usage` when it is not one SELECT or cannot be answered.
 */
export async function query(duck: Duck, sql: string): Promise<Answer> {
  await assertSingleSelect(duck, sql);
  const { result, chunks } = await explained(() => duck.stream(sql));
  async function* batches(): AsyncGenerator<Json[][]> {
    for (;;) {
      const next = await explained(() => chunks.next());
      if (next.done === true) return;
      yield next.value.getRows().map((row) => row.map(toJson));
    }
  }
  return { columns: result.deduplicatedColumnNames(), batches: closing(batches(), () => chunks.return(undefined)) };
}

/**
 * Writes a user's query as a Parquet file.
 * @param scratch an absolute folder that the instance may write.
 * @throws ProductError `usage` as {@link query}, or when the file exists and may not be replaced; `disk`.
 */
export async function queryToParquet(
  duck: Duck,
  sql: string,
  scratch: string,
  target: string,
  options: { readonly replace: boolean },
): Promise<WrittenFile> {
  await assertSingleSelect(duck, sql);
  const inner = `FROM (\n${sql.replace(/[\s;]+$/, '')}\n)`;
  await assertSingleSelect(duck, inner);
  const temporary = join(scratch, `${temporaryPrefix}${randomBytes(12).toString('hex')}.parquet`);
  try {
    await explained(() => duck.run(`COPY (${inner}) TO ${quoteText(temporary)} (FORMAT parquet, COMPRESSION zstd)`));
    return await writeDurably(target, createReadStream(temporary, { highWaterMark: 1 << 20 }), options);
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

/** The user's query is at fault when DuckDB refuses it. */
async function explained<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ProductError) throw error;
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new ProductError('usage', `The query cannot be answered: ${message}`, { cause: error });
  }
}

async function* closing<T>(source: AsyncGenerator<T>, close: () => Promise<unknown>): AsyncGenerator<T> {
  try {
    yield* source;
  } finally {
    await close();
  }
}
