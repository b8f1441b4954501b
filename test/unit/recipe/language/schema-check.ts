/** As much of a JSON schema validator as the schema of recipes needs. */
import type { Schema } from '../../../../src/core/recipe/language/json-schema.ts';

/** Whether a plain value satisfies a schema. @throws Error for a reference that leads nowhere */
export function satisfies(value: unknown, schema: Schema, root: Schema = schema): boolean {
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.slice('#/$defs/'.length)];
    if (target === undefined) throw new Error(`${schema.$ref} leads nowhere`);
    if (!satisfies(value, target, root)) return false;
  }
  if (schema.anyOf?.some((form) => satisfies(value, form, root)) === false) return false;
  if (schema.enum?.includes(value) === false) return false;
  if (schema.const !== undefined && value !== schema.const) return false;
  if (schema.type !== undefined && ![schema.type].flat().some((type) => isOf(value, type))) return false;
  if (typeof value === 'number' && (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity)))
    return false;
  if (typeof value === 'string' && !new RegExp(schema.pattern ?? '', 'u').test(value)) return false;
  if (Array.isArray(value)) return fitsList(value, schema, root);
  return typeof value !== 'object' || value === null || fitsMap(value as Record<string, unknown>, schema, root);
}

function isOf(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  return type === 'object'
    ? value !== null && typeof value === 'object' && !Array.isArray(value)
    : typeof value === type;
}

function fitsList(
  list: readonly unknown[],
  { minItems = 0, maxItems = Infinity, items }: Schema,
  root: Schema,
): boolean {
  if (list.length < minItems || list.length > maxItems) return false;
  return items === undefined || list.every((item) => satisfies(item, items, root));
}

function fitsMap(map: Readonly<Record<string, unknown>>, schema: Schema, root: Schema): boolean {
  const { required = [], minProperties = 0, maxProperties = Infinity, additionalProperties } = schema;
  const names = Object.keys(map);
  if (names.length < minProperties || names.length > maxProperties) return false;
  if (!required.every((name) => Object.hasOwn(map, name))) return false;
  return names.every((name) => {
    const own = schema.properties?.[name];
    if (own !== undefined) return satisfies(map[name], own, root);
    const patterns = Object.entries(schema.patternProperties ?? {});
    const fitting = patterns.find(([pattern]) => new RegExp(pattern).test(name))?.[1];
    if (fitting !== undefined) return satisfies(map[name], fitting, root);
    return typeof additionalProperties === 'object'
      ? satisfies(map[name], additionalProperties, root)
      : additionalProperties !== false;
  });
}
