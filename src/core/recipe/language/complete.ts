/** What can be written at a place of a recipe. */
import type { Completion, TextPlace } from '../../../protocol/recipe-language.ts';
import { stageKinds, type StageKind } from '../../../protocol/records.ts';
import { findOperator } from '../../operators/index.ts';
import { boundNames } from '../thresholds.ts';
import { describeOperator, describeParameter, meaningOf } from './describe.ts';
import { cursor, operatorText, stageText, valueFor } from './insert.ts';
import type { Schema } from './json-schema.ts';
import type { Knowledge } from './knowledge.ts';
import { spotAt, type Spot } from './spot.ts';
import { stageSummaries } from './stage-summaries.ts';
import { freeName, surroundings } from './surroundings.ts';
import { offersOfValue } from './values.ts';
import { nodeAt, placeOf, propertyAt, schemasAt, type Place } from './walk.ts';

/** What can be written at a place, in the order in which it should be offered. Empty where nothing is known to fit. */
export function completionsAt(text: string, place: TextPlace, known: Knowledge): readonly Completion[] {
  const spot = spotAt(text, place);
  if (spot === null) return [];
  const context = { spot, known, place: placeOf(spot.root, spot.path) };
  // In brackets an item is no name yet.
  const isItem = ['process', 'stages'].includes(String(spot.path.at(-2)));
  if (spot.siblings === null && isItem) return offersOfKey(context, []);
  if (spot.siblings === null) return offersOfValue(spot, propertyAt(spot.root, spot.path), context.place, known);
  return offersOfKey(context, spot.siblings);
}

interface Context {
  readonly spot: Spot;
  readonly known: Knowledge;
  readonly place: Place;
}

function offersOfKey(context: Context, siblings: readonly string[]): readonly Completion[] {
  const { spot } = context;
  const schemas = schemasAt(spot.root, spot.path);
  const first = siblings.length === 0;
  const list = schemas.find(({ items }) => items !== undefined);
  // Under a key that has a list: its first item.
  if (list !== undefined) return first && !spot.flow ? offersOfItem(context) : [];
  const object = schemas.find(({ properties }) => properties !== undefined);
  if (object === undefined) {
    const value = first && !spot.named ? propertyAt(spot.root, owningPath(spot)) : undefined;
    return value === undefined ? [] : offersOfValue(spot, value, context.place, context.known);
  }
  if (siblings.length >= (object.maxProperties ?? Infinity)) return [];
  return offersOfProperties(context, object, siblings);
}

/** The path of the parameter that a list item belongs to. */
function owningPath({ path }: Spot): Spot['path'] {
  return typeof path.at(-1) === 'number' ? path.slice(0, -1) : path;
}

function offersOfItem(context: Context): Completion[] {
  const { spot } = context;
  const path = [...spot.path, 0];
  const inner = { ...context, spot: { ...spot, path, inset: spot.inset + 2 }, place: placeOf(spot.root, path) };
  const object = schemasAt(spot.root, path).find(({ properties }) => properties !== undefined);
  if (object === undefined) return [];
  return offersOfProperties(inner, object, []).map((offer) => ({ ...offer, insert: `- ${offer.insert}` }));
}

function offersOfProperties(context: Context, object: Schema, siblings: readonly string[]): readonly Completion[] {
  const { path } = context.spot;
  const inList = typeof path.at(-1) === 'number';
  if (inList && path.at(-2) === 'process') return operatorOffers(context, Object.keys(object.properties!));
  if (inList && path.at(-2) === 'stages') return stageOffers(context, siblings);
  return Object.entries(object.properties!)
    .filter(([name, { doNotSuggest }]) => !siblings.includes(name) && doNotSuggest !== true)
    .filter(([name]) => fits(name, siblings, context))
    .map(([name, schema]) => parameterOffer(context, name, schema));
}

/** Whether a parameter makes sense beside others, and in its stage. */
function fits(name: string, siblings: readonly string[], { spot, place }: Context): boolean {
  const { stage, operator, parameter } = place;
  const found = operator?.operator;
  // A statistic has one form.
  if (parameter !== null) return siblings.length === 0;
  if (stage?.kind === 'select') return !uselessKeys(textAt(spot, 'strategy'), siblings).includes(name);
  if (found?.kind === 'filter' && stage?.kind === 'measure') return !boundNames(found).has(name);
  if (operator === null && stage?.kind === 'clean') return !(name === 'config' && siblings.includes('process'));
  return true;
}

function textAt({ root, path }: Spot, name: string): string | null {
  const node = nodeAt(root, [...path, name]);
  return node?.kind === 'scalar' ? String(node.value) : null;
}

function uselessKeys(strategy: string | null, siblings: readonly string[]): readonly string[] {
  if (strategy === null) return [];
  const few = siblings.includes('max_per_image') ? [] : ['by'];
  return [
    ...(strategy === 'dynamic-increase' ? ['at', ...few] : []),
    ...(strategy === 'high-low' ? [] : ['replace_low']),
  ];
}

function operatorOffers({ spot, place, known: { say } }: Context, names: readonly string[]): Completion[] {
  return names.flatMap((name): Completion[] => {
    const operator = findOperator(name);
    if (operator === undefined) return [];
    const drops = operator.kind === 'deduplicator' || operator.kind === 'selector';
    if (drops && place.stage?.kind === 'measure') return [];
    const insert = spot.named ? name : operatorText(operator);
    return [
      {
        label: name,
        kind: 'operator',
        detail: say(operator.summary),
        documentation: describeOperator(operator, say),
        insert,
      },
    ];
  });
}

function stageOffers({ spot, known: { say } }: Context, siblings: readonly string[]): readonly Completion[] {
  const around = surroundings(spot.root, spot.path);
  const offer = (kind: StageKind): Completion => {
    const body = stageText(kind, spot.flow, around);
    const name = `name: ${freeName(kind, around.names)}`;
    const both = spot.flow ? `${name}, ${body}` : `${name}\n${body}`;
    const whole = siblings.length > 0 ? body : spot.siblings === null ? `{${both}}` : both;
    const insert = spot.named ? kind : indented(whole, spot.inset);
    return { label: kind, kind: 'stage', detail: say(stageSummaries[kind]), documentation: null, insert };
  };
  const name: Completion = {
    label: 'name',
    kind: 'parameter',
    detail: say('The stage’s name.'),
    documentation: say('Unique in the recipe: 1 to 64 of a-z, 0-9 and -.'),
    insert: spot.named ? 'name' : `name: ${freeName('stage', around.names)}${cursor}`,
  };
  if (!siblings.some((key) => stageKinds.some((kind) => kind === key))) return stageKinds.map(offer);
  return siblings.includes('name') ? [] : [name];
}

function parameterOffer({ spot, place, known }: Context, name: string, schema: Schema): Completion {
  const around = surroundings(spot.root, spot.path);
  const value = structured(name, spot.flow, around) ?? valueFor(name, schema, place.operator?.operator ?? null, known);
  const written =
    value === undefined ? `${name}: ${cursor}` : `${name}: ${value}${value.includes(cursor) ? '' : cursor}`;
  return {
    label: name,
    kind: 'parameter',
    detail: meaningOf(schema, known.say),
    documentation: describeParameter(name, schema, known.say),
    insert: spot.named ? name : indented(written.replace(/: \n/, ':\n'), spot.inset),
  };
}

/** Values of more than one line. */
function structured(name: string, flow: boolean, around: ReturnType<typeof surroundings>): string | undefined {
  if (name === 'process') return flow ? `[fix_unicode_mapper${cursor}]` : `\n  - fix_unicode_mapper:${cursor}`;
  if (name === 'by' && around.keys.length > 0) return `[${around.keys.at(-1)!}${cursor}]`;
  if (name !== 'stages' || flow) return undefined;
  return `\n  - name: clean\n    clean:\n      process:\n        - fix_unicode_mapper:${cursor}`;
}

/** Lines after the first, moved to below the word: an editor adds the line's own indentation. */
function indented(text: string, inset: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(inset)}`);
}
