import { quoteName } from '../store/duck.ts';

/**
 * Where the rows of a stage come from, as SQL: the imported samples, people's edits, and what the stages before
 * kept and changed. Each name is a source for FROM, see `Parts.source`.
 */
export interface Chain {
  /**
   * Imported samples, see `dataset/import`, and behind them those that stages created; besides their columns each has
   * `parent` (an id), `parent_row` and `origin`.
   */
  readonly samples: string;
  /** `row, text` of edited samples; null where nothing was edited. */
  readonly edited: string | null;
  /** `row, text` that mappers of the stages before changed, in the order of the stages. */
  readonly texts: readonly string[];
  /** `row, outcome` of the last stage before that decided; null: all samples enter. */
  readonly decisions: string | null;
}

/** The text of a sample after the chain's stages, as an SQL expression over the aliases of {@link presentRows}. */
function presentText({ edited, texts }: Chain): string {
  const sources = [...texts.map((_, i) => `t${i}.text`).reverse(), ...(edited === null ? [] : ['e.text']), 's.text'];
  return sources.length === 1 ? 's.text' : `coalesce(${sources.join(', ')})`;
}

/** Rows beyond `after`, up to and with `to`. */
export interface RowRange {
  readonly after: number;
  readonly to: number;
}

/**
 * The rows that come out of the chain, in dataset order.
 * @param columns of the imported samples, besides `row` and the present `text`; the text that they were born with is `born`
 * @param only only these rows; each source is cut to them, so that a join holds no more than that
 */
export function presentRows(chain: Chain, columns: readonly string[], only?: RowRange | readonly number[]): string {
  const within = (column: string): string => (only === undefined ? 'true' : rowsWithin(column, only));
  const join = (source: string, alias: string): string =>
    ` LEFT JOIN (SELECT row, text FROM ${source} WHERE ${within('row')}) ${alias} ON ${alias}.row = s.row`;
  const edited = chain.edited === null ? '' : join(chain.edited, 'e');
  const texts = chain.texts.map((source, i) => join(source, `t${i}`)).join('');
  return `SELECT s.row, ${presentText(chain)} AS text${named(columns)} FROM ${chain.samples} s${edited}${texts}
    WHERE ${within('s.row')} AND ${kept(chain, within('row'))} ORDER BY s.row`;
}

/** Whether a column of row numbers is within some, as SQL. Bounds are told too: by them a part skips what it need not unpack. */
export function rowsWithin(column: string, only: RowRange | readonly number[]): string {
  if ('after' in only) return `${column} > ${only.after} AND ${column} <= ${only.to}`;
  if (only.length === 0) return 'false';
  const first = only.reduce((a, b) => Math.min(a, b));
  const last = only.reduce((a, b) => Math.max(a, b));
  if (first === last) return `${column} = ${first}`;
  return `${column} BETWEEN ${first} AND ${last} AND ${column} IN (${only.join(', ')})`;
}

/** The same rows without their texts, and so without a join. */
export function keptRows(chain: Chain, columns: readonly string[]): string {
  return `SELECT s.row${named(columns)} FROM ${chain.samples} s WHERE ${kept(chain, 'true')} ORDER BY s.row`;
}

function kept({ decisions }: Chain, within: string): string {
  return decisions === null ? 'true' : `s.row IN (SELECT row FROM ${decisions} WHERE outcome = 'kept' AND ${within})`;
}

function named(columns: readonly string[]): string {
  return columns.map((name) => (name === 'born' ? ', s.text AS born' : `, s.${quoteName(name)}`)).join('');
}

/** The chain with only these rows of what comes out of it. */
export function onlyRows(chain: Chain, rows: ArrayLike<number>): Chain {
  const listed = Array.from(rows).join(', ');
  return { ...chain, decisions: `(SELECT unnest([${listed}]::INTEGER[]) AS row, 'kept' AS outcome)` };
}

/** All samples with their present texts, dropped ones too. */
export function presentTexts(chain: Chain, columns: readonly string[], only?: RowRange | readonly number[]): string {
  return presentRows({ ...chain, decisions: null }, columns, only);
}
