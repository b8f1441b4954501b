import assert from 'node:assert/strict';
import { fieldsOf } from '../../../src/core/dataset/fields.ts';
import { findOperator } from '../../../src/core/operators/index.ts';
import type { Operator, SampleView } from '../../../src/core/operators/operator.ts';
import type { OperatorUse } from '../../../src/core/recipe/recipe.ts';
import { textOf, type TableParameters, type TableSample } from './tables.ts';

/** Operators of this version that Data-Juicer has too, by kind: each has a table. */
export const textFilters = [
  'words_num_filter',
  'text_length_filter',
  'word_repetition_filter',
  'character_repetition_filter',
  'alphanumeric_filter',
  'special_characters_filter',
  'average_line_length_filter',
  'maximum_line_length_filter',
  'specified_field_filter',
  'specified_numeric_field_filter',
  'suffix_filter',
] as const;
export const pictureFilters = ['image_shape_filter', 'image_aspect_ratio_filter', 'image_size_filter'] as const;
/** Their table is that of the tiny models, see `models/model-fixtures.ts`. */
export const modelFilters = [
  'image_nsfw_filter',
  'image_aesthetics_filter',
  'image_watermark_filter',
  'image_pair_similarity_filter',
  'image_text_similarity_filter',
  'image_text_matching_filter',
] as const;
export const mappers = [
  'punctuation_normalization_mapper',
  'whitespace_normalization_mapper',
  'clean_links_mapper',
  'clean_email_mapper',
  'replace_content_mapper',
  'fix_unicode_mapper',
] as const;
export const deduplicators = ['image_deduplicator', 'document_deduplicator'] as const;
export const selectors = [
  'random_selector',
  'topk_specified_field_selector',
  'range_specified_field_selector',
  'frequency_specified_field_selector',
] as const;

/** Our operator of a name and kind. */
export function operatorOf<Kind extends Operator['kind']>(name: string, kind: Kind): Extract<Operator, { kind: Kind }> {
  const operator = findOperator(name);
  assert.ok(operator, `no operator ${name}`);
  assert.equal(operator.kind, kind);
  return operator as Extract<Operator, { kind: Kind }>;
}

/** An operator with the parameters of a table; those about intervals belong to every filter. */
export function useOf(operator: Operator, parameters: TableParameters): OperatorUse {
  const { min_closed_interval = true, max_closed_interval = true, reversed_range = false, ...own } = parameters;
  return {
    label: operator.name,
    operator,
    parameters: operator.parameters.parse(own) as OperatorUse['parameters'],
    statistics: {},
    closed: { min: min_closed_interval === true, max: max_closed_interval === true },
    reversed: reversed_range === true,
  };
}

/** A sample of a table as our operators see it. */
export function sampleView(sample: TableSample): SampleView {
  const text = textOf(sample);
  return {
    id: '1',
    text,
    images: sample.images ?? [],
    tokens: { image: '<__dj__image>', eoc: '<|__dj__eoc|>' },
    field: fieldsOf(Buffer.from(JSON.stringify(sample)), text),
  };
}
