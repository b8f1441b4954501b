/** The JSON schema of recipes, from the schemas that also read them. Completion and hover walk along it. */
import type { z } from 'zod';
import { promptNames } from '../../captions/prompts.ts';
import { operators } from '../../operators/index.ts';
import { stageKinds, type StageKind } from '../../../protocol/records.ts';
import { cleanSchema, measureSchema } from '../clean-stage.ts';
import { engineKeys } from '../data-juicer-config.ts';
import { exportFormats } from '../recipe.ts';
import { recipeSchema as topSchema } from '../read-recipe.ts';
import { clusterSchema, exportSchema, selectSchema } from '../stage-schemas.ts';
import { synthesizeSchema } from '../synthesize-stage.ts';
import { statisticSchema } from '../thresholds.ts';
import { trainSchema } from '../train-stage.ts';
import type { Schema } from './json-schema.ts';
import { anyOfNames, operatorDefinition, parametersOf, schemaOf } from './operator-schema.ts';
import { stageSummaries } from './stage-summaries.ts';

let made: Schema | null = null;

/** The schema of a recipe file: of a recipe, or of a plain Data-Juicer config. Made when it is first asked for. */
export function recipeSchema(): Schema {
  return (made ??= {
    title: 'Better Synth recipe',
    anyOf: [{ $ref: '#/$defs/recipe' }, { $ref: '#/$defs/config' }],
    $defs: {
      recipe: recipeDefinition(),
      config: configDefinition(),
      stage: stageDefinition(),
      process: { type: 'array', items: { $ref: '#/$defs/operator' } },
      operator: operatorDefinition(),
      statistic: { ...schemaOf(statisticSchema), minProperties: 1, maxProperties: 1 },
      ...Object.fromEntries(operators.map((operator) => [operator.name, parametersOf(operator)])),
    },
  });
}

function recipeDefinition(): Schema {
  const top = schemaOf(topSchema);
  const stages = { type: 'array', minItems: 1, maxItems: 100, items: { $ref: '#/$defs/stage' } };
  return { ...withProperties(top, { stages }), required: ['stages'] };
}

function configDefinition(): Schema {
  const text = (description: string): Schema => ({ type: 'string', description });
  return {
    type: 'object',
    properties: {
      process: { description: 'the operators, in order', $ref: '#/$defs/process' },
      text_keys: { description: 'only text is in this version', enum: ['text'] },
      image_key: { description: 'only images is in this version', enum: ['images'] },
      image_special_token: text('stands for a picture in the texts'),
      eoc_special_token: text('ends a chunk of the texts'),
    },
    patternProperties: anyOfNames(engineKeys),
    required: ['process'],
    additionalProperties: false,
  };
}

const stageSchemas: Readonly<Record<StageKind, z.ZodObject>> = {
  measure: measureSchema,
  clean: cleanSchema,
  cluster: clusterSchema,
  synthesize: synthesizeSchema,
  select: selectSchema,
  train: trainSchema,
  export: exportSchema,
};

function stageDefinition(): Schema {
  const kinds = stageKinds.map((kind) => [kind, { ...stageOf(kind), description: stageSummaries[kind] }]);
  const name = {
    type: 'string',
    pattern: '^[a-z0-9-]{1,64}$',
    description: 'its name: unique, 1 to 64 of a-z, 0-9, -',
  };
  const properties = { name, ...Object.fromEntries(kinds) } as Record<string, Schema>;
  return {
    type: 'object',
    properties,
    required: ['name'],
    minProperties: 2,
    maxProperties: 2,
    additionalProperties: false,
  };
}

function stageOf(kind: StageKind): Schema {
  const schema = schemaOf(stageSchemas[kind]);
  if (kind === 'measure' || kind === 'clean') return withProperties(schema, { process: { $ref: '#/$defs/process' } });
  if (kind === 'export') return withProperties(schema, { format: { enum: exportFormats } });
  if (kind === 'synthesize')
    return withProperties(schema, { prompt: { anyOf: [{ enum: promptNames }, { type: 'string', pattern: '\\S' }] } });
  return schema;
}

function withProperties(schema: Schema, changed: Readonly<Record<string, Schema>>): Schema {
  const entries = Object.entries(changed).map(([name, property]) => {
    const { description, default: by } = schema.properties?.[name] ?? {};
    const kept = {
      ...(description === undefined ? {} : { description }),
      ...(by === undefined ? {} : { default: by }),
    };
    return [name, { ...kept, ...property }];
  });
  return { ...schema, properties: { ...schema.properties, ...(Object.fromEntries(entries) as Schema['properties']) } };
}
