/** JSON schemas of operators. */
import { z } from 'zod';
import { operators } from '../../operators/index.ts';
import type { Operator } from '../../operators/operator.ts';
import { engineParameters, fieldParameters, intervalParameters } from '../common-parameters.ts';
import { oldSpellings } from '../old-spellings.ts';
import { boundNames } from '../thresholds.ts';
import type { Schema } from './json-schema.ts';

/** An item of a list of operators: a name, or a map of one name to its parameters. */
export function operatorDefinition(): Schema {
  const named = operators.map(({ name, summary }): [string, Schema] => [
    name,
    { description: summary, anyOf: [{ $ref: `#/$defs/${name}` }, { type: 'null' }] },
  ]);
  const properties = Object.fromEntries(named);
  return {
    anyOf: [
      { type: 'object', properties, minProperties: 1, maxProperties: 1, additionalProperties: false },
      { enum: operators.map(({ name }) => name) },
    ],
  };
}

/** What stands under an operator's name. */
export function parametersOf(operator: Operator): Schema {
  const schema = schemaOf(operator.parameters);
  const bounds = operator.kind === 'filter' ? boundNames(operator) : new Set<string>();
  const own = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    bounds.has(name) ? orStatistic(property) : property,
  ]);
  const properties = {
    ...Object.fromEntries(own),
    ...intervalsOf(operator),
    ...oldNamesOf(operator),
  } as Schema['properties'];
  const fields = Object.entries(fieldParameters).map(([name, value]) => [name, { enum: [value], doNotSuggest: true }]);
  return {
    ...schema,
    properties: { ...properties, ...(Object.fromEntries(fields) as Schema['properties']) },
    patternProperties: anyOfNames(engineParameters),
  };
}

function orStatistic({ description, default: by, ...rest }: Schema): Schema {
  return { description: description!, default: by, anyOf: [rest, { $ref: '#/$defs/statistic' }] };
}

const intervalMeanings: Readonly<Record<keyof typeof intervalParameters, string>> = {
  min_closed_interval: 'Whether a value that equals the lower bound lies inside the range.',
  max_closed_interval: 'Whether a value that equals the upper bound lies inside the range.',
  reversed_range: 'Whether what lies outside the range is kept, end points of closed sides included.',
};

function intervalsOf({ kind }: Operator): Record<string, Schema> {
  if (kind !== 'filter') return {};
  const names = Object.keys(intervalParameters) as (keyof typeof intervalParameters)[];
  const property = (name: (typeof names)[number]): Schema => ({
    type: 'boolean',
    default: intervalParameters[name],
    description: intervalMeanings[name],
  });
  return Object.fromEntries(names.map((name) => [name, property(name)]));
}

function oldNamesOf({ name }: Operator): Record<string, Schema> {
  const own = [...oldSpellings].filter(([spelling]) => spelling.startsWith(`${name}.`));
  const old = (parameter: string): Schema => ({
    type: 'number',
    doNotSuggest: true,
    deprecationMessage: `Now called ${parameter}.`,
  });
  return Object.fromEntries(own.map(([spelling, { parameter }]) => [spelling.slice(name.length + 1), old(parameter)]));
}

/** Names that are accepted and without effect. */
export function anyOfNames(names: Iterable<string>): Record<string, Schema> {
  return { [`^(${[...names].join('|')})$`]: { description: "Without effect here: it steers Data-Juicer's engine." } };
}

/** A zod schema as JSON schema, without the bounds that a double has anyway. */
export function schemaOf(schema: z.ZodObject): Schema {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: 'input' });
  const text = JSON.stringify(made, (key, value: unknown) =>
    (key === 'minimum' || key === 'maximum') && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER ? undefined : value,
  );
  return JSON.parse(text) as Schema;
}
