/** Values that completion offers for a parameter. */
import type { Completion } from '../../../protocol/recipe-language.ts';
import type { Operator } from '../../operators/operator.ts';
import { boundNames } from '../thresholds.ts';
import { meaningOf } from './describe.ts';
import { yamlOf } from './insert.ts';
import type { Schema } from './json-schema.ts';
import type { Knowledge } from './knowledge.ts';
import { modelParameters, stageModels } from './model-parameters.ts';
import { isOpen } from './parameter-type.ts';
import type { Say } from './say.ts';
import type { Spot } from './spot.ts';
import { surroundings } from './surroundings.ts';
import { alternatives, propertyAt, type Place } from './walk.ts';

/** What a parameter can be: names that are known, the schema's values, statistics of the data. */
export function offersOfValue(
  spot: Spot,
  declared: Schema | undefined,
  place: Place,
  known: Knowledge,
): readonly Completion[] {
  const schema = declared ?? propertyAt(spot.root, spot.path.slice(0, -1));
  if (schema === undefined) return [];
  const name = place.parameter ?? String(spot.path.findLast((step) => typeof step === 'string'));
  const offers = [...namesFor(name, spot, place, known), ...valuesOf(schema, known.say)];
  if (isBound(name, place) && spot.path.at(-1) === name) offers.push(...statistics(known.say));
  const seen = new Set<string>();
  return offers.filter(({ label }) => !seen.has(label) && seen.add(label));
}

function offer(label: string, detail: string, insert = label): Completion {
  return { label, kind: 'value', detail, documentation: null, insert };
}

function valuesOf(schema: Schema, say: Say): Completion[] {
  const by = schema.default;
  const detail = (value: unknown): string => (value === by ? say('The default.') : meaningOf(schema, say));
  const listed = alternatives(schema).flatMap(({ enum: values, const: only, type }): readonly unknown[] => {
    if (values !== undefined) return values;
    if (only !== undefined) return [only];
    return type === 'boolean' ? [true, false] : [];
  });
  const simple = by !== undefined && by !== null && typeof by !== 'object' && !isOpen(by) ? [by] : [];
  const values = listed.length > 0 ? listed : simple;
  return values.map((value) => offer(yamlOf(value), detail(value)));
}

function namesFor(name: string, spot: Spot, { stage, operator }: Place, known: Knowledge): Completion[] {
  if (operator !== null) return operator.operator === null ? [] : operatorNames(name, spot, operator.operator, known);
  if (stage?.kind === 'select' && name === 'by') {
    return surroundings(spot.root, spot.path).keys.map((key) =>
      offer(key, known.say('A statistic that is measured before.')),
    );
  }
  if (stage?.kind === 'synthesize' && name === 'profile') {
    return [...new Set(['demo', ...known.profiles])].map((profile) =>
      offer(profile, known.say('A captioning endpoint.')),
    );
  }
  const isModel = stageModels.has(name) && ['cluster', 'synthesize', 'train'].includes(stage?.kind ?? '');
  return isModel ? known.models.map((model) => offer(model, known.say('A model that is here.'))) : [];
}

function operatorNames(name: string, spot: Spot, operator: Operator, known: Knowledge): Completion[] {
  if (modelParameters(operator).includes(name)) {
    return known.models.map((model) => offer(model, known.say('A model that is here.')));
  }
  const { keys } = surroundings(spot.root, spot.path);
  const detail = known.say('A statistic that is measured before.');
  if (name === 'field_key') return keys.map((key) => offer(`__dj__stats__.${key}`, detail));
  return name === 'keep_by' ? keys.map((key) => offer(key, detail)) : [];
}

function isBound(name: string, { stage, operator }: Place): boolean {
  const found = operator?.operator;
  return found?.kind === 'filter' && stage?.kind !== 'measure' && boundNames(found).has(name);
}

function statistics(say: Say): Completion[] {
  return [
    offer('{percentile: 5}', say('A percentile of the values that reach the operator.'), '{percentile: 5$0}'),
    offer('{keep: 1000}', say('So many of the best samples.'), '{keep: 1000$0}'),
    offer('{mean: 0}', say('The mean of the values, plus this.'), '{mean: 0$0}'),
    offer('{sigma: -2}', say('The mean, plus so many standard deviations.'), '{sigma: -2$0}'),
  ];
}
