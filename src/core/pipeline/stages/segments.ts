import type { Json } from '../../../protocol/records.ts';
import type { Batch, ColumnSpec } from '../../store/columns.ts';
import type { PartWriter } from '../../store/parts.ts';
import type { PictureFacts } from '../measure/picture-desk.ts';
import { pictureFactsPart } from './picture-facts-part.ts';
import type { StageContext, StagePart } from './stage-context.ts';

/** About this often what was measured is made durable: a kill costs less than 10 s, or 1 % of a long run. */
const segmentSeconds = 2;
const segmentShare = 0.008;

const textColumns: readonly ColumnSpec[] = [
  { name: 'row', type: 'int' },
  { name: 'text', type: 'text' },
];

/** What one segment reaches: all entering rows up to and with `row`. */
export interface SegmentMeta {
  readonly row: number;
  /** How many entering rows it holds. */
  readonly rows: number;
  readonly failed: number;
  readonly measurements: Json;
}

/** Writes scores, changed texts and picture facts of a stage segment by segment. */
export class Segments {
  readonly #context: StageContext;
  readonly #columns: readonly ColumnSpec[];
  readonly #measurements: Json;
  readonly #began: number;
  #scores: PartWriter | null = null;
  #changed: { row: number; text: string }[] = [];
  #pictures = new Map<string, PictureFacts>();
  #segmentBegan = 0;
  #last = { row: -1, rows: 0, failed: 0 };

  constructor(context: StageContext, columns: readonly ColumnSpec[], measurements: Json) {
    this.#context = context;
    this.#columns = columns;
    this.#measurements = measurements;
    this.#began = context.now();
  }

  /** Remembers a picture's facts for this segment. */
  notePicture(path: string, facts: PictureFacts): void {
    this.#pictures.set(path, facts);
  }

  async append(scores: Batch, changed: readonly { row: number; text: string }[], failed: number): Promise<void> {
    if (this.#scores === null) {
      this.#scores = await this.#context.store.openPart('scores', this.#columns);
      this.#segmentBegan = this.#context.now();
    }
    await this.#scores.append(scores);
    this.#changed.push(...changed);
    const rows = scores.columns['row'] as Int32Array;
    this.#last = {
      row: rows[rows.length - 1]!,
      rows: this.#last.rows + rows.length,
      failed: this.#last.failed + failed,
    };
    const age = this.#context.now() - this.#segmentBegan;
    if (age >= Math.max(segmentSeconds, segmentShare * (this.#context.now() - this.#began))) await this.finish();
  }

  /** Makes the open segment durable and registers it. */
  async finish(): Promise<void> {
    if (this.#scores === null) return;
    const { store, record } = this.#context;
    const meta = { ...this.#last, measurements: this.#measurements };
    const parts: StagePart[] = [{ role: 'segment-scores', part: await this.#scores.finish(), meta }];
    this.#scores = null;
    if (this.#changed.length > 0) {
      parts.push({
        role: 'segment-texts',
        part: await store.writePart('texts', textColumns, textBatch(this.#changed)),
        meta: null,
      });
    }
    if (this.#pictures.size > 0) {
      parts.push({
        role: 'pictures',
        part: await pictureFactsPart(store, this.#pictures),
        meta: null,
      });
    }
    record.add(parts);
    this.#changed = [];
    this.#pictures = new Map();
    this.#last = { row: -1, rows: 0, failed: 0 };
  }

  /** Removes an unfinished segment's file. */
  async abandon(): Promise<void> {
    await this.#scores?.abandon();
    this.#scores = null;
  }

  /** Makes one part of all segments of a kind; null where there is none. */
  async merged(role: 'segment-scores' | 'segment-texts'): Promise<StagePart['part'] | null> {
    const parts = this.#context.record.parts(role).map(({ part }) => part);
    if (parts.length <= 1) return parts[0] ?? null;
    const [kind, columns] =
      role === 'segment-scores' ? (['scores', this.#columns] as const) : (['texts', textColumns] as const);
    return this.#context.store.mergeParts(kind, columns, parts);
  }

  /** A part of no rows, for a stage that nothing entered. */
  async empty(): Promise<StagePart['part']> {
    return (await this.#context.store.openPart('scores', this.#columns)).finish();
  }
}

function textBatch(changed: readonly { row: number; text: string }[]): Batch {
  return {
    rows: changed.length,
    columns: { row: Int32Array.from(changed, ({ row }) => row), text: changed.map(({ text }) => text) },
  };
}
