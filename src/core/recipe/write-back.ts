import { ProductError } from '../../protocol/errors.ts';
import type { Json } from '../../protocol/records.ts';
import { canonicalJson } from './canonical.ts';
import { findItem, type FoundItem, type ParameterPlace } from './find-item.ts';
import { oldSpellings } from './old-spellings.ts';
import { plain, type Entry, type MapNode, type Node, type Span } from './source.ts';

export type { ParameterPlace } from './find-item.ts';

/** A value that a parameter can take in a recipe: a statistic as an object of one number. */
export type ParameterValue = string | number | boolean | Readonly<Record<string, number>>;

/** A piece of text to put instead of a span. */
interface Edit extends Span {
  readonly text: string;
}

/**
 * The recipe's text with one parameter of an operator set; every byte elsewhere stays. A parameter that is not there
 * is added in the style of its neighbours. Throws {@link ProductError} when the text has no such operator, or is
 * written in a way that cannot be changed without touching the rest.
 */
export function setParameter(text: string, place: ParameterPlace, value: ParameterValue): string {
  const found = findItem(text, place);
  const name = presentName(found, place);
  const entry = found.parameters?.entries.get(name);
  if (entry !== undefined && equal(plain(entry.value), value)) return text;
  const edit = entry === undefined ? added(found, name, value, text) : replaced(entry, value, text);
  const result = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  if (!saysSo(result, found, place, name, value)) {
    throw new ProductError('usage', `Cannot write ${place.parameter} of ${place.operator} into this recipe.`, {
      where: `stage ${place.stage}`,
      safe: 'The recipe is unchanged.',
      next: `Set ${place.parameter}: ${written(value)} by hand.`,
    });
  }
  return result;
}

/** The parameter's name as the recipe spells it, which may be an old one. */
function presentName({ name, parameters }: FoundItem, { parameter }: ParameterPlace): string {
  if (parameters === null || parameters.entries.has(parameter)) return parameter;
  for (const { name: spelled } of parameters.entries.values()) {
    if (oldSpellings.get(`${name}.${spelled}`)?.parameter === parameter) return spelled;
  }
  return parameter;
}

function replaced({ key, value: node }: Entry, value: ParameterValue, text: string): Edit {
  const colon = afterColon(key, text);
  const block = node.kind !== 'scalar' && !node.flow;
  const empty = node.start === node.end;
  if (!empty && !block) return { start: node.start, end: node.end, text: written(value) };
  const between = text.slice(colon, node.start);
  if (!empty && between.trim() !== '') return { start: node.start, end: node.end, text: written(value) };
  return { start: colon, end: empty ? colon : node.end, text: ` ${written(value)}` };
}

function added(found: FoundItem, name: string, value: ParameterValue, text: string): Edit {
  const { item, key, parameters } = found;
  const pair = `${name}: ${written(value)}`;
  if (parameters !== null)
    return parameters.flow ? addedInFlow(parameters, pair) : addedInBlock(parameters, pair, text);
  if (item.kind === 'scalar') return { start: item.end, end: item.end, text: `: {${pair}}` };
  const node = [...(item as MapNode).entries.values()][0]!.value;
  if (node.end > node.start) return { start: node.start, end: node.end, text: `{${pair}}` };
  const colon = afterColon(key, text);
  return { start: colon, end: colon, text: colon === key.end ? `: {${pair}}` : ` {${pair}}` };
}

function addedInFlow({ start, entries }: MapNode, pair: string): Edit {
  const last = [...entries.values()].at(-1);
  if (last === undefined) return { start: start + 1, end: start + 1, text: pair };
  const { end } = last.value;
  if (end > last.value.start) return { start: end, end, text: `, ${pair}` };
  return { start: start + 1, end: start + 1, text: `${pair}, ` };
}

/** A new line after the last one, indented as the first. */
function addedInBlock({ end, entries }: MapNode, pair: string, text: string): Edit {
  const first = [...entries.values()][0]!.key.start;
  const column = first - (text.lastIndexOf('\n', first - 1) + 1);
  const lineEnd = /\r?$/m.exec(text.slice(end))!.index + end;
  const breakAs = text.includes('\r\n') ? '\r\n' : '\n';
  return { start: lineEnd, end: lineEnd, text: breakAs + ' '.repeat(column) + pair };
}

/** The offset behind the colon of a key; the key's end where it has none. */
function afterColon({ end }: Span, text: string): number {
  return end + (/^[ \t]*:/.exec(text.slice(end, end + 100))?.[0].length ?? 0);
}

/** A value in YAML's flow style, which is right in both styles. */
function written(value: ParameterValue): string {
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([name, part]) => `${name}: ${written(part)}`)
      .join(', ')}}`;
  }
  if (typeof value !== 'string') return String(value);
  const word = /^[A-Za-z][\w./-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value);
  if (word) return value;

  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Whether the new text means the old one with just this parameter changed. */
function saysSo(
  result: string,
  before: FoundItem,
  place: ParameterPlace,
  name: string,
  value: ParameterValue,
): boolean {
  try {
    const now = findItem(result, place);
    const parameters = plain(now.parameters as Node) as Record<string, unknown>;
    const old = before.parameters === null ? {} : (plain(before.parameters) as Record<string, unknown>);
    return equal(parameters, { ...old, [name]: value }) && equal(around(now), around(before));
  } catch (error) {
    if (error instanceof ProductError) return false;
    throw error;
  }
}

/** The whole document but for the parameters of one operator. */
function around({ root, item, name }: FoundItem): unknown {
  return rest(root);

  function rest(node: Node): unknown {
    if (node === item) return name;
    if (node.kind === 'scalar') return node.value;
    if (node.kind === 'list') return node.items.map(rest);
    return [...node.entries.values()].map((entry) => [entry.name, rest(entry.value)]);
  }
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(canonicalJson(a) satisfies Json) === JSON.stringify(canonicalJson(b));
}
