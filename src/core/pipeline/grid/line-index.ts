/** The lines of a dataset file as they are found: enough to show samples before they are imported, or without it. */
import type { FileHandle } from 'node:fs/promises';
import { ProductError } from '../../../protocol/errors.ts';
import { sentencesText, type FilterSentence } from '../../../protocol/filter-sentences.ts';
import type { FilterProblem, GridQuestion, GridRow } from '../../../protocol/grid.ts';
import type { ImportBatch } from '../../dataset/import.ts';
import { openDataset } from '../../dataset/open-file.ts';
import { problemAt } from './filter-lexer.ts';
import type { GridData } from './grid-data.ts';
import type { ResultRows } from './results.ts';
import { captionOrNull } from './rows.ts';
import { samplesAt } from './sample-lines.ts';

/** Lines read at once where many ids are wanted. */
const atOnce = 2000;

/** See {@link GridData}. Grows with every {@link add}; holds the file open from its first row on. */
export class LineIndex implements GridData {
  /** Lines that are no samples. */
  problems = 0;
  complete = false;
  readonly #path: string;
  /** Why filters and orders cannot be had. */
  readonly #why: FilterSentence;
  #rows = 0;
  #numbers = new Int32Array(0);
  #offsets = new Float64Array(0);
  #lengths = new Float64Array(0);
  /** Ids that are not those of the lines: of lines without one, and of later duplicates. */
  readonly #ids = new Map<number, string>();
  #file: Promise<FileHandle> | null = null;

  constructor(path: string, why: FilterSentence) {
    this.#path = path;
    this.#why = why;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Adds the next lines, in their order. */
  add({ rows, columns }: ImportBatch): void {
    this.#grow(this.#rows + rows);
    this.#numbers.set(columns.line, this.#rows);
    this.#offsets.set(columns.byte_offset, this.#rows);
    this.#lengths.set(columns.byte_length, this.#rows);
    columns.id.forEach((id, i) => {
      if (id.endsWith(`~${columns.line[i]!}`)) this.#ids.set(this.#rows + i, id);
      if (columns.problem[i] !== null) this.problems++;
    });
    this.#rows += rows;
  }

  find({ filter, orderBy }: GridQuestion): Promise<{ rows: ResultRows; problem: FilterProblem | null }> {
    if (orderBy !== null) return Promise.reject(new ProductError('usage', sentencesText([this.#why])));
    if (filter.trim() === '') return Promise.resolve({ rows: null, problem: null });
    return Promise.resolve({
      rows: new Int32Array(0),
      problem: problemAt([this.#why], { start: 0, end: filter.length }),
    });
  }

  async read(rows: readonly number[], scores: readonly string[]): Promise<GridRow[]> {
    const none = Object.fromEntries(scores.map((key) => [key, null]));
    const samples = await this.#samples(rows);
    return rows.map((row) => {
      const { id, text, images, problem } = samples.get(row)!;
      return {
        ...unjudged,
        row,
        id: this.#ids.get(row) ?? id ?? '',
        caption: captionOrNull(text),
        images,
        problem,
        scores: none,
      };
    });
  }

  async ids(rows: Int32Array): Promise<string[]> {
    const ids: string[] = [];
    for (let from = 0; from < rows.length; from += atOnce) {
      const some = [...rows.subarray(from, from + atOnce)];
      const samples = await this.#samples(some);
      for (const row of some) ids.push(this.#ids.get(row) ?? samples.get(row)!.id ?? '');
    }
    return ids;
  }

  async rowOf(id: string): Promise<number> {
    for (let from = 0; from < this.#rows; from += atOnce) {
      const some = Int32Array.from({ length: Math.min(atOnce, this.#rows - from) }, (_, i) => from + i);
      const place = (await this.ids(some)).indexOf(id);
      if (place >= 0) return from + place;
    }
    return -1;
  }

  async close(): Promise<void> {
    await (await this.#file?.catch(() => null))?.close();
  }

  async #samples(rows: readonly number[]) {
    const file = await (this.#file ??= openDataset(this.#path));
    return samplesAt(file, rows, (row) => ({
      number: this.#numbers[row]!,
      offset: this.#offsets[row]!,
      length: this.#lengths[row]!,
    }));
  }

  /** Doubles, so that adding costs the same however many there are. */
  #grow(rows: number): void {
    if (rows <= this.#offsets.length) return;
    const size = Math.max(rows, 2 * this.#offsets.length);
    const [numbers, offsets, lengths] = [this.#numbers, this.#offsets, this.#lengths];
    this.#numbers = new Int32Array(size);
    this.#offsets = new Float64Array(size);
    this.#lengths = new Float64Array(size);
    this.#numbers.set(numbers);
    this.#offsets.set(offsets);
    this.#lengths.set(lengths);
  }
}

const unjudged = {
  before: null,
  origin: 'source',
  outcome: null,
  decided: null,
  edited: false,
  pending: false,
  tags: [],
  cluster: null,
  times: null,
} as const;
