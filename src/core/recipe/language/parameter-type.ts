/** What a parameter accepts, in a few words, from its JSON schema. */
import { z } from 'zod';
import type { Operator } from '../../operators/operator.ts';
import type { Schema } from './json-schema.ts';

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
export function typeOf(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map(String).join(' or ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeOf))].join(' or ');
  if (Array.isArray(schema.type)) return schema.type.map((type: string) => typeOf({ ...schema, type })).join(' or ');
  switch (schema.type) {
    case 'integer':
      return `whole number${rangeOf(schema)}`;
    case 'number':
      return `number${rangeOf(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'string':
      return 'text';
    case 'null':
      return 'null';
    case 'array':
      return `list of ${schema.items === undefined ? 'values' : typeOf(schema.items)}`;
    default:
      return schema.const === undefined ? 'value' : JSON.stringify(schema.const);
  }
}

function rangeOf({ minimum, maximum }: Schema): string {
  const from = minimum === undefined || isOpen(minimum) ? null : minimum;
  const to = maximum === undefined || isOpen(maximum) ? null : maximum;
  if (from === null) return to === null ? '' : ` up to ${to}`;
  return to === null ? ` from ${from} on` : ` from ${from} to ${to}`;
}
