import type { ModelFolder } from '../../models/model-folder.ts';
import { openTextEncoder, type Pooling, type TextEncoderOptions } from '../../models/text-encoder.ts';
import { contentHash } from '../measure/measurement.ts';
import type { Embedder } from './embedder.ts';
import type { EmbeddingMemory } from './embedding-memory.ts';
import { VectorCache } from './vector-cache.ts';

/** Captions of a group: padded to the model's whole length each costs as much as dozens, and a kill may cost a group. */
const groupRows: Readonly<Record<Pooling, number>> = { mean: 64, cls: 64, 'mean-padded': 8 };

/**
 * Embeds captions with a model; equal ones once.
 * @param memory null: nothing made before is taken over
 * @throws ProductError `model`
 */
export async function openCaptionEmbedder(
  { pooling, normalize }: Omit<TextEncoderOptions, 'threads'>,
  model: ModelFolder,
  threads: number,
  memory: EmbeddingMemory | null,
): Promise<Embedder> {
  const encoder = await openTextEncoder(model, { pooling, normalize, threads });
  const { dimensions } = encoder;
  const cache = new VectorCache<bigint>();
  return {
    dimensions,
    groupRows: groupRows[pooling],
    memory,
    book: null,
    contents: (rows) => Promise.resolve(rows.map(({ caption }) => contentHash(caption))),
    async embed(rows) {
      const contents = rows.map(({ caption }) => contentHash(caption));
      const cached = contents.map((content) => cache.get(content));
      const missing = new Map(contents.map((content, i) => [content, rows[i]!.caption]));
      contents.forEach((content, i) => cached[i] !== undefined && missing.delete(content));
      const made = await cache.make(missing, (captions) => encoder.embed(captions));
      return contents.map((content, i) => ({ content, vector: cached[i] ?? made.get(content)! }));
    },
    note: () =>
      `model ${model.reference}, pooling ${pooling}, ${dimensions} dimensions; ${cache.made} captions embedded`,
    close: () => encoder.close(),
  };
}
