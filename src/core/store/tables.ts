/** Rows of `state.db` as tables of DuckDB, so that queries can join them with parts. */
import { DOUBLE, DuckDBDataChunk, DuckDBListValue, INTEGER, LIST, UBIGINT, VARCHAR } from '@duckdb/node-api';
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { column, doublesAt, textsAt, type Batch, type ColumnSpec } from './columns.ts';
import { quoteName, type Duck } from './duck.ts';

/** DuckDB's vectors hold this many rows. */
const chunkRows = 2048;

/** Creates, or replaces, a table with the rows of a batch. For thousands of rows, not for millions. */
export async function createTable(
  duck: Duck,
  name: string,
  columns: readonly ColumnSpec[],
  batch: Batch,
): Promise<void> {
  const fields = columns.map((spec) => `${quoteName(spec.name)} ${typeOf(spec).toString()}`);
  await duck.run(`CREATE OR REPLACE TABLE ${quoteName(name)} (${fields.join(', ')})`);
  const connection = await duck.connect();
  try {
    const appender = await connection.createAppender(name);
    for (let from = 0; from < batch.rows; from += chunkRows) {
      const rows = Math.min(chunkRows, batch.rows - from);
      const chunk = DuckDBDataChunk.create(columns.map(typeOf), rows);
      columns.forEach((spec, i) => {
        chunk.setColumnValues(
          i,
          Array.from({ length: rows }, (_, row) => valueOf(batch, spec, from + row)),
        );
      });
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  } finally {
    connection.closeSync();
  }
}

function typeOf(spec: ColumnSpec): DuckDBType {
  switch (spec.type) {
    case 'int':
      return INTEGER;
    case 'double':
      return DOUBLE;
    case 'hash':
      return UBIGINT;
    case 'text':
      return VARCHAR;
    case 'doubles':
      return LIST(DOUBLE);
    case 'texts':
      return LIST(VARCHAR);
    case 'floats':
      throw new Error('vectors are not copied into tables');
  }
}

function valueOf(batch: Batch, spec: ColumnSpec, row: number): DuckDBValue {
  switch (spec.type) {
    case 'int':
      return column(batch, spec.name, 'int')[row]!;
    case 'double': {
      const value = column(batch, spec.name, 'double')[row]!;
      return Number.isNaN(value) ? null : value;
    }
    case 'hash':
      return column(batch, spec.name, 'hash')[row]!;
    case 'text':
      return column(batch, spec.name, 'text')[row]!;
    case 'doubles': {
      const list = doublesAt(column(batch, spec.name, 'doubles'), row);
      return list && new DuckDBListValue([...list]);
    }
    case 'texts': {
      const list = textsAt(column(batch, spec.name, 'texts'), row);
      return list && new DuckDBListValue(list);
    }
    case 'floats':
      throw new Error('vectors are not copied into tables');
  }
}
