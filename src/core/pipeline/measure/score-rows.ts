import { foldChunks, type ScoreColumn } from '../decide/score-column.ts';
import { contentColumns, sizesSuffix, type MeasuredColumn, type MeasuringUse } from './measurement.ts';
import { doublesOf, type Batch, type ColumnData } from '../../store/columns.ts';
import type { RememberedValue } from './score-memory.ts';

/** Values of one column of a measurement; of a number NaN, of the others null, until they are set. */
type Values = Float64Array | (RememberedValue | null)[];

/** The scores of some rows on their way into a part. */
export class ScoreRows {
  readonly #uses: readonly MeasuringUse[];
  readonly #rows: Int32Array;
  readonly #notes: Record<'failures' | 'flags', (string | null)[]>;
  readonly #texts: BigUint64Array;
  readonly #contents: ReadonlyMap<string, BigUint64Array>;
  readonly #values: readonly (readonly Values[])[];

  /** @param rows their places in the dataset, in the order in which they are set */
  constructor(uses: readonly MeasuringUse[], rows: Int32Array) {
    const count = rows.length;
    const nulls = (): null[] => new Array<null>(count).fill(null);
    this.#uses = uses;
    this.#rows = rows;
    this.#notes = { failures: nulls(), flags: nulls() };
    this.#texts = new BigUint64Array(count);
    this.#contents = new Map(contentColumns(uses).map((name) => [name, new BigUint64Array(count)]));
    this.#values = uses.map(({ measurement }) =>
      measurement.columns.map(({ type }) => (type === 'double' ? new Float64Array(count).fill(NaN) : nulls())),
    );
  }

  /** The content hash of the text that the row leaves the stage with. */
  setText(index: number, hash: bigint): void {
    this.#texts[index] = hash;
  }

  /** What a measurement gave for a row. */
  set(index: number, use: number, content: bigint, values: readonly RememberedValue[]): void {
    this.#contents.get(this.#uses[use]!.measurement.content)![index] = content;
    values.forEach((value, column) => (this.#values[use]![column]![index] = value as number));
  }

  /** The content hash of a row in a column beside those of the measurements' own contents. */
  setHash(index: number, name: string, hash: bigint): void {
    this.#contents.get(name)![index] = hash;
  }

  /** What was measured for one row, as columns of that row; null where nothing was. */
  columnsAt(index: number, use: number): ScoreColumn[] | null {
    const { measurement } = this.#uses[use]!;
    const read = ({ type }: MeasuredColumn, i: number): ScoreColumn | null => {
      const value = this.#values[use]![i]![index]!;
      if (type === 'double')
        return Number.isNaN(value) ? null : { values: Float64Array.of(value as number), offsets: null };
      return value instanceof Float64Array ? { values: value, offsets: Uint32Array.of(0, value.length) } : null;
    };
    const all = measurement.columns.map(read);
    if (all.includes(null)) return null;
    return measurement.columns.flatMap(({ chunks, key }, i) => {
      if (key.endsWith(sizesSuffix)) return [];
      if (chunks === undefined) return all[i]!;
      const sizes = all[measurement.columns.findIndex(({ name }) => name === chunks.sizes)]!;
      return foldChunks({ ...all[i]!, sizes }, chunks.reduce);
    });
  }

  /** Why operators could not measure a row, or what they noticed, by their labels. */
  annotate(index: number, kind: 'failures' | 'flags', sentences: Readonly<Record<string, string>>): void {
    if (Object.keys(sentences).length > 0) this.#notes[kind][index] = JSON.stringify(sentences);
  }

  batch(): Batch {
    const contents = Object.fromEntries(this.#contents);
    const columns: Record<string, ColumnData> = {
      row: this.#rows,
      text_hash: this.#texts,
      ...this.#notes,
      ...contents,
    };
    this.#uses.forEach(({ measurement }, use) => {
      measurement.columns.forEach(({ name, type }, i) => {
        const values = this.#values[use]![i]!;
        columns[name] =
          type === 'doubles' ? doublesOf(values as (Float64Array | null)[]) : (values as Float64Array | string[]);
      });
    });
    return { rows: this.#rows.length, columns };
  }
}
