/** Markdown about operators, parameters and stages, of our own making. */
import type { Operator } from '../../operators/operator.ts';
import type { Schema } from './json-schema.ts';
import { typeOf, writtenDefault } from './parameter-type.ts';
import type { Say } from './say.ts';

const kinds: Readonly<Record<Operator['kind'], string>> = {
  filter: 'Filter: measures, then keeps what lies within bounds.',
  mapper: 'Mapper: changes the text of every sample that enters the stage.',
  deduplicator: 'Deduplicator: of samples that are alike, one stays.',
  selector: 'Selector: chooses among all that survived until there.',
};

/** What an operator does, what it costs, and where it differs from Data-Juicer's. */
export function describeOperator(operator: Operator, say: Say): string {
  const cost = operator.kind === 'filter' ? ` ${say('Cost: {0}.', say(operator.cost))}` : '';
  const origin =
    operator.from === 'data-juicer'
      ? say('From Data-Juicer.')
      : say('Of Better Synth: Data-Juicer has no such operator.');
  const differences = (operator.differences ?? []).map((sentence) => `- ${sentence}`);
  const lines = [`**${operator.name}** — ${say(operator.summary)}`, `${say(kinds[operator.kind])}${cost} ${origin}`];
  if (differences.length > 0) lines.push(`${say('Differs from Data-Juicer:')}\n${differences.join('\n')}`);
  return lines.join('\n\n');
}

/** What a parameter means, takes, and is where it is not written. */
export function describeParameter(name: string, schema: Schema, say: Say): string {
  const lines = [`**${name}** — ${meaningOf(schema, say)}`, facts(schema, say)];
  return lines.filter((line) => line !== '').join('\n\n');
}

/** What a parameter means, as a sentence. */
export function meaningOf({ description = '' }: Schema, say: Say): string {
  return sentence(say(description));
}

function sentence(text: string): string {
  if (text === '') return '';
  const first = text.slice(0, 1).toUpperCase() + text.slice(1);
  if (/[.!?。]$/.test(first)) return first;
  return /\p{Script=Han}/u.test(first) ? `${first}。` : `${first}.`;
}

function facts(schema: Schema, say: Say): string {
  const type = describeType(schema, say);
  const by =
    schema.default === undefined || schema.default === null
      ? ''
      : say('default {0}', `\`${writtenDefault(schema.default)}\``);
  return [type, by].filter((fact) => fact !== '').join(' · ');
}

function describeType(schema: Schema, say: Say): string {
  if (schema.properties !== undefined || schema.$ref !== undefined || schema.type === 'object') return '';
  const forms = (schema.anyOf ?? []).filter(({ $ref }) => $ref === undefined);
  if (schema.anyOf === undefined || forms.length === schema.anyOf.length) return typeOf(schema, say);
  return say('{0}, or a statistic of the data such as {1}', typeOf({ anyOf: forms }, say), '`{percentile: 5}`');
}
