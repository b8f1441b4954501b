/** What filters and orders look at: a number per row, each read when it is first asked for. */
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { lastPartOf, listStatistics, placesOfStatistic, statisticByRow, statisticsOf } from '../completed.ts';
import { identityOf, type Flow } from '../flow.ts';
import type { Session } from '../session.ts';
import { CaptionTexts } from './caption-texts.ts';
import { readDecided, type Decided } from './decided.ts';
import type { People } from './people.ts';
import { Reasons } from './reasons.ts';

/** Numbers that the grid knows besides statistics. */
export const ownNumbers = ['words', 'characters', 'times', 'cluster', 'distance'] as const;
type OwnNumber = (typeof ownNumbers)[number];

/** Numbers of all rows of a flow. What hangs on edits is read anew when they change, all else as long as the flow is the same. */
export class Columns {
  readonly session: Session;
  readonly flow: Flow;
  readonly reasons: Reasons;
  readonly #pending: ReadonlyMap<number, string>;
  readonly #ofFlow: Map<string, Promise<unknown>>;
  readonly #ofTexts = new Map<string, Promise<unknown>>();

  /** @param before of the same session: what it has read is taken over where the flow is still the same */
  constructor(session: Session, flow: Flow, people: People, before: Columns | null) {
    this.session = session;
    this.flow = flow;
    this.#pending = people.pending;
    const same = before !== null && identityOf(before.flow) === identityOf(flow);
    this.#ofFlow = same ? before.#ofFlow : new Map<string, Promise<unknown>>();
    this.reasons = same ? before.reasons : new Reasons(session, flow.rows);
  }

  /** The statistics that the stages measured. */
  get statistics(): readonly string[] {
    return statisticsOf(this.flow.completed);
  }

  /** Those of them that have a value per picture. */
  get lists(): ReadonlySet<string> {
    return listStatistics(this.flow.completed);
  }

  /** A source of the rows that were edited since the last run, or undefined where there are none. */
  get edited(): string | undefined {
    return this.#pending.size === 0 ? undefined : 'edited_since';
  }

  /** A number per row, NaN for none, of a statistic (of a list its mean) or one of {@link ownNumbers}. */
  async numbers(key: string): Promise<Float64Array> {
    if (isOwn(key)) return this.#own(key);
    const measured = await once(this.#ofFlow, `statistic ${key}`, async () =>
      this.#filled((await statisticByRow(this.session, this.flow.completed, key)) ?? []),
    );
    const ofText = placesOfStatistic(this.flow.completed, key).some((place) => place.ofText);
    return ofText
      ? once(this.#ofTexts, `statistic ${key}`, () => Promise.resolve(this.#unmeasured(measured)))
      : measured;
  }

  /** The captions that stand now. */
  captions(): Promise<CaptionTexts> {
    return once(this.#ofTexts, 'captions', async () => {
      const left = await once(this.#ofFlow, 'captions', () => CaptionTexts.read(this.session, this.flow));
      return left.with(this.#pending);
    });
  }

  /** See {@link Decided}. */
  decided(): Promise<Decided> {
    return once(this.#ofFlow, 'decided', () => readDecided(this.session, this.flow));
  }

  /** Whether any stage selected. */
  get selects(): boolean {
    return lastPartOf(this.flow.completed, 'selected') !== undefined;
  }

  /** All rows in the order of an SQL expression over the samples; kept, because sorting is dear. */
  order(key: string, ofTexts: boolean, read: () => Promise<Int32Array>): Promise<Int32Array> {
    return once(ofTexts ? this.#ofTexts : this.#ofFlow, `order ${key}`, read);
  }

  #own(key: OwnNumber): Promise<Float64Array> {
    if (key === 'words' || key === 'characters') {
      return this.captions().then(({ counts }) => counts[key]);
    }
    return once(this.#ofFlow, key, () => (key === 'times' ? this.#times() : this.#clusters(key)));
  }

  /** How often the last selection takes a row; NaN for all where there is none. */
  async #times(): Promise<Float64Array> {
    const part = lastPartOf(this.flow.completed, 'selected');
    if (part === undefined) return this.#filled([]);
    const all = new Float64Array(this.flow.rows);
    const source = await this.session.store.source([part.part]);
    return this.#into(all, `SELECT row, times::DOUBLE AS value FROM ${source}`);
  }

  /** A created sample that was not clustered itself has its parent's. */
  async #clusters(name: 'cluster' | 'distance'): Promise<Float64Array> {
    const all = this.#filled([]);
    const part = lastPartOf(this.flow.completed, 'clusters');
    if (part === undefined) return all;
    const source = await this.session.store.source([part.part]);
    await this.#into(all, `SELECT row, ${name}::DOUBLE AS value FROM ${source}`);
    const children = await selectRows(
      this.session.duck,
      `SELECT row, parent_row FROM ${this.flow.chain.samples} WHERE parent_row IS NOT NULL ORDER BY row`,
    );
    const parents = column(children, 'parent_row', 'int');
    column(children, 'row', 'int').forEach((row, i) => {
      if (Number.isNaN(all[row])) all[row] = all[parents[i]!]!;
    });
    return all;
  }

  /** No statistic of a text is one of the text that stands there now. */
  #unmeasured(values: Float64Array): Float64Array {
    if (this.#pending.size === 0) return values;
    const left = values.slice();
    for (const row of this.#pending.keys()) left[row] = NaN;
    return left;
  }

  async #into(all: Float64Array, sql: string): Promise<Float64Array> {
    const batch = await selectRows(this.session.duck, sql);
    const values = column(batch, 'value', 'double');
    column(batch, 'row', 'int').forEach((row, i) => (all[row] = values[i]!));
    return all;
  }

  #filled(values: ArrayLike<number>): Float64Array {
    const all = new Float64Array(this.flow.rows).fill(NaN);
    all.set(values);
    return all;
  }
}

function isOwn(key: string): key is OwnNumber {
  return (ownNumbers as readonly string[]).includes(key);
}

/** Reads once; a read that failed is tried again. */
function once<T>(known: Map<string, Promise<unknown>>, key: string, read: () => Promise<T>): Promise<T> {
  const found = known.get(key) as Promise<T> | undefined;
  if (found !== undefined) return found;
  const reading = read();
  known.set(key, reading);
  reading.catch(() => known.delete(key));
  return reading;
}
