import type { TfIdf } from '../../select/tf-idf.ts';
import { contentHash } from '../measure/measurement.ts';
import type { Embedder } from './embedder.ts';
import { rowsOf } from './vector-cache.ts';

/** Embeds captions by their words, fitted on all of them: the vectors hold for these captions alone. */
export function wordEmbedder(words: TfIdf): Embedder {
  const { dimensions } = words;
  return {
    dimensions,
    groupRows: 1024,
    memory: null,
    book: null,
    contents: (rows) => Promise.resolve(rows.map(() => null)),
    embed: (rows) => {
      const vectors = rowsOf(words.embed(rows.map(({ caption }) => caption)), rows.length);
      return Promise.resolve(rows.map(({ caption }, i) => ({ content: contentHash(caption), vector: vectors[i]! })));
    },
    note: () => null,
    close: () => Promise.resolve(),
  };
}
