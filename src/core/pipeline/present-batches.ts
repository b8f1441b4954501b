import { column, type Batch } from '../store/columns.ts';
import type { Duck } from '../store/duck.ts';
import { selectBatches, selectRows } from '../store/rows.ts';
import { keptRows, presentRows, type Chain } from './chain.ts';

/** So many rows of the dataset are joined and sorted at a time; about a row group of a part. */
const windowRows = 65_536;

/**
 * The rows that come out of a chain, in dataset order and in batches of about `batchRows`; no batch is empty. Read window
 * by window: neither a sort nor a join ever holds the whole dataset.
 * @param options.columns of the imported samples, besides `row` and the present `text`
 * @param options.after only rows beyond this one
 */
export async function* presentBatches(
  duck: Duck,
  chain: Chain,
  options: { readonly columns: readonly string[]; readonly batchRows: number; readonly after?: number },
): AsyncGenerator<Batch> {
  const last = await integerOf(duck, `SELECT coalesce(max(row), -1)::INTEGER AS n FROM ${chain.samples}`);
  for (let after = options.after ?? -1; after < last; after += windowRows) {
    const sql = presentRows(chain, options.columns, { after, to: Math.min(last, after + windowRows) });
    for await (const batch of selectBatches(duck, sql, options.batchRows)) if (batch.rows > 0) yield batch;
  }
}

/** How many rows come out of a chain. */
export async function countPresent(duck: Duck, chain: Chain): Promise<number> {
  return integerOf(duck, `SELECT count(*)::INTEGER AS n FROM (${keptRows(chain, [])})`);
}

async function integerOf(duck: Duck, sql: string): Promise<number> {
  return column(await selectRows(duck, sql), 'n', 'int')[0]!;
}
