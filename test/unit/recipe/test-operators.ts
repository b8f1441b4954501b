/**
 * Operators for tests of the recipe reader: schemas under real names, so that recipes look like recipes. They never
 * run.
 */
import { z } from 'zod';
import type { Operator, Statistic } from '../../../src/core/operators/operator.ts';
import {
  defineDeduplicator,
  defineFilter,
  defineMapper,
  defineSelector,
} from '../../../src/core/operators/operator.ts';

const anyOrAll = z.enum(['any', 'all']).default('any');
const ratio = (value: number) => z.number().default(value);
const count = (value: number) => z.number().default(value);

function never(): never {
  throw new Error('not for running');
}

function textFilter(name: string, key: string, shape: z.ZodRawShape, min: string, max: string): Operator {
  const statistics: readonly Statistic[] = [{ key, per: 'sample', min, max }];
  const measuredBy = Object.keys(shape).filter((parameter) => parameter !== min && parameter !== max);
  const parameters = z.strictObject(shape);
  const base = { name, from: 'data-juicer', kind: 'filter', cost: 'text', version: 1, summary: name } as const;
  return defineFilter({ ...base, parameters, statistics, measuredBy, measureText: never });
}

function pictureFilter(name: string, statistics: readonly Statistic[], shape: z.ZodRawShape): Operator {
  const parameters = z.strictObject({ ...shape, any_or_all: anyOrAll });
  const base = { name, from: 'data-juicer', kind: 'filter', cost: 'header', version: 1, summary: name } as const;
  const measurePicture = { needs: 'header', measure: never } as const;
  return defineFilter({ ...base, parameters, statistics, measuredBy: [], pictures: 'listed', measurePicture });
}

function mapper(name: string, shape: z.ZodRawShape): Operator {
  const parameters = z.strictObject(shape);
  return defineMapper({ name, from: 'data-juicer', kind: 'mapper', version: 1, summary: name, parameters, map: never });
}

const language = { lang: z.string().default('en'), tokenization: z.boolean().default(false) };
const repetition = { rep_len: z.int().min(1).default(10), min_ratio: ratio(0), max_ratio: ratio(0.5) };

export const testOperators: readonly Operator[] = [
  pictureFilter(
    'image_shape_filter',
    [
      { key: 'image_width', per: 'picture', min: 'min_width', max: 'max_width' },
      { key: 'image_height', per: 'picture', min: 'min_height', max: 'max_height' },
    ],
    {
      min_width: count(1),
      max_width: count(Number.MAX_SAFE_INTEGER),
      min_height: count(1),
      max_height: count(Number.MAX_SAFE_INTEGER),
    },
  ),
  pictureFilter(
    'image_aspect_ratio_filter',
    [{ key: 'aspect_ratios', per: 'picture', min: 'min_ratio', max: 'max_ratio' }],
    {
      min_ratio: ratio(0.333),
      max_ratio: ratio(3),
    },
  ),
  pictureFilter('image_size_filter', [{ key: 'image_sizes', per: 'picture', min: 'min_size', max: 'max_size' }], {
    min_size: z.string().default('0'),
    max_size: z.string().default('1TB'),
  }),
  pictureFilter(
    'image_nsfw_filter',
    [{ key: 'image_nsfw_score', per: 'picture', min: 'min_score', max: 'max_score' }],
    {
      min_score: ratio(0),
      max_score: ratio(0.5),
    },
  ),
  textFilter(
    'words_num_filter',
    'num_words',
    { ...language, min_num: count(10), max_num: count(Number.MAX_SAFE_INTEGER) },
    'min_num',
    'max_num',
  ),
  textFilter(
    'text_length_filter',
    'text_len',
    { min_len: count(10), max_len: count(Number.MAX_SAFE_INTEGER) },
    'min_len',
    'max_len',
  ),
  textFilter(
    'alphanumeric_filter',
    'alnum_ratio',
    { tokenization: z.boolean().default(false), min_ratio: ratio(0.25), max_ratio: ratio(Number.MAX_SAFE_INTEGER) },
    'min_ratio',
    'max_ratio',
  ),
  textFilter(
    'special_characters_filter',
    'special_char_ratio',
    { min_ratio: ratio(0), max_ratio: ratio(0.25) },
    'min_ratio',
    'max_ratio',
  ),
  textFilter('character_repetition_filter', 'char_rep_ratio', repetition, 'min_ratio', 'max_ratio'),
  textFilter('word_repetition_filter', 'word_rep_ratio', { ...language, ...repetition }, 'min_ratio', 'max_ratio'),
  mapper('fix_unicode_mapper', { normalization: z.enum(['NFC', 'NFKC', 'NFD', 'NFKD']).default('NFC') }),
  mapper('punctuation_normalization_mapper', {}),
  mapper('replace_content_mapper', {
    pattern: z
      .union([z.string(), z.array(z.string())])
      .nullable()
      .default(null),
    repl: z.string().default(''),
  }),
  defineDeduplicator({
    name: 'document_deduplicator',
    from: 'data-juicer',
    kind: 'deduplicator',
    version: 1,
    summary: 'document_deduplicator',
    measuredBy: ['lowercase'],
    parameters: z.strictObject({
      lowercase: z.boolean().default(false),
      ignore_non_character: z.boolean().default(false),
    }),
    fingerprint: never,
    representatives: never,
  }),
  defineSelector({
    name: 'random_selector',
    from: 'data-juicer',
    kind: 'selector',
    version: 1,
    summary: 'random_selector',
    parameters: z.strictObject({
      select_ratio: z.number().min(0).max(1).nullable().default(null),
      select_num: z.int().min(1).nullable().default(null),
    }),
    field: () => null,
    select: never,
  }),
];
