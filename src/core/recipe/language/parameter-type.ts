/** What a parameter accepts, in a few words, from its JSON schema. */
import { z } from 'zod';
import type { Operator } from '../../operators/operator.ts';
import type { Schema } from './json-schema.ts';
import { inEnglish, type Say } from './say.ts';

/** One row of a manual page's table of parameters. */
export interface ParameterRow {
  readonly name: string;
  /** `whole number`, `any or all`, `list of text or null`. */
  readonly type: string;
  /** As a recipe writes it; null where the parameter must be given. */
  readonly default: string | null;
  readonly meaning: string;
}

/** The parameters of an operator, in the order of its declaration. */
export function parameterRows({ parameters }: Pick<Operator, 'parameters'>): ParameterRow[] {
  const { properties } = z.toJSONSchema(parameters, { io: 'input' }) as Schema;
  return Object.entries(properties ?? {}).map(([name, property]) => ({
    name,
    type: typeOf(property),
    default: 'default' in property ? writtenDefault(property.default) : null,
    meaning: property.description ?? '',
  }));
}

/** A bound that is as good as none: what Data-Juicer writes as `sys.maxsize`, or the ends of its 64 bits. */
export function isOpen(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) >= Number.MAX_SAFE_INTEGER;
}

/** A default as a recipe writes it; `none` for a bound that is as good as none. */
export function writtenDefault(value: unknown): string {
  if (isOpen(value)) return 'none';
  return typeof value === 'string' && /^[a-z][\w-]*$/i.test(value) ? value : JSON.stringify(value);
}

/** What a schema accepts, in a few words. */
export function typeOf(schema: Schema, say: Say = inEnglish): string {
  const either = (types: readonly string[]): string => types.reduce((all, type) => say('{0} or {1}', all, type));
  if (schema.enum !== undefined) return either(schema.enum.map(String));
  if (schema.anyOf !== undefined) return either([...new Set(schema.anyOf.map((form) => typeOf(form, say)))]);
  if (Array.isArray(schema.type)) return either(schema.type.map((type: string) => typeOf({ ...schema, type }, say)));
  switch (schema.type) {
    case 'integer':
      return within(say('whole number'), schema, say);
    case 'number':
      return within(say('number'), schema, say);
    case 'boolean':
      return say('true or false');
    case 'string':
      return say('text');
    case 'null':
      return 'null';
    case 'array':
      return say('list of {0}', schema.items === undefined ? say('values') : typeOf(schema.items, say));
    default:
      return schema.const === undefined ? say('value') : JSON.stringify(schema.const);
  }
}

function within(type: string, { minimum, maximum }: Schema, say: Say): string {
  const from = minimum === undefined || isOpen(minimum) ? null : minimum;
  const to = maximum === undefined || isOpen(maximum) ? null : maximum;
  if (from === null) return to === null ? type : say('{0} up to {1}', type, to);
  return to === null ? say('{0} from {1} on', type, from) : say('{0} from {1} to {2}', type, from, to);
}
