/** Texts as models read them, with the ids that Hugging Face's tokenizers give. */
import { Tokenizer as UntypedLibrary } from '@huggingface/tokenizers';
import { join } from 'node:path';
import { z } from 'zod';
import type { GraphTensor } from './graph.ts';
import { readModelJson } from './model-files.ts';
import type { ModelFolder } from './model-folder.ts';
import { modelProblem } from './model-problem.ts';

/** Texts of one length: [texts, length], row by row. */
export interface TokenBatch {
  readonly ids: BigInt64Array;
  /** 1 for tokens, 0 for padding. */
  readonly mask: BigInt64Array;
  readonly length: number;
}

/** Texts as a model reads them. */
export interface Tokenizer {
  /** The most tokens of a text, special ones included. */
  readonly limit: number;
  /** With special tokens around; what is too long loses its end, as with `truncation=True`. */
  encode(text: string): number[];
  /** How many tokens a text has, special ones included, however long it is. */
  count(text: string): number;
  /** The text of some tokens, special ones left out. */
  decode(ids: readonly number[]): string;
  /** Padded at the end to the longest of them, or to `padTo` tokens. */
  batch(texts: readonly string[], padTo?: number): TokenBatch;
}

const tokenSchema = z.union([z.string(), z.object({ content: z.string() }).transform(({ content }) => content)]);
const configSchema = z.looseObject({
  model_max_length: z.number().positive().optional(),
  pad_token: tokenSchema.nullish(),
  padding_side: z.literal('right').optional(),
  truncation_side: z.literal('right').optional(),
});
const positions = z.int().positive().optional();
const limitsSchema = z.object({
  max_position_embeddings: positions,
  text_config: z.object({ max_position_embeddings: positions }).optional(),
});
const tokenizerSchema = z.looseObject({ model: z.looseObject({}), normalizer: z.unknown() });

/** Of a text, where a model names no limit. */
const mostTokens = 8192;

/** @throws ProductError (model) where the tokenizer's files are missing or wrong */
export async function openTokenizer({ path, config: modelConfig }: ModelFolder): Promise<Tokenizer> {
  const config = await readModelJson(path, 'tokenizer_config.json', configSchema);
  const definition = await readModelJson(path, 'tokenizer.json', tokenizerSchema);
  const library = load(definition, config, path);
  const limits = limitsSchema.safeParse(modelConfig).data;
  const limit = Math.min(
    config.model_max_length ?? mostTokens,
    limits?.text_config?.max_position_embeddings ?? limits?.max_position_embeddings ?? mostTokens,
  );
  const pad = BigInt(library.token_to_id(config.pad_token ?? '') ?? 0);
  const prepare = preparation(JSON.stringify(definition.normalizer ?? null));
  const encode = (text: string): number[] => cut(library, prepare(text), limit);
  return {
    limit,
    encode,
    count: (text) => library.encode(prepare(text)).ids.length,
    decode: (ids) => library.decode([...ids], { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
    batch: (texts, padTo) => batch(texts.map(encode), pad, padTo),
  };
}

/** What is used of the library, whose own types Node's way of resolving does not find. */
interface Library {
  encode(text: string, options?: { add_special_tokens?: boolean }): { ids: number[] };
  decode(ids: number[], options: { skip_special_tokens: boolean; clean_up_tokenization_spaces: boolean }): string;
  token_to_id(token: string): number | undefined;
}
const Library = UntypedLibrary as unknown as new (definition: object, config: object) => Library;

function load(definition: object, config: object, path: string): Library {
  try {
    return new Library(definition, config);
  } catch (error) {
    throw modelProblem('The tokenizer of the model cannot be loaded.', join(path, 'tokenizer.json'), undefined, error);
  }
}

/**
 * Two things that the library does otherwise than Hugging Face's own: JavaScript lower-cases a sigma by its place in
 * the word, and ideographs beyond the basic plane are not taken apart.
 */
function preparation(normalizer: string): (text: string) => string {
  const lowers = /"type":"Lowercase"|"lowercase":true/.test(normalizer);
  const separates = /"handle_chinese_chars":true/.test(normalizer);
  return (text) => {
    const even = lowers ? text.replaceAll('Σ', 'σ') : text;
    return separates ? even.replace(farIdeographs, ' $& ') : even;
  };
}

/** Those of BERT's list that take two UTF-16 units. */
const farIdeographs = /[\u{20000}-\u{2A6DF}\u{2A700}-\u{2B81F}\u{2B920}-\u{2CEAF}\u{2F800}-\u{2FA1F}]/gu;

/** The special tokens after the text stay when its end is cut off. */
function cut(library: Library, text: string, limit: number): number[] {
  const { ids } = library.encode(text);
  if (ids.length <= limit) return ids;
  const bare = library.encode(text, { add_special_tokens: false }).ids;
  const before = ids.findIndex((_, from) => bare.every((id, i) => ids[from + i] === id));
  const after = ids.slice(before + bare.length);
  return [...ids.slice(0, limit - after.length), ...after];
}

function batch(rows: readonly (readonly number[])[], pad: bigint, padTo?: number): TokenBatch {
  const length = padTo ?? Math.max(0, ...rows.map((row) => row.length));
  const ids = new BigInt64Array(rows.length * length).fill(pad);
  const mask = new BigInt64Array(ids.length);
  for (const [index, row] of rows.entries()) {
    ids.set(row.map(BigInt), index * length);
    mask.fill(1n, index * length, index * length + row.length);
  }
  return { ids, mask, length };
}

/** The names of what text graphs are fed with. */
export const textInputs = ['input_ids', 'attention_mask', 'token_type_ids'] as const;

/**
 * What text graphs are fed with.
 * @param padTo Tokens of each row; the longest text's, where it is not given.
 */
export function tokenFeeds(
  tokenizer: Tokenizer,
  texts: readonly string[],
  padTo?: number,
): Record<(typeof textInputs)[number], GraphTensor<BigInt64Array>> {
  const { ids, mask, length } = tokenizer.batch(texts, padTo);
  const shape = [texts.length, length];
  return {
    input_ids: { data: ids, shape },
    attention_mask: { data: mask, shape },
    token_type_ids: { data: new BigInt64Array(ids.length), shape },
  };
}
