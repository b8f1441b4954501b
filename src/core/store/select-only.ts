/** The gate before a user's SQL: exactly one SELECT, and no function that touches files or settings. */
import { ProductError } from '../../protocol/errors.ts';
import { quoteText, type Duck } from './duck.ts';

/** Table functions that only compute, or describe the views; every other one is refused. */
const tableFunctions = new Set([
  ...['generate_series', 'histogram', 'histogram_values', 'json_each', 'json_tree', 'range', 'repeat', 'unnest'],
  ...['duckdb_columns', 'duckdb_functions', 'duckdb_tables', 'duckdb_types', 'duckdb_views'],
]);

/** What the parser says about a text: a tree of nodes per statement, or why there is none. */
interface Parsed {
  readonly error: boolean;
  readonly error_type?: string;
  readonly error_message?: string;
  readonly statements?: readonly unknown[];
}

/**
 * Passes exactly one SELECT (beginning with SELECT, WITH or FROM, in parentheses or not). The text is parsed
 * by DuckDB itself and not run.
 * @throws ProductError `usage` for anything else.
 */
export async function assertSingleSelect(duck: Duck, sql: string): Promise<void> {
  if (!/^(?:\s|\(|--[^\n]*\n|\/\*[^]*?\*\/)*(?:select|with|from)\b/i.test(sql)) throw notOneSelect();
  const parsed = await parse(duck, sql);
  if (parsed.error && parsed.error_type === 'parser') {
    throw new ProductError('usage', `The query cannot be read: ${parsed.error_message ?? 'syntax error'}.`);
  }
  if (parsed.error || parsed.statements?.length !== 1) throw notOneSelect();
  for (const name of tableFunctionsIn(parsed.statements[0])) {
    if (tableFunctions.has(name.toLowerCase())) continue;
    throw new ProductError('usage', `A query may not use the table function "${name}": it reads the views alone.`, {
      next: 'The views are samples, texts, decisions, scores, measurements, clusters, selected, training, captions, edits and tags.',
    });
  }
}

/**
 * Functions of a SELECT whose value may be another the next time, such as `random` or `now`.
 * @param sql has passed {@link assertSingleSelect}
 */
export async function unsteadyFunctions(duck: Duck, sql: string): Promise<string[]> {
  const names = [...new Set(namesIn(await parse(duck, sql), 'function_name'))];
  if (names.length === 0) return [];
  const listed = names.map(quoteText).join(', ');
  const result = await duck.run(
    `SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_name IN (${listed}) AND stability <> 'CONSISTENT' ORDER BY ALL`,
  );
  return (await result.getRows()).map(([name]) => String(name));
}

/** All texts under a key, anywhere in a parsed statement. */
function namesIn(node: unknown, key: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    name === key && typeof value === 'string' ? [value] : namesIn(value, key),
  );
}

async function parse(duck: Duck, sql: string): Promise<Parsed> {
  // The parser would look no further than there, and pass what comes behind it.
  if (sql.includes('\0')) throw new ProductError('usage', 'The query cannot be read: it has a null character.');
  try {
    const result = await duck.run(`SELECT json_serialize_sql(${quoteText(sql)})`);
    const rows = await result.getRows();
    return JSON.parse(String(rows[0]?.[0])) as Parsed;
  } catch (error) {
    throw new ProductError('usage', 'The query cannot be read.', { cause: error });
  }
}

/** Names of table functions anywhere in a parsed statement. */
function tableFunctionsIn(node: unknown): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      const fields = value as Record<string, unknown>;
      if (fields['type'] === 'TABLE_FUNCTION') found.push(functionName(fields['function']));
      Object.values(fields).forEach(visit);
    }
  };
  visit(node);
  return found;
}

function functionName(call: unknown): string {
  const name = typeof call === 'object' && call !== null && 'function_name' in call ? call.function_name : undefined;
  return typeof name === 'string' ? name : '?';
}

function notOneSelect(): ProductError {
  return new ProductError('usage', 'A query is exactly one SELECT; nothing else is run.', {
    safe: 'Nothing was run.',
    next: 'Begin it with SELECT, WITH or FROM.',
  });
}
