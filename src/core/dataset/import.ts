/** A dataset file as columns of samples: what the store writes as its first part. */
import { IdAllocator } from './ids.ts';
import { readLines, type FileSummary, type Line } from './lines.ts';
import { parseSample, type Sample } from './sample.ts';

/** The columns of imported samples, in order, with the types of the store's columns. */
export const sampleColumns = [
  { name: 'row', type: 'int' },
  { name: 'line', type: 'int' },
  { name: 'id', type: 'text' },
  { name: 'source_id', type: 'text' },
  { name: 'text', type: 'text' },
  { name: 'images', type: 'texts' },
  { name: 'byte_offset', type: 'double' },
  { name: 'byte_length', type: 'double' },
  { name: 'problem', type: 'text' },
] as const;

/** Some samples in order of lines, column by column; row `i` has the pictures `values[offsets[i] .. offsets[i + 1])`. */
export interface ImportBatch {
  readonly rows: number;
  readonly columns: {
    /** 0-based number of the sample in the dataset. */
    readonly row: Int32Array;
    /** 1-based number of its line; blank lines count. */
    readonly line: Int32Array;
    /** Unique in the dataset. */
    readonly id: readonly string[];
    /** The token of the line's own id, as written. */
    readonly source_id: readonly (string | null)[];
    readonly text: readonly (string | null)[];
    readonly images: { readonly offsets: Uint32Array; readonly values: readonly string[]; readonly valid: null };
    readonly byte_offset: Float64Array;
    /** A double, because a line over the cap may have 2^31 bytes and more. */
    readonly byte_length: Float64Array;
    /** Why the sample fails in the first stage; null for a good one. */
    readonly problem: readonly (string | null)[];
  };
}

/** What was imported. */
export interface ImportSummary extends FileSummary {
  readonly samples: number;
  /** How many samples have a problem. */
  readonly problems: number;
  /** How many samples carry the id of an earlier one. */
  readonly duplicateIds: number;
  /** How many samples carry no id, unreadable lines among them. */
  readonly missingIds: number;
}

/** A batch is handed on at either. */
const batchRows = 8192;
const batchBytes = 16 * 1024 * 1024;

/**
 * Reads a whole dataset file. A bad line is a sample with a problem; nothing else stops for it.
 * @param cap see {@link readLines}
 * @throws ProductError `usage` when the file is no JSONL file at all
 */
export async function* importDataset(file: string, cap?: number): AsyncGenerator<ImportBatch, ImportSummary> {
  const ids = new IdAllocator();
  const reader = readLines(file, cap);
  let samples = 0;
  let problems = 0;
  let builder = new BatchBuilder(0);
  try {
    for (;;) {
      const step = await reader.next();
      if (step.done === true) {
        if (builder.rows > 0) yield builder.finish();
        return { ...step.value, samples, problems, duplicateIds: ids.duplicates, missingIds: ids.missing };
      }
      const { bytes, utf8, lines } = step.value;
      for (const line of lines) {
        const sample = parseSample(bytes, line, utf8);
        builder.add(line, sample, ids.allocate(sample.id, line.number));
        samples++;
        if (sample.problem !== null) problems++;
        if (builder.rows < batchRows && builder.bytes < batchBytes) continue;
        yield builder.finish();
        builder = new BatchBuilder(samples);
      }
    }
  } finally {
    // Closes the file where the caller leaves early; after the end it does nothing.
    await reader.return(undefined as never);
  }
}

/** Gathers the rows of one batch. */
class BatchBuilder {
  rows = 0;
  /** Of the lines that were added, those over the cap left out. */
  bytes = 0;
  readonly #firstRow: number;
  readonly #line: number[] = [];
  readonly #id: string[] = [];
  readonly #sourceId: (string | null)[] = [];
  readonly #text: (string | null)[] = [];
  readonly #images: string[] = [];
  readonly #imageOffsets: number[] = [0];
  readonly #byteOffset: number[] = [];
  readonly #byteLength: number[] = [];
  readonly #problem: (string | null)[] = [];

  constructor(firstRow: number) {
    this.#firstRow = firstRow;
  }

  add(line: Line, sample: Sample, id: string): void {
    this.rows++;
    if (line.start >= 0) this.bytes += line.length;
    this.#line.push(line.number);
    this.#id.push(id);
    this.#sourceId.push(sample.sourceId);
    this.#text.push(sample.text);
    for (const image of sample.images) this.#images.push(image);
    this.#imageOffsets.push(this.#images.length);
    this.#byteOffset.push(line.offset);
    this.#byteLength.push(line.length);
    this.#problem.push(sample.problem);
  }

  finish(): ImportBatch {
    return {
      rows: this.rows,
      columns: {
        row: Int32Array.from({ length: this.rows }, (_, index) => this.#firstRow + index),
        line: Int32Array.from(this.#line),
        id: this.#id,
        source_id: this.#sourceId,
        text: this.#text,
        images: { offsets: Uint32Array.from(this.#imageOffsets), values: this.#images, valid: null },
        byte_offset: Float64Array.from(this.#byteOffset),
        byte_length: Float64Array.from(this.#byteLength),
        problem: this.#problem,
      },
    };
  }
}
