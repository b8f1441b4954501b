import { column } from '../../store/columns.ts';
import type { Part } from '../../store/part-check.ts';
import type { Parts } from '../../store/parts.ts';
import { partsOfRole } from '../../store/state/stages.ts';
import { ScoreMemory } from '../measure/score-memory.ts';
import type { Session } from '../session.ts';

/** What a vector is asked for by. */
export interface AskedContent {
  /** Hash of what the vector is made of; null: it is not known, and neither is the vector. */
  readonly content: bigint | null;
  /** The row that asks: where that row has this content in an earlier run, it is found faster. */
  readonly row: number;
}

/**
 * Vectors that were made before under the same key: by earlier runs, and by this one. In memory are rows and hashes of
 * contents; the vectors stay in their parts until they are asked for.
 */
export class EmbeddingMemory {
  /** Everything but the content that a vector depends on. */
  readonly key: string;
  readonly #store: Parts;
  readonly #places = new ScoreMemory();
  readonly #parts: Part[] = [];

  private constructor(key: string, store: Parts) {
    this.key = key;
    this.#store = store;
  }

  /** What the runs that are still kept have left. @throws ProductError `damaged` */
  static async load({ state, store }: Pick<Session, 'state' | 'store'>, key: string): Promise<EmbeddingMemory> {
    const memory = new EmbeddingMemory(key, store);
    for (const { part, meta } of [...partsOfRole(state, 'embeddings'), ...partsOfRole(state, 'segment-embeddings')]) {
      if ((meta as { key?: string | null }).key === key && store.isThere(part)) await memory.add(part);
    }
    return memory;
  }

  /** Adds a part with the columns `row, content, vector`. @throws ProductError `damaged` */
  async add(part: Part): Promise<void> {
    const batch = await this.#store.readColumns([part], ['row', 'content']);
    const row = column(batch, 'row', 'int');
    this.#places.add(part.sha256, { row, content: column(batch, 'content', 'hash'), read: (index) => [row[index]!] });
    this.#parts.push(part);
  }

  /** The known vectors of contents, else null; fast where rows ask in their order. @throws ProductError `damaged` */
  async recall(asked: readonly AskedContent[]): Promise<readonly (Float32Array | null)[]> {
    const found = new Map<bigint, Float32Array>();
    for (const part of this.#parts) {
      const wanted = new Map<number, bigint>();
      for (const { row, content } of asked) {
        if (content === null || found.has(content)) continue;
        const place = this.#places.recall(part.sha256, row, content);
        if (place !== null) wanted.set(place[0] as number, content);
      }
      if (wanted.size > 0) await this.#read(part, wanted, found);
    }
    return asked.map(({ content }) => (content === null ? null : (found.get(content) ?? null)));
  }

  /** Reads the vectors of some rows of a part. */
  async #read(part: Part, wanted: ReadonlyMap<number, bigint>, found: Map<bigint, Float32Array>): Promise<void> {
    const rows = [...wanted.keys()].sort((a, b) => a - b);
    const where = `row BETWEEN ${rows[0]!} AND ${rows.at(-1)!}`;
    for await (const batch of this.#store.stream([part], ['row', 'vector'], { where, batchRows: 2048 })) {
      const vectors = column(batch, 'vector', 'floats');
      const size = vectors.length / batch.rows;
      column(batch, 'row', 'int').forEach((row, i) => {
        const content = wanted.get(row);
        // A row that failed stands there with the hash 0: were 0 asked for, its NaN must not be the answer.
        if (content !== undefined && !Number.isNaN(vectors[i * size]))
          found.set(content, vectors.slice(i * size, (i + 1) * size));
      });
    }
  }
}
