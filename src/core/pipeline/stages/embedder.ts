import type { StoredPictureBook } from '../pictures.ts';
import type { EmbeddingMemory } from './embedding-memory.ts';

/** A sample that enters a cluster stage. */
export interface EnteringRow {
  readonly row: number;
  /** Its present text without special tokens. */
  readonly caption: string;
  /** Paths, as listed. */
  readonly images: readonly string[];
  /** Why its line is no sample; null: it is one. */
  readonly problem: string | null;
}

/** A sample's vector, with the hash of what it was made of. */
export interface Embedding {
  readonly content: bigint;
  readonly vector: Float32Array;
}

/** A sample with its vector, or with why it has none. */
export interface EmbeddedRow {
  readonly row: number;
  readonly result: Embedding | string;
}

/** Turns samples into vectors. */
export interface Embedder {
  /** Values of a vector, at least 1. */
  readonly dimensions: number;
  /** How many samples are embedded together: always the same ones, so that a killed run ends like any other. */
  readonly groupRows: number;
  /** Vectors that were made before; null: none can be taken over. */
  readonly memory: EmbeddingMemory | null;
  /** Where it writes down what it learns of pictures; null: it looks at none. */
  readonly book: StoredPictureBook | null;
  /** How many pictures it has looked at, and decoded. */
  readonly pictures?: { readonly looked: number; readonly decoded: number };
  /** Hashes of what samples are made of, as far as they can be told without making vectors; else null. */
  contents(rows: readonly EnteringRow[]): Promise<readonly (bigint | null)[]>;
  /** Per sample its vector, or why it has none. @throws ProductError `model`, `unusable` */
  embed(rows: readonly EnteringRow[]): Promise<readonly (Embedding | string)[]>;
  /** What is worth telling at the end; null: nothing. */
  note(): string | null;
  close(): Promise<void>;
}
