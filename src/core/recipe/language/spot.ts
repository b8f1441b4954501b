/** Where in a recipe's structure a place of its text lies, found by writing a mark there and reading loosely. */
import type { TextPlace } from '../../../protocol/recipe-language.ts';
import { readLoosely } from '../read-yaml.ts';
import { SourceText, type MapNode, type Node, type Span } from '../source.ts';

/** Names of maps and places in lists, from the root. */
export type Path = readonly (string | number)[];

/** A place where something can be written. */
export interface Spot {
  readonly root: Node;
  /** Of a key: to the map that it stands in. Of a value: to that value. */
  readonly path: Path;
  /** The other keys of that map; null for a value. */
  readonly siblings: readonly string[] | null;
  /** Written in braces or brackets, where nothing may go over several lines. */
  readonly flow: boolean;
  /** A colon follows: only the name is to be written. */
  readonly named: boolean;
  /** Columns between the line's indentation and the word: dashes of lists. */
  readonly inset: number;
}

/** A character that no recipe has. */
const mark = '\ue000';

const wordBefore = /\w[\w./-]*$/;
const wordAfter = /^[\w./-]*/;

/** The place in the structure, or null where nothing can be said: in comments, broken text, lines indented by tabs. */
export function spotAt(text: string, place: TextPlace): Spot | null {
  const { start, end } = wordAt(text, place);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  const after = /^[^\n]*/.exec(text.slice(end))![0];
  if (/^ *\t/.test(before)) return null;
  const named = /^["']?\s*:(\s|$)/.test(after);
  const alone = /^ *(- +)*$/.test(before) && /^\s*(#|$)/.test(after);
  const root = readLoosely(new SourceText(`${text.slice(0, start)}${mark}${alone ? ':' : ''}${text.slice(end)}`, ''));
  const found = root === null ? null : find(root, []);
  if (root === null || found === null) return null;
  const indentation = /^ */.exec(before)![0].length;
  return { root, ...found, named, inset: before.length - indentation };
}

/** The word that a place touches, as completion replaces it. */
export function wordAt(text: string, place: TextPlace): Span {
  const at = offsetOf(text, place);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const before = wordBefore.exec(text.slice(lineStart, at))?.[0].length ?? 0;
  return { start: at - before, end: at + wordAfter.exec(text.slice(at))![0].length };
}

/** The offset of a place; the end of the line where that is shorter. */
export function offsetOf(text: string, { line, column }: TextPlace): number {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + column - 1, end < 0 ? text.length : end);
}

type Found = Pick<Spot, 'path' | 'siblings' | 'flow'>;

function find(node: Node, path: Path, flow = false): Found | null {
  if (node.kind === 'scalar') return node.value === mark ? { path, siblings: null, flow } : null;
  const inFlow = flow || node.flow;
  if (node.kind === 'list') {
    for (const [i, item] of node.items.entries()) {
      const found = find(item, [...path, i], inFlow);
      if (found !== null) return found;
    }
    return null;
  }
  return findInMap(node, path, inFlow);
}

function findInMap({ entries }: MapNode, path: Path, flow: boolean): Found | null {
  for (const { name, value } of entries.values()) {
    if (name === mark) return { path, siblings: [...entries.keys()].filter((key) => key !== mark), flow };
    const found = find(value, [...path, name], flow);
    if (found !== null) return found;
  }
  return null;
}
