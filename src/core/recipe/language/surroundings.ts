import { findOperator } from '../../operators/index.ts';
import { shownStatistics } from '../order.ts';
import type { Node } from '../source.ts';
import type { StageSurroundings } from './insert.ts';
import type { Path } from './spot.ts';
import { itemName, kindOf, nodeAt } from './walk.ts';

/** What stands around a place of a recipe. */
export interface Surroundings extends StageSurroundings {
  /** Of all stages. */
  readonly names: ReadonlySet<string>;
}

/** What stands before a path: in stages before its own, and, for an operator, before it in its own list. */
export function surroundings(root: Node, path: Path): Surroundings {
  const list = nodeAt(root, ['stages']);
  const stages = list?.kind === 'list' ? list.items : [];
  const index = path[0] === 'stages' && typeof path[1] === 'number' ? path[1] : stages.length;
  const before = stages.slice(0, index);
  const position = path.indexOf('process');
  const own =
    position < 0 ? [] : keysOfList(nodeAt(root, path.slice(0, position + 1)), Number(path[position + 1] ?? 0));
  return {
    names: new Set(stages.flatMap((stage) => nameOf(stage) ?? [])),
    clustered: before.some((stage) => stage.kind === 'map' && kindOf(stage) === 'cluster'),
    keys: [...new Set([...before.flatMap(keysOfStage), ...own])],
  };
}

/** A name that no stage has: the kind's, or with a number. */
export function freeName(kind: string, names: ReadonlySet<string>): string {
  let name = kind;
  for (let n = 2; names.has(name); n++) name = `${kind}-${n}`;
  return name;
}

function nameOf(stage: Node): string | null {
  const name = nodeAt(stage, ['name']);
  return name?.kind === 'scalar' && name.value !== null ? String(name.value) : null;
}

function keysOfStage(stage: Node): string[] {
  return ['clean', 'measure'].flatMap((kind) => keysOfList(nodeAt(stage, [kind, 'process']), Infinity));
}

function keysOfList(list: Node | undefined, end: number): string[] {
  const names = list?.kind === 'list' ? list.items.slice(0, end).map(itemName) : [];
  return names.flatMap((name) => {
    const operator = name === null ? undefined : findOperator(name);
    return operator === undefined ? [] : shownStatistics(operator);
  });
}
