/**
 * Parts: immutable Parquet files named by their SHA-256. Writing makes them durable; only a registration in
 * `state.db` makes them count. Reading checks each part's hash once per process.
 */
import { existsSync } from 'node:fs';
import type { Batch, ColumnSpec } from './columns.ts';
import { globEscape, quoteName, quoteText, type Duck } from './duck.ts';
import { DurableFile, nodeFs, type DurableFs } from './durable.ts';
import { gatherer } from './gather.ts';
import { ParquetWriter } from './parquet/writer.ts';
import { PartCheck, partPath, type Part } from './part-check.ts';
import { selectBatches } from './rows.ts';
import { readVector, resultTypes } from './vectors.ts';

export type { Part } from './part-check.ts';

/** Engine-made SQL after the columns of a read. */
export interface ReadOptions {
  readonly where?: string;
  readonly orderBy?: string;
}

/** A part being written. */
export class PartWriter {
  readonly #kind: string;
  readonly #file: DurableFile;
  readonly #parquet: ParquetWriter;

  constructor(kind: string, columns: readonly ColumnSpec[], file: DurableFile) {
    this.#kind = kind;
    this.#file = file;
    this.#parquet = new ParquetWriter(columns, (bytes) => file.write(bytes));
  }

  /** Appends rows; the batch's arrays must not change afterwards. @throws ProductError `disk`. */
  async append(batch: Batch): Promise<void> {
    await this.#parquet.append(batch);
  }

  /** Makes the part durable under its own name. @throws ProductError `disk`. */
  async finish(): Promise<Part> {
    try {
      await this.#parquet.finish();
    } catch (error) {
      await this.#file.abandon();
      throw error;
    }
    const { sha256, bytes } = await this.#file.finish((file) => `${file.sha256}.parquet`, true);
    return { sha256, kind: this.#kind, rows: this.#parquet.rows, bytes };
  }

  /** Removes what was written; for a part that is not wanted any more. */
  async abandon(): Promise<void> {
    await this.#file.abandon();
  }
}

/** The parts of one dataset. */
export class Parts {
  readonly #folder: string;
  readonly #duck: Duck;
  readonly #check: PartCheck;
  readonly #fs: DurableFs;

  /** @param folder `.better-synth/parts`, which the DuckDB instance may read. */
  constructor(folder: string, duck: Duck, fs: DurableFs = nodeFs) {
    this.#folder = folder;
    this.#duck = duck;
    this.#check = new PartCheck(folder);
    this.#fs = fs;
  }

  /** Whether a part's file is still there: people may delete parts, which costs computing and nothing else. */
  isThere({ sha256 }: Part): boolean {
    return existsSync(partPath(this.#folder, sha256));
  }

  /** Starts a part. @throws ProductError `disk`. */
  async openPart(kind: string, columns: readonly ColumnSpec[]): Promise<PartWriter> {
    return new PartWriter(kind, columns, await DurableFile.create(this.#folder, this.#fs));
  }

  /** Writes a part of one batch. @throws ProductError `disk`. */
  async writePart(kind: string, columns: readonly ColumnSpec[], batch: Batch): Promise<Part> {
    const writer = await this.openPart(kind, columns);
    try {
      await writer.append(batch);
    } catch (error) {
      await writer.abandon();
      throw error;
    }
    return writer.finish();
  }

  /**
   * The parts' rows as a source for FROM, after their hashes were checked.
   * @throws ProductError `damaged`.
   */
  async source(parts: readonly Part[]): Promise<string> {
    if (parts.length === 0) throw new Error('a source needs at least one part');
    await this.#check.check(parts);
    const paths = parts.map(({ sha256 }) => quoteText(globEscape(partPath(this.#folder, sha256))));
    return `read_parquet([${paths.join(', ')}], hive_partitioning = false)`;
  }

  /**
   * Columns of all the parts' rows, part after part unless ordered otherwise.
   * @throws ProductError `damaged`.
   */
  async readColumns(parts: readonly Part[], names: readonly string[], options: ReadOptions = {}): Promise<Batch> {
    const sql = await this.#select(parts, names, options);
    const capacity = parts.reduce((sum, part) => sum + part.rows, 0);
    const { result, chunks } = await this.#duck.stream(sql);
    const types = resultTypes(result);
    const all = types.map((type) => gatherer(type, capacity));
    let rows = 0;
    for await (const chunk of chunks) {
      all.forEach((column, i) => column.add(readVector(chunk, i, types[i]!, true), chunk.rowCount));
      rows += chunk.rowCount;
    }
    return { rows, columns: Object.fromEntries(names.map((name, i) => [name, all[i]!.finish()])) };
  }

  /**
   * The same rows in batches of about `batchRows`, so that memory stays flat.
   * @throws ProductError `damaged`.
   */
  async *stream(
    parts: readonly Part[],
    names: readonly string[],
    options: ReadOptions & { readonly batchRows?: number } = {},
  ): AsyncGenerator<Batch> {
    if (parts.length === 0) return;
    const sql = await this.#select(parts, names, options);
    for await (const batch of selectBatches(this.#duck, sql, options.batchRows ?? 8192)) {
      if (batch.rows > 0) yield batch;
    }
  }

  /** Rows of several parts with the same columns as one part, in the parts' order. */
  async mergeParts(kind: string, columns: readonly ColumnSpec[], parts: readonly Part[]): Promise<Part> {
    const writer = await this.openPart(kind, columns);
    try {
      const names = columns.map(({ name }) => name);
      for await (const batch of this.stream(parts, names)) await writer.append(batch);
    } catch (error) {
      await writer.abandon();
      throw error;
    }
    return writer.finish();
  }

  async #select(parts: readonly Part[], names: readonly string[], { where, orderBy }: ReadOptions): Promise<string> {
    const from = `SELECT ${names.map(quoteName).join(', ')} FROM ${await this.source(parts)}`;
    return (
      from + (where === undefined ? '' : ` WHERE ${where}`) + (orderBy === undefined ? '' : ` ORDER BY ${orderBy}`)
    );
  }
}
