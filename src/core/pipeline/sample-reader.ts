/**
 * Single samples by their place in the dataset. Texts and picture paths come from their lines in the dataset file, which
 * costs a read each; a part would have to be unpacked as a whole.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { ProductError } from '../../protocol/errors.ts';
import { column, textsAt } from '../store/columns.ts';
import { selectRows } from '../store/rows.ts';
import type { Import } from '../store/state/registry.ts';
import { rowsWithin, type Chain } from './chain.ts';
import { samplesAt } from './grid/sample-lines.ts';
import type { ImportCounts } from './imported.ts';
import type { Session } from './session.ts';
import { textsByRow } from './texts-by-row.ts';

/** A sample as the chain's stages left it. */
export interface PresentSample {
  readonly id: string;
  /** Null for a line without a readable text. */
  readonly text: string | null;
  /** The text that it was imported or created with. */
  readonly born: string | null;
  readonly images: readonly string[];
}

/** Reads samples, a few at a time. Holds the dataset file open. */
export class SampleReader {
  readonly #session: Session;
  readonly #dataset: Import;
  readonly #chain: Chain;
  readonly #file: FileHandle;
  #lines: Promise<{ offsets: Float64Array; lengths: Float64Array }> | undefined;

  private constructor(session: Session, dataset: Import, chain: Chain, file: FileHandle) {
    this.#session = session;
    this.#dataset = dataset;
    this.#chain = chain;
    this.#file = file;
  }

  /**
   * @param dataset as imported, which the file must still be
   * @param before where lines stand is not read again, where it is known to this one
   */
  static async open(session: Session, dataset: Import, chain: Chain, before?: SampleReader): Promise<SampleReader> {
    const reader = new SampleReader(session, dataset, chain, await open(session.file, 'r'));
    if (before !== undefined && before.#dataset.part.sha256 === dataset.part.sha256) reader.#lines = before.#lines;
    return reader;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /**
   * The samples of these rows.
   * @throws ProductError `unusable` when the file has changed since its import
   */
  async read(rows: readonly number[]): Promise<ReadonlyMap<number, PresentSample>> {
    if (rows.length === 0) return new Map();
    await this.#assertUnchanged();
    const imported = rows.filter((row) => row < this.#dataset.part.rows);
    const created = rows.filter((row) => row >= this.#dataset.part.rows);
    const [lines, ids, children, ...changed] = await Promise.all([
      this.#fromLines(imported),
      this.#ids(imported),
      this.#created(created),
      ...[this.#chain.edited, ...this.#chain.texts]
        .filter((source) => source !== null)
        .map((source) => textsByRow(this.#session, source, 'text', rows)),
    ]);
    return new Map(
      rows.map((row) => {
        const { id, text, images } = lines.get(row) ?? children.get(row)!;
        const present = changed.reduce<string | null>((before, texts) => texts.get(row) ?? before, text);
        return [row, { id: ids.get(row) ?? id ?? '', text: present, born: text, images }];
      }),
    );
  }

  async #fromLines(rows: readonly number[]) {
    const reading = (this.#lines ??= this.#readPlaces());
    reading.catch(() => (this.#lines = undefined));
    const { offsets, lengths } = await reading;
    return samplesAt(this.#file, rows, (row) => ({ number: row + 1, offset: offsets[row]!, length: lengths[row]! }));
  }

  /** Samples that a stage created have no line of their own. */
  async #created(rows: readonly number[]): Promise<ReadonlyMap<number, Omit<PresentSample, 'born'>>> {
    if (rows.length === 0) return new Map();
    const sql = `SELECT row, id, text, images FROM ${this.#chain.samples} WHERE ${rowsWithin('row', rows)}`;
    const batch = await selectRows(this.#session.duck, sql);
    const [ids, texts] = [column(batch, 'id', 'text'), column(batch, 'text', 'text')];
    const images = column(batch, 'images', 'texts');
    return new Map(
      Array.from(column(batch, 'row', 'int'), (row, i) => [
        row,
        { id: ids[i]!, text: texts[i]!, images: textsAt(images, i) ?? [] },
      ]),
    );
  }

  async #readPlaces() {
    const names = ['byte_offset', 'byte_length'] as const;
    const batch = await this.#session.store.readColumns([this.#dataset.part], names);
    return { offsets: column(batch, names[0], 'double'), lengths: column(batch, names[1], 'double') };
  }

  /** Ids that are not those of the lines: of later duplicates, and of lines without one. */
  async #ids(rows: readonly number[]): Promise<ReadonlyMap<number, string | null>> {
    const { duplicateIds, missingIds } = this.#dataset.counts as unknown as ImportCounts;
    return rows.length === 0 || duplicateIds + missingIds === 0
      ? new Map()
      : textsByRow(this.#session, this.#chain.samples, 'id', rows);
  }

  async #assertUnchanged(): Promise<void> {
    const { size, mtimeNs } = await this.#file.stat({ bigint: true });
    if (Number(size) === this.#dataset.size && String(mtimeNs) === this.#dataset.mtimeNs) return;
    throw new ProductError('unusable', 'The dataset file has changed since it was imported.', {
      where: this.#session.file,
      safe: 'Nothing was written to it.',
      next: 'Ask again: a changed file is imported anew.',
    });
  }
}
