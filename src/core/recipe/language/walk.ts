/** Walks the schema of recipes, and a recipe's own tree, along a path. */
import { operators } from '../../operators/index.ts';
import type { Operator } from '../../operators/operator.ts';
import { stageKinds, type StageKind } from '../../../protocol/records.ts';
import { isConfig } from '../data-juicer-config.ts';
import type { MapNode, Node } from '../source.ts';
import type { Schema } from './json-schema.ts';
import { recipeSchema } from './recipe-schema.ts';
import type { Path } from './spot.ts';

/** All that may stand at a path, alternatives side by side; nothing behind what is not known. */
export function schemasAt(root: Node, path: Path): readonly Schema[] {
  const config = root.kind === 'map' && isConfig(root);
  let schemas = alternatives({ $ref: config ? '#/$defs/config' : '#/$defs/recipe' });
  for (const step of path) schemas = schemas.flatMap((schema) => stepInto(schema, step));
  return schemas;
}

/** A schema's property as it is declared, descriptions and all. */
export function propertyAt(root: Node, path: Path): Schema | undefined {
  const name = path.at(-1);
  if (typeof name !== 'string') return undefined;
  const owners = schemasAt(root, path.slice(0, -1));
  return owners.map(({ properties }) => properties?.[name]).find((property) => property !== undefined);
}

/** A schema's alternatives, references followed. */
export function alternatives(schema: Schema): readonly Schema[] {
  if (schema.$ref !== undefined) return alternatives(recipeSchema().$defs![schema.$ref.slice('#/$defs/'.length)]!);
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap(alternatives);
}

function stepInto({ properties, items }: Schema, step: string | number): readonly Schema[] {
  const next = typeof step === 'number' ? items : own(properties, step);
  return next === undefined ? [] : alternatives(next);
}

function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The node at a path, or undefined. */
export function nodeAt(root: Node, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) {
    if (typeof step === 'number') node = node?.kind === 'list' ? node.items[step] : undefined;
    else node = node?.kind === 'map' ? node.entries.get(step)?.value : undefined;
  }
  return node;
}

/** What of a recipe a path leads into. */
export interface Place {
  /** The stage, its place in the list and its kind; of a config the one stage that it is. */
  readonly stage: { readonly name: string; readonly index: number; readonly kind: StageKind | null } | null;
  /** The operator's place in its list, its label and, where there is such an operator, itself. */
  readonly operator: { readonly index: number; readonly label: string; readonly operator: Operator | null } | null;
  /** The parameter of the operator, or of the stage. */
  readonly parameter: string | null;
}

/** Whose path it is. */
export function placeOf(root: Node, path: Path): Place {
  const config = root.kind === 'map' && isConfig(root);
  const inStage = config ? path : path[0] === 'stages' ? path.slice(3) : [];
  const index = config ? 0 : path[0] === 'stages' && typeof path[1] === 'number' ? path[1] : null;
  const stage = index === null ? null : config ? plainStage : stageAt(root, index);
  const [first, position, name, parameter] = inStage;
  if (first !== 'process' || typeof position !== 'number')
    return { stage, operator: null, parameter: stage === null || first === undefined ? null : String(first) };
  const list = nodeAt(root, path.slice(0, path.indexOf('process') + 1));
  const found = operatorAt(list, position);
  return {
    stage,
    operator: found === null ? null : { index: position, ...found },
    parameter: name === undefined || parameter === undefined ? null : String(parameter),
  };
}

const plainStage = { name: 'clean', index: 0, kind: 'clean' } as const;

function stageAt(root: Node, index: number): NonNullable<Place['stage']> {
  const node = nodeAt(root, ['stages', index]);
  const map = node?.kind === 'map' ? node : null;
  const name = map?.entries.get('name')?.value;
  return { name: name?.kind === 'scalar' ? String(name.value ?? '') : '', index, kind: map && kindOf(map) };
}

/** The kind of a stage as written, or null. */
export function kindOf({ entries }: MapNode): StageKind | null {
  return stageKinds.find((kind) => entries.has(kind)) ?? null;
}

/** The name of an item of a list of operators, or null where it has none. */
export function itemName(item: Node | undefined): string | null {
  if (item?.kind === 'scalar' && typeof item.value === 'string') return item.value;
  const [name] = item?.kind === 'map' ? item.entries.keys() : [];
  return name ?? null;
}

const byName = new Map(operators.map((operator) => [operator.name, operator]));

function operatorAt(list: Node | undefined, index: number): { label: string; operator: Operator | null } | null {
  const names = list?.kind === 'list' ? list.items.slice(0, index + 1).map(itemName) : [];
  const name = names[index] ?? null;
  if (name === null) return null;
  const count = names.filter((other) => other === name).length;
  return { label: count === 1 ? name : `${name}#${count}`, operator: byName.get(name) ?? null };
}
