/** DuckDB's values as JSON can hold them. */
import {
  DuckDBArrayValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUnionValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Json } from '../../protocol/records.ts';

/** A value as JSON: integers over 2^53 as text, NaN and infinities null, a map as its pairs, dates and times as ISO text. */
export function toJson(value: DuckDBValue): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(toJson);
  if (value instanceof DuckDBStructValue) return fieldsToJson(value.entries);
  if (value instanceof DuckDBMapValue) return value.entries.map(({ key, value }) => [toJson(key), toJson(value)]);
  if (value instanceof DuckDBUnionValue) return toJson(value.value);
  if (value instanceof DuckDBDecimalValue) return value.width <= 15 ? value.toDouble() : value.toString();
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return value.toString().replace(' ', 'T');
  }
  return value.toString();
}

function fieldsToJson(fields: Readonly<Record<string, DuckDBValue>>): Json {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, toJson(value)]));
}
