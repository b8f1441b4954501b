/** Rows that engine-made SQL gives, as columns. Casts in the SQL choose the types that `columns.ts` knows. */
import type { Json } from '../../protocol/records.ts';
import type { Batch } from './columns.ts';
import type { Duck } from './duck.ts';
import { concatenate } from './gather.ts';
import { toJson } from './json-values.ts';
import { readChunk, resultTypes } from './vectors.ts';

/** All rows of a query as one batch. */
export async function selectRows(duck: Duck, sql: string): Promise<Batch> {
  for await (const batch of selectBatches(duck, sql, Infinity)) return batch;
  throw new Error('a query gave not even an empty batch');
}

/** All rows of a query as objects of JSON values, by column: for a few rows. */
export async function selectObjects(duck: Duck, sql: string): Promise<Record<string, Json>[]> {
  const result = await duck.run(sql);
  const names = result.columnNames();
  const rows = await result.getRows();
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, toJson(row[i]!)])));
}

/** A query's rows in batches of about `batchRows`; at least one batch, which may be empty. */
export async function* selectBatches(duck: Duck, sql: string, batchRows: number): AsyncGenerator<Batch> {
  const { result, chunks } = await duck.stream(sql);
  const names = result.columnNames();
  const types = resultTypes(result);
  let waiting: Batch[] = [];
  let rows = 0;
  let yielded = false;
  for await (const chunk of chunks) {
    waiting.push(readChunk(chunk, names, types));
    rows += chunk.rowCount;
    if (rows < batchRows) continue;
    yield concatenate(waiting, names, types);
    yielded = true;
    waiting = [];
    rows = 0;
  }
  if (rows > 0 || !yielded) yield concatenate(waiting, names, types);
}
