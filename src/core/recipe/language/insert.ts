/** What completion writes: a name with a value that makes sense, so that the recipe stays valid. */
import type { StageKind } from '../../../protocol/records.ts';
import type { Filter, Operator } from '../../operators/operator.ts';
import { modelParameters } from './model-parameters.ts';
import type { Schema } from './json-schema.ts';
import type { Knowledge } from './knowledge.ts';
import { isOpen } from './parameter-type.ts';

/** Where the cursor goes. */
export const cursor = '$0';

/** An operator as an item of a list. */
export function operatorText({ name, parameters }: Operator): string {
  return Object.keys(parameters.shape).length === 0 ? `${name}:${cursor}` : `${name}: {${cursor}}`;
}

/** What a stage of a kind begins with, on one line in flow style, else as a block. */
export function stageText(kind: StageKind, flow: boolean, { clustered, keys }: StageSurroundings): string {
  const first = 'fix_unicode_mapper';
  switch (kind) {
    case 'measure':
    case 'clean':
      return flow ? `${kind}: {process: [${first}${cursor}]}` : `${kind}:\n  process:\n    - ${first}:${cursor}`;
    case 'cluster':
      return `cluster: {of: text, model: tf-idf, k: 50${cursor}}`;
    case 'synthesize':
      return `synthesize: {profile: demo${cursor}}`;
    case 'select':
      return clustered || keys.length === 0
        ? `select: {strategy: dynamic-increase, budget: 1000${cursor}}`
        : `select: {strategy: top, by: [${keys.at(-1)!}], at: 1000${cursor}}`;
    case 'train':
      return `train: {runner: projector${cursor}}`;
    case 'export':
      return `export: {format: data-juicer, output: better-synth-out.jsonl${cursor}}`;
  }
}

/** What stands before a stage. */
export interface StageSurroundings {
  readonly clustered: boolean;
  /** Statistics that are measured. */
  readonly keys: readonly string[];
}

/** Values of parameters that have no default, or one that says nothing. */
const examples: Readonly<Record<string, string>> = {
  strategy: 'dynamic-increase',
  profile: 'demo',
  output: 'better-synth-out.jsonl',
  config: 'config.yaml',
  percentile: '5',
  mean: '0',
  sigma: '-2',
  keep: '1000',
  text_keys: 'text',
  image_key: 'images',
  any_or_all: 'all',
  image_special_token: "'<__dj__image>'",
  eoc_special_token: "'<|__dj__eoc|>'",
};

/**
 * A value for a parameter: what the data suggests for a bound, what it is by default, or an example. Undefined where
 * only the user can say.
 */
export function valueFor(
  name: string,
  schema: Schema,
  operator: Operator | null,
  known: Knowledge,
): string | undefined {
  const measured = operator === null ? undefined : measuredBound(name, operator, known);
  if (measured !== undefined) return measured;
  if (Object.hasOwn(examples, name)) return examples[name];
  if (operator !== null && modelParameters(operator).includes(name) && known.models.length > 0) {
    const fitting = known.models.find((model) => modelTasks[name]?.test(model));
    if (fitting !== undefined) return fitting;
  }
  const value = schema.default ?? schema.enum?.[0] ?? schema.const;
  if (isOpen(value)) return '{percentile: 95}';
  return value === undefined || value === null ? undefined : yamlOf(value);
}

/** Which of the models that come along answers which parameter. */
const modelTasks: Readonly<Record<string, RegExp>> = {
  hf_nsfw_model: /nsfw/,
  hf_watermark_model: /watermark/,
  hf_scorer_model: /aesthetic/,
  hf_clip: /clip/,
  hf_blip: /itm/,
};

function measuredBound(name: string, operator: Operator, { scores }: Knowledge): string | undefined {
  for (const { key, min, max, readBound } of (operator as Partial<Filter<unknown>>).statistics ?? []) {
    const score = scores.find((known) => known.key === key);
    if (score === undefined || readBound !== undefined || (name !== min && name !== max)) continue;
    const whole = [score.min, score.p5, score.median, score.p95, score.max].every(Number.isInteger);
    const value = name === min ? score.p5 : score.p95;
    return whole ? String(value) : String(Number(value.toPrecision(3)));
  }
  return undefined;
}

/** A value in YAML's flow style. */
export function yamlOf(value: unknown): string {
  if (typeof value === 'string' && /^[a-z][\w./-]*$/i.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value))
    return value;
  return JSON.stringify(value);
}
