/** What a captioner's `config.json` says of how its graphs are run. */
import { join } from 'node:path';
import { z } from 'zod';
import type { ModelFolder } from '../model-folder.ts';
import { modelProblem } from '../model-problem.ts';

/** The languages that captioners answer in. */
export type CaptionLanguage = 'en' | 'zh';

const id = z.int().nonnegative();
const count = z.int().positive();
const configSchema = z.looseObject({
  hidden_size: count,
  num_hidden_layers: count,
  num_attention_heads: count,
  max_position_embeddings: count,
  eos_token_id: id,
  pad_token_id: id,
  language_token_ids: z.object({ en: id, zh: id }),
});

/** A captioner's sizes and special tokens. */
export interface CaptionerConfig {
  /** Of attention, in the decoder. */
  readonly heads: number;
  /** Numbers of one head. */
  readonly headSize: number;
  /** Names of what the decoder keeps: `key.0`, `value.0`, `key.1`, … */
  readonly memories: readonly string[];
  /** Tokens that the decoder can read. */
  readonly positions: number;
  readonly end: number;
  readonly padding: number;
  /** The token that an answer in a language goes out from. */
  readonly starts: Readonly<Record<CaptionLanguage, number>>;
}

/** @throws ProductError (model) where the model is no captioner of this kind */
export function captionerConfig({ path, config, family, reference, featuresFrom }: ModelFolder): CaptionerConfig {
  const found = configSchema.safeParse(config);
  if (family !== 'vision-encoder-decoder' || featuresFrom === null || !found.success) {
    const why = found.success ? '' : `: ${z.prettifyError(found.error)}`;
    const next = 'Name a captioner that is made like demo/captioner, or ask another server.';
    throw modelProblem(`The model ${reference} is no captioner that can be run${why}`, join(path, 'config.json'), next);
  }
  const { hidden_size: width, num_attention_heads: heads, num_hidden_layers: layers } = found.data;
  return {
    heads,
    headSize: width / heads,
    memories: Array.from({ length: layers }, (_, layer) => [`key.${layer}`, `value.${layer}`]).flat(),
    positions: found.data.max_position_embeddings,
    end: found.data.eos_token_id,
    padding: found.data.pad_token_id,
    starts: found.data.language_token_ids,
  };
}
