/** Texts as vectors, by an encoder of the BERT kind. */
import { join } from 'node:path';
import { openGraph, type Graph, type GraphTensor } from './graph.ts';
import type { ModelFolder } from './model-folder.ts';
import { chunks } from './scoring/rows.ts';
import { openTokenizer, tokenFeeds, type Tokenizer } from './tokenizer.ts';
import { normalized } from './unit-length.ts';

/** How the vectors of a text's tokens become one; `mean-padded` fills the text up to the limit and counts padding in. */
export type Pooling = 'mean' | 'mean-padded' | 'cls';

/** Turns texts into vectors. */
export interface TextEncoder {
  readonly dimensions: number;
  /** n × dimensions, in the order of the texts; a row does not depend on the others, but for float32 rounding. */
  embed(texts: readonly string[]): Promise<Float32Array>;
  close(): Promise<void>;
}

/** What is made of a text's token vectors. */
export interface TextEncoderOptions {
  readonly pooling: Pooling;
  /** To length 1. */
  readonly normalize: boolean;
  /** Processor threads. */
  readonly threads: number;
}

/** Texts in one run of the graph. */
const batchTexts = 16;

/** @throws ProductError (model) where a file of the model is missing or wrong */
export async function openTextEncoder(model: ModelFolder, options: TextEncoderOptions): Promise<TextEncoder> {
  const tokenizer = await openTokenizer(model);
  const graph = await openGraph(join(model.path, 'onnx', 'model.onnx'), options.threads);
  const vectorsOf = (texts: readonly string[]): Promise<Float32Array[]> => encode(texts, tokenizer, graph, options);
  const [{ length: dimensions }] = (await vectorsOf([''])) as [Float32Array];
  return {
    dimensions,
    async embed(texts) {
      const rows = new Float32Array(texts.length * dimensions);
      const byLength = texts.map((_, row) => row).sort((a, b) => texts[a]!.length - texts[b]!.length);
      for (const some of chunks(byLength, batchTexts)) {
        const vectors = await vectorsOf(some.map((row) => texts[row]!));
        for (const [i, row] of some.entries()) rows.set(vectors[i]!, row * dimensions);
      }
      return rows;
    },
    close: () => graph.close(),
  };
}

async function encode(
  texts: readonly string[],
  tokenizer: Tokenizer,
  graph: Graph,
  { pooling, normalize }: TextEncoderOptions,
): Promise<Float32Array[]> {
  const feeds = tokenFeeds(tokenizer, texts, pooling === 'mean-padded' ? tokenizer.limit : undefined);
  const { last_hidden_state: hidden } = await graph.run(feeds, ['last_hidden_state']);
  const vectors = texts.map((_, row) => pooled(hidden, row, feeds.attention_mask.data, pooling));
  return normalize ? vectors.map(normalized) : vectors;
}

/** One text's vector out of [texts, tokens, width]; sums in float64. */
function pooled(
  { data, shape }: GraphTensor<Float32Array>,
  row: number,
  mask: BigInt64Array,
  pooling: Pooling,
): Float32Array {
  const [, tokens = 0, width = 0] = shape;
  const vector = (token: number): Float32Array =>
    data.subarray((row * tokens + token) * width, (row * tokens + token + 1) * width);
  if (pooling === 'cls') return vector(0).slice();
  const sums = new Float64Array(width);
  let count = 0;
  for (let token = 0; token < tokens; token++) {
    if (pooling === 'mean' && mask[row * tokens + token] === 0n) continue;
    const values = vector(token);
    for (let i = 0; i < width; i++) sums[i]! += values[i]!;
    count++;
  }
  return Float32Array.from(sums, (sum) => sum / count);
}
