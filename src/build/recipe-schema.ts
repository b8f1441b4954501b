/** The JSON schema of recipes as it is shipped, for editors that check YAML by schemas. */
import { describeOperator } from '../core/recipe/language/describe.ts';
import type { Schema } from '../core/recipe/language/json-schema.ts';
import { recipeSchema } from '../core/recipe/language/recipe-schema.ts';
import { inEnglish } from '../core/recipe/language/say.ts';
import { findOperator } from '../core/operators/index.ts';

/** The schema's name beside the programs. */
export const recipeSchemaFile = 'recipe.schema.json';

/** The schema as JSON, each operator with what it does, costs, and where it differs from Data-Juicer's. */
export function recipeSchemaText(): string {
  const { $defs, ...rest } = recipeSchema();
  const definitions = Object.entries($defs!).map(([name, schema]) => [name, withMarkdown(name, schema)]);
  const shipped = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...rest,
    $defs: Object.fromEntries(definitions) as Record<string, Schema>,
  };
  return `${JSON.stringify(shipped)}\n`;
}

function withMarkdown(name: string, schema: Schema): Schema {
  const operator = findOperator(name);
  return operator === undefined ? schema : { ...schema, markdownDescription: describeOperator(operator, inEnglish) };
}
