import type { z } from 'zod';
import { nearest } from './nearest.ts';
import type { Reporter } from './reporter.ts';
import { describeNode, plain, shown, type MapNode, type Node, type Span } from './source.ts';
import { isUnsafeName } from './unsafe.ts';

/**
 * Reports a name that is not known at its place, with the nearest that is.
 * @param fixable whether that name can stand there
 */
export function reportUnknown(
  report: Reporter,
  code: string,
  what: string,
  name: string,
  known: Iterable<string>,
  span: Span,
  fixable: (near: string) => boolean = () => true,
): void {
  if (report.full) return;
  const near = nearest(name, known);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  const fix = near !== undefined && fixable(near) ? near : undefined;
  report.error(code, `${what} ${shown(name)} is not known.${hint}`, span, fix);
}

/** Reports the keys of a map that are none of `known`. Unsafe ones are reported elsewhere. */
export function checkKeys(map: MapNode, known: readonly string[], report: Reporter, owner: string): void {
  for (const { name, key } of map.entries.values()) {
    if (known.includes(name) || isUnsafeName(name)) continue;
    reportUnknown(report, 'unknown-key', `In ${owner} the key`, name, known, key);
  }
}

/** The node as a map; anything else is reported, and null. */
export function asMap(node: Node, report: Reporter, owner: string): MapNode | null {
  if (node.kind === 'map') return node;
  report.error('wrong-type', `${owner}: expected a map of names and values, found ${describeNode(node)}.`, node);
  return null;
}

/** Reads a map with a schema: unknown keys, then everything that the schema finds, each at its place. */
export function readObject<S extends z.ZodObject>(
  schema: S,
  map: MapNode,
  report: Reporter,
  owner: string,
  parent: Span,
): z.output<S> | null {
  const known = Object.keys(schema.shape);
  checkKeys(map, known, report, owner);
  const values = Object.fromEntries(known.flatMap((name) => valueOf(map, name)));
  return parseValues(schema, values, map, report, owner, parent);
}

/**
 * Checks values with a schema. `map` gives the places of what is wrong, `parent` the place of what is missing.
 * The parsed values, or null after an error.
 */
export function parseValues<S extends z.ZodObject>(
  schema: S,
  values: Readonly<Record<string, unknown>>,
  map: MapNode | null,
  report: Reporter,
  owner: string,
  parent: Span,
): z.output<S> | null {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  for (const issue of result.error.issues) reportIssue(issue, map, report, owner, parent);
  return null;
}

function valueOf(map: MapNode, name: string): readonly (readonly [string, unknown])[] {
  const entry = map.entries.get(name);
  return entry === undefined ? [] : [[name, plain(entry.value)]];
}

function reportIssue(
  issue: z.core.$ZodIssue,
  map: MapNode | null,
  report: Reporter,
  owner: string,
  parent: Span,
): void {
  const node = follow(map, issue.path);
  const name = [owner, ...issue.path].join('.');
  if (node !== null) {
    const code = issue.code === 'invalid_type' ? 'wrong-type' : 'wrong-value';
    report.error(code, `${name}: ${expectation(issue)}, found ${describeNode(node)}.`, node, fixOf(issue, node));
  } else if (issue.path.length === 0) {
    report.error('wrong-value', `${owner}: ${issue.message}`, parent);
  } else {
    report.error('missing', `${owner}: "${String(issue.path.at(-1))}" is missing.`, parent);
  }
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.map(String).join(' or ')}`;
    case 'too_small':
      return `expected ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue)}`;
    case 'too_big':
      return `expected ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue)}`;
    case 'invalid_union':
      return [...new Set(issue.errors.flat().map(expectation))].join(' or ').replaceAll(' or expected ', ' or ');
    default:
      return issue.message.replace(/\.$/, '');
  }
}

function unitOf({ origin }: { readonly origin: string }): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' items' : '';
}

const typeNames: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  string: 'a text',
  array: 'a list',
  object: 'a map',
};

/** YAML 1.1, which Data-Juicer reads, also takes these for booleans; YAML 1.2 has only true and false. */
const oldBooleans: ReadonlyMap<string, string> = new Map([
  ['yes', 'true'],
  ['on', 'true'],
  ['no', 'false'],
  ['off', 'false'],
]);

function fixOf(issue: z.core.$ZodIssue, node: Node): string | undefined {
  if (issue.code === 'invalid_type' && issue.expected === 'string' && node.kind === 'scalar' && node.value !== null) {
    return JSON.stringify(String(node.value));
  }
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  if (issue.code === 'invalid_value') return nearest(node.value, issue.values.map(String));
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.expected === 'boolean') return oldBooleans.get(node.value.toLowerCase());
  const isNumber = issue.expected === 'number' || issue.expected === 'int';
  return isNumber && /^-?\d+(\.\d+)?$/.test(node.value) ? node.value : undefined;
}

function follow(map: MapNode | null, path: readonly PropertyKey[]): Node | null {
  if (path.length === 0) return null;
  let node: Node | undefined = map ?? undefined;
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.get(String(step))?.value;
    else if (node?.kind === 'list') node = node.items[Number(step)];
    else return null;
  }
  return node ?? null;
}
