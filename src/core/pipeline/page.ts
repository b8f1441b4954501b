/**
 * Pages of a dataset's samples, filtered and sorted by scores: what a grid shows. Only the columns that a question names
 * are read, once; a question then walks along a sorted column, and texts and pictures are fetched for its few rows.
 */
import type { Outcome } from '../../protocol/records.ts';
import { ProductError } from '../../protocol/errors.ts';
import { captionOf, recogniseTokens } from '../dataset/tokens.ts';
import { nearest } from '../recipe/nearest.ts';
import { column, doublesAt } from '../store/columns.ts';
import { selectRows } from '../store/rows.ts';
import { listStatistics, partOf, statisticByRow, statisticSql, statisticsOf } from './completed.ts';
import { editedDataset } from './edited.ts';
import { editedSince } from './edited-since.ts';
import type { Flow } from './flow.ts';
import { imported } from './imported.ts';
import { lastFlow } from './last-flow.ts';
import { SampleReader } from './sample-reader.ts';
import type { Session } from './session.ts';

/** What rows of a page have in common: a score within bounds, ends included, or one of some outcomes. A row without the score is not within. */
export type Condition =
  { readonly score: string; readonly min?: number; readonly max?: number } | { readonly outcomes: readonly Outcome[] };

/** Which rows, in which order. Scores go by their statistics keys; a list has its mean. */
export interface PageQuestion {
  /** All must hold. */
  readonly where?: readonly Condition[];
  /** Ties in dataset order, rows without the score last; left out: dataset order. */
  readonly orderBy?: { readonly score: string; readonly descending?: boolean };
  /** 1 to 1000. */
  readonly limit: number;
  /** Only rows behind this one in the order asked for: `next` of the page before. */
  readonly after?: PageKey;
  /** Scores to show. */
  readonly scores?: readonly string[];
}

/** A row's place in an order: its score (null: none, or dataset order) and its place in the dataset. */
export interface PageKey {
  readonly value: number | null;
  readonly row: number;
}

/** A sample as a grid shows it. */
export interface PageRow {
  /** Its 0-based place in the dataset. */
  readonly row: number;
  readonly id: string;
  /** Null for a line without a readable text. */
  readonly caption: string | null;
  readonly images: readonly string[];
  /** In the last stage that it entered; `kept` where none decided. */
  readonly outcome: Outcome;
  /** The scores asked for; null where it has none. */
  readonly scores: Readonly<Record<string, number | readonly number[] | null>>;
}

/** A page, and where the next begins; null: there is none. */
export interface Page {
  readonly rows: readonly PageRow[];
  readonly next: PageKey | null;
}

const outcomes = ['kept', 'dropped', 'failed'] as const;
const mostRows = 1000;

/** Opens a dataset's pages as the recipe run last, and people's edits until now, left it: after a run or an edit open them anew. */
export async function openPages(session: Session): Promise<Pages> {
  const dataset = await imported(session);
  const { flow } = await lastFlow(session, dataset);
  const { applied } = await editedDataset(session, flow.chain);
  const since = await editedSince(session, flow.chain, applied);
  return new Pages(session, flow, await SampleReader.open(session, dataset, flow.chain), since);
}

/** Answers pages; what it has read stays in memory, 12 bytes per row and score. */
export class Pages {
  readonly #session: Session;
  readonly #flow: Flow;
  readonly #count: number;
  readonly #samples: SampleReader;
  /** Texts edited since the last run. */
  readonly #edited: ReadonlyMap<number, string>;
  readonly #scores = new Map<string, Promise<Float64Array>>();
  readonly #orders = new Map<string, Promise<Int32Array>>();
  #outcomes: Promise<Uint8Array> | undefined;

  constructor(session: Session, flow: Flow, samples: SampleReader, edited: ReadonlyMap<number, string>) {
    this.#session = session;
    this.#flow = flow;
    this.#count = flow.rows;
    this.#samples = samples;
    this.#edited = edited;
  }

  /** Lets the dataset file go. */
  async close(): Promise<void> {
    await this.#samples.close();
  }

  /**
   * @throws ProductError `usage` for a score that nothing measured, or a limit out of range; `unusable` when the dataset
   * file has changed
   */
  async page({ where = [], orderBy, limit, after, scores = [] }: PageQuestion): Promise<Page> {
    if (!Number.isInteger(limit) || limit < 1 || limit > mostRows)
      throw new ProductError('usage', `A page has 1 to ${mostRows} rows, not ${limit}.`);
    const tests = await Promise.all(where.map((condition) => this.#test(condition)));
    const order = orderBy === undefined ? null : await this.#order(orderBy.score, orderBy.descending === true);
    const values = orderBy === undefined ? null : await this.#score(orderBy.score);
    const keyOf = (row: number): PageKey => ({ value: numberOrNull(values?.[row]), row });
    const found: number[] = [];
    let place = after === undefined ? 0 : placeBehind(after, this.#count, (at) => keyOf(order?.[at] ?? at), orderBy);
    for (; place < this.#count && found.length <= limit; place++) {
      const row = order?.[place] ?? place;
      if (tests.every((test) => test(row))) found.push(row);
    }
    const shown = found.slice(0, limit);
    return { rows: await this.#rows(shown, scores), next: found.length > limit ? keyOf(shown.at(-1)!) : null };
  }

  async #test(condition: Condition): Promise<(row: number) => boolean> {
    if ('outcomes' in condition) {
      const is = await (this.#outcomes ??= this.#readOutcomes());
      const wanted = outcomes.map((outcome) => condition.outcomes.includes(outcome));
      return (row) => wanted[is[row]!]!;
    }
    const { score, min = -Infinity, max = Infinity } = condition;
    const values = await this.#score(score);
    return (row) => values[row]! >= min && values[row]! <= max;
  }

  /** One number per row of the dataset, NaN where it has none. */
  #score(key: string): Promise<Float64Array> {
    this.#assertMeasured(key);
    return once(this.#scores, key, async () => {
      const values = await statisticByRow(this.#session, this.#flow.completed, key, this.#editedRows());
      const all = new Float64Array(this.#count).fill(NaN);
      all.set(values ?? []);
      return all;
    });
  }

  /** All rows by a score. */
  #order(key: string, descending: boolean): Promise<Int32Array> {
    return once(this.#orders, `${key} ${descending}`, async () => {
      const values = await this.#score(key);
      const { duck, store } = this.#session;
      const sql = await statisticSql({ store }, this.#flow.completed, key, false, this.#editedRows());
      const direction = descending ? 'DESC' : 'ASC';
      const sorted = await selectRows(
        duck,
        `SELECT row FROM (${sql}) WHERE value IS NOT NULL ORDER BY value ${direction}, row`,
      );
      const order = new Int32Array(this.#count);
      order.set(column(sorted, 'row', 'int'));
      let place = sorted.rows;
      values.forEach((value, row) => {
        if (Number.isNaN(value)) order[place++] = row;
      });
      return order;
    });
  }

  async #readOutcomes(): Promise<Uint8Array> {
    const { duck, store } = this.#session;
    const all = new Uint8Array(this.#count);
    for (const stage of this.#flow.completed) {
      const decisions = partOf(stage, 'decisions');
      if (decisions === undefined) continue;
      const source = await store.source([decisions.part]);
      const batch = await selectRows(
        duck,
        `SELECT row, list_position(['kept', 'dropped', 'failed'], outcome)::INTEGER - 1 AS state FROM ${source}`,
      );
      const states = column(batch, 'state', 'int');
      column(batch, 'row', 'int').forEach((row, i) => (all[row] = states[i]!));
    }
    return all;
  }

  async #rows(rows: readonly number[], scores: readonly string[]): Promise<PageRow[]> {
    const states = await (this.#outcomes ??= this.#readOutcomes());
    const shown = await Promise.all(scores.map(async (key) => [key, await this.#shown(key, rows)] as const));
    const samples = await this.#samples.read(rows);
    return rows.map((row) => {
      const { id, text: left, images } = samples.get(row)!;
      const text = this.#edited.get(row) ?? left;
      return {
        row,
        id,
        caption: text === null ? null : captionOf(text, recogniseTokens(text)),
        images,
        outcome: outcomes[states[row]!]!,
        scores: Object.fromEntries(shown.map(([key, of]) => [key, of(row)])),
      };
    });
  }

  /** A score of the rows as it was measured: lists as lists. */
  async #shown(key: string, rows: readonly number[]): Promise<(row: number) => number | number[] | null> {
    if (!listStatistics(this.#flow.completed).has(key)) {
      const values = await this.#score(key);
      return (row) => numberOrNull(values[row]);
    }
    this.#assertMeasured(key);
    const sql = await statisticSql(this.#session, this.#flow.completed, key, true, this.#editedRows());
    const batch = await selectRows(
      this.#session.duck,
      `SELECT row, value FROM (${sql}) WHERE row IN (${[-1, ...rows].join(', ')})`,
    );
    const lists = column(batch, 'value', 'doubles');
    const places = new Map(Array.from(column(batch, 'row', 'int'), (row, i) => [row, i]));
    return (row) => {
      const place = places.get(row);
      const list = place === undefined ? null : doublesAt(lists, place);
      return list && [...list];
    };
  }

  /** A source of the rows whose text has no scores yet. */
  #editedRows(): string | undefined {
    return this.#edited.size === 0 ? undefined : `(SELECT unnest([${[...this.#edited.keys()].join(', ')}]) AS row)`;
  }

  #assertMeasured(key: string): void {
    const known = statisticsOf(this.#flow.completed);
    if (known.includes(key)) return;
    const near = nearest(key, known);
    throw new ProductError('usage', `No stage has measured "${key}".`, {
      next: near === undefined ? `Measured are: ${known.join(', ') || 'none yet'}.` : `Did you mean ${near}?`,
    });
  }
}

/** The first place in an order behind a key. */
function placeBehind(
  key: PageKey,
  count: number,
  keyAt: (place: number) => PageKey,
  orderBy: PageQuestion['orderBy'],
): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBehind(keyAt(middle), key, orderBy?.descending === true)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isBehind(a: PageKey, b: PageKey, descending: boolean): boolean {
  if (a.value === b.value) return a.row > b.row;
  if (a.value === null || b.value === null) return a.value === null;
  return descending ? a.value < b.value : a.value > b.value;
}

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Reads once; a read that failed is tried again. */
function once<T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  let found = known.get(key);
  if (found === undefined) {
    found = read();
    known.set(key, found);
    found.catch(() => known.delete(key));
  }
  return found;
}
