import type { Batch, ColumnSpec } from '../../store/columns.ts';
import type { Part } from '../../store/part-check.ts';
import type { PartWriter } from '../../store/parts.ts';
import type { PictureFacts } from '../measure/picture-desk.ts';
import type { EmbeddedRow } from './embedder.ts';
import { pictureFactsPart } from './picture-facts-part.ts';
import type { StageContext, StagePart } from './stage-context.ts';

/** About this often vectors are made durable: a kill costs less than 10 s, or 1 % of a long run. */
const segmentSeconds = 2;
const segmentShare = 0.008;

/** What one segment of embeddings reaches: all entering rows beyond the segment before, up to and with `row`. */
interface EmbeddingSegmentMeta {
  readonly row: number;
  readonly rows: number;
  /** Those that have no vector. */
  readonly failed: number;
  /** See {@link EmbeddingSegments}. */
  readonly key: string | null;
}

/** The columns of an embeddings part. */
function embeddingColumns(dimensions: number): ColumnSpec[] {
  return [
    { name: 'row', type: 'int' },
    { name: 'content', type: 'hash' },
    { name: 'vector', type: 'floats', size: dimensions },
  ];
}

/** Writes vectors, and why rows have none, segment by segment; with the facts of the pictures that were looked at. */
export class EmbeddingSegments {
  readonly #context: StageContext;
  readonly #dimensions: number;
  /** Everything but the content that a vector depends on; null: it depends on all rows of the stage. */
  readonly key: string | null;
  readonly #began: number;
  #writer: PartWriter | null = null;
  #pictures = new Map<string, PictureFacts>();
  #segmentBegan = 0;
  #last = { row: -1, rows: 0, failed: 0 };

  constructor(context: StageContext, dimensions: number, key: string | null) {
    this.#context = context;
    this.#dimensions = dimensions;
    this.key = key;
    this.#began = context.now();
    this.#segmentBegan = this.#began;
  }

  /** What all finished segments together reach, those of a killed run included. */
  get reached(): { readonly row: number; readonly rows: number; readonly failed: number } {
    const metas = this.#parts().map(({ meta }) => meta as unknown as EmbeddingSegmentMeta);
    return metas.reduce((sum, { row, rows, failed }) => ({ row, rows: sum.rows + rows, failed: sum.failed + failed }), {
      row: -1,
      rows: 0,
      failed: 0,
    });
  }

  /** Remembers a picture's facts for this segment. */
  notePicture(path: string, facts: PictureFacts): void {
    this.#pictures.set(path, facts);
  }

  /** Adds rows; the part of the segment that ended with them, or null. @throws ProductError `disk` */
  async append(rows: readonly EmbeddedRow[]): Promise<Part | null> {
    const { store, now } = this.#context;
    this.#writer ??= await store.openPart('embeddings', this.#columns());
    await this.#writer.append(batchOf(rows, this.#dimensions));
    const failed = rows.filter(({ result }) => typeof result === 'string').length;
    this.#last = {
      row: rows.at(-1)!.row,
      rows: this.#last.rows + rows.length,
      failed: this.#last.failed + failed,
    };
    const due = Math.max(segmentSeconds, segmentShare * (now() - this.#began));
    return now() - this.#segmentBegan >= due ? this.finish() : null;
  }

  /** Makes the open segment durable and registers it; null where none is open. @throws ProductError `disk` */
  async finish(): Promise<Part | null> {
    if (this.#writer === null) return null;
    const { store, record, now } = this.#context;
    const part = await this.#writer.finish();
    this.#writer = null;
    const parts: StagePart[] = [{ role: 'segment-embeddings', part, meta: { ...this.#last, key: this.key } }];
    if (this.#pictures.size > 0)
      parts.push({ role: 'pictures', part: await pictureFactsPart(store, this.#pictures), meta: null });
    record.add(parts);
    this.#pictures = new Map();
    this.#last = { row: -1, rows: 0, failed: 0 };
    this.#segmentBegan = now();
    return part;
  }

  /** Removes an unfinished segment's file. */
  async abandon(): Promise<void> {
    await this.#writer?.abandon();
    this.#writer = null;
  }

  /** The vectors of all segments as one part. @throws ProductError `disk`, `damaged` */
  async vectors(): Promise<Part> {
    const { store } = this.#context;
    const columns = embeddingColumns(this.#dimensions);
    const writer = await store.openPart('embeddings', columns);
    const names = columns.map(({ name }) => name);
    const parts = this.#parts().map(({ part }) => part);
    try {
      const batches = store.stream(parts, names, { where: 'reason IS NULL', batchRows: 2048 });
      for await (const batch of batches) await writer.append(batch);
    } catch (error) {
      await writer.abandon();
      throw error;
    }
    return writer.finish();
  }

  /** All segments as a source for FROM: `row, content, vector, reason`; `reason` where there is no vector. */
  async source(): Promise<string> {
    return this.#context.store.source(this.#parts().map(({ part }) => part));
  }

  #parts(): readonly StagePart[] {
    return this.#context.record.parts('segment-embeddings');
  }

  #columns(): ColumnSpec[] {
    return [...embeddingColumns(this.#dimensions), { name: 'reason', type: 'text' }];
  }
}

function batchOf(rows: readonly EmbeddedRow[], dimensions: number): Batch {
  const vector = new Float32Array(rows.length * dimensions).fill(NaN);
  rows.forEach(({ result }, i) => {
    if (typeof result !== 'string') vector.set(result.vector, i * dimensions);
  });
  return {
    rows: rows.length,
    columns: {
      row: Int32Array.from(rows, ({ row }) => row),
      content: BigUint64Array.from(rows, ({ result }) => (typeof result === 'string' ? 0n : result.content)),
      vector,
      reason: rows.map(({ result }) => (typeof result === 'string' ? result : null)),
    },
  };
}
