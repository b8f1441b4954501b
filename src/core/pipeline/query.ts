import { join } from 'node:path';
import type { Json } from '../../protocol/records.ts';
import { query, queryToParquet } from '../store/query.ts';
import { editsTable } from './people/tables.ts';
import { createViews } from './views.ts';
import type { Session } from './session.ts';

/** Runs one SELECT over the views. @throws ProductError `usage` for anything else */
export async function queryViews(
  session: Session,
  sql: string,
): Promise<{ columns: readonly string[]; batches: AsyncGenerator<Json[][]> }> {
  await createViews(session);
  await editsTable(session);
  return query(session.duck, sql);
}

/** The same, into a Parquet file. @throws ProductError `usage` also when the file exists, `disk` */
export async function queryViewsToParquet(session: Session, sql: string, path: string): Promise<void> {
  await createViews(session);
  await editsTable(session);
  await queryToParquet(session.duck, sql, join(session.layout.cache), path, { replace: false });
}
