/** What is known about the word at a place of a recipe. */
import type { Hover, TextPlace } from '../../../protocol/recipe-language.ts';
import type { Filter } from '../../operators/operator.ts';
import { dataJuicerNames } from '../data-juicer-names.ts';
import { readLoosely } from '../read-yaml.ts';
import { SourceText, type Node, type Span } from '../source.ts';
import { describeOperator, describeParameter } from './describe.ts';
import { describeDistribution, describeKept, describeResolved, describeStage } from './measured.ts';
import type { Knowledge } from './knowledge.ts';
import { offsetOf, type Path } from './spot.ts';
import { stageSummaries } from './stage-summaries.ts';
import { placeOf, propertyAt, type Place } from './walk.ts';

/** Tells of the operator, parameter, stage or statistic at a place; null where there is none. */
export function hoverAt(text: string, place: TextPlace, known: Knowledge): Hover | null {
  const source = new SourceText(text, '');
  const root = readLoosely(source);
  const found = root === null ? null : find(root, offsetOf(text, place), []);
  if (root === null || found === null) return null;
  const markdown = describe(root, found, known);
  if (markdown === null) return null;
  return { markdown, start: source.position(found.span.start), end: source.position(found.span.end) };
}

interface Found {
  /** To the value whose name or text it is. */
  readonly path: Path;
  readonly span: Span;
  /** A scalar that is no name; null: the name itself. */
  readonly value: string | null;
}

function find(node: Node, offset: number, path: Path): Found | null {
  if (offset < node.start || offset > node.end) return null;
  if (node.kind === 'scalar') return { path, span: node, value: String(node.value) };
  if (node.kind === 'list') {
    for (const [i, item] of node.items.entries()) {
      const found = find(item, offset, [...path, i]);
      if (found !== null) return found;
    }
    return null;
  }
  for (const { name, key, value } of node.entries.values()) {
    if (offset >= key.start && offset <= key.end) return { path: [...path, name], span: key, value: null };
    const found = find(value, offset, [...path, name]);
    if (found !== null) return found;
  }
  return null;
}

function describe(root: Node, { path, value }: Found, known: Knowledge): string | null {
  const place = placeOf(root, path);
  if (value !== null && place.operator === null && path.includes('by')) return describeDistribution([value], known);
  if (place.operator !== null && place.parameter === null) return operatorHover(place, known);
  if (place.stage !== null && place.operator === null && isStageName(path, place)) return stageHover(place, known);
  const name = path.findLast((step) => typeof step === 'string');
  const property = propertyAt(root, typeof path.at(-1) === 'number' ? path.slice(0, -1) : path);
  if (name === undefined || property === undefined) return null;
  return joined([describeParameter(name, property, known.say), ...thresholdHover(place, known)]);
}

/** A stage's kind, or what it is called. */
function isStageName(path: Path, { stage }: Place): boolean {
  return path.length === 3 && (path[2] === 'name' || path[2] === stage?.kind);
}

function stageHover({ stage }: Place, known: Knowledge): string | null {
  if (stage?.kind == null) return null;
  const report = known.reports.find(({ name }) => name === stage.name);
  return joined([
    `**${stage.kind}** — ${known.say(stageSummaries[stage.kind])}`,
    report && describeStage(report, known),
  ]);
}

function operatorHover({ stage, operator }: Place, known: Knowledge): string | null {
  const found = operator?.operator ?? null;
  if (operator === null || found === null) return missing(operator?.label, known);
  const keys = found.kind === 'filter' ? shownKeys(found) : [];
  const kept = describeKept(stage?.name, operator.label, known);
  return joined([describeOperator(found, known.say), describeDistribution(keys, known), kept]);
}

function missing(label: string | undefined, { say }: Knowledge): string | null {
  const name = label?.replace(/#\d+$/, '') ?? '';
  return dataJuicerNames.has(name)
    ? say('{0} is an operator of Data-Juicer that this product does not have.', `**${name}**`)
    : null;
}

function thresholdHover({ stage, operator, parameter }: Place, known: Knowledge): (string | null | undefined)[] {
  const found = operator?.operator;
  if (operator == null || found?.kind !== 'filter' || parameter === null) return [];
  const bounded = found.statistics.filter(({ min, max }) => parameter === min || parameter === max);
  if (bounded.length === 0) return [];
  return [
    describeDistribution(
      bounded.map(({ key }) => key),
      known,
    ),
    describeResolved(stage?.name, operator.label, parameter, known),
    describeKept(stage?.name, operator.label, known),
  ];
}

function shownKeys({ statistics }: Pick<Filter<unknown>, 'statistics'>): string[] {
  return statistics.filter(({ hidden }) => hidden !== true).map(({ key }) => key);
}

function joined(parts: readonly (string | null | undefined)[]): string {
  return parts.filter((part) => part != null && part !== '').join('\n\n');
}
