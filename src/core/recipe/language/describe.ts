/** Markdown about operators, parameters and stages, of our own making. */
import type { Operator } from '../../operators/operator.ts';
import type { Schema } from './json-schema.ts';
import { typeOf, writtenDefault } from './parameter-type.ts';

const kinds: Readonly<Record<Operator['kind'], string>> = {
  filter: 'Filter: measures, then keeps what lies within bounds.',
  mapper: 'Mapper: changes the text of every sample that enters the stage.',
  deduplicator: 'Deduplicator: of samples that are alike, one stays.',
  selector: 'Selector: chooses among all that survived until there.',
};

/** What an operator does, what it costs, and where it differs from Data-Juicer's. */
export function describeOperator(operator: Operator): string {
  const cost = operator.kind === 'filter' ? ` Cost: ${operator.cost}.` : '';
  const origin =
    operator.from === 'data-juicer' ? 'From Data-Juicer.' : 'Of Better Synth: Data-Juicer has no such operator.';
  const differences = (operator.differences ?? []).map((sentence) => `- ${sentence}`);
  const lines = [`**${operator.name}** — ${operator.summary}`, `${kinds[operator.kind]}${cost} ${origin}`];
  if (differences.length > 0) lines.push(`Differs from Data-Juicer:\n${differences.join('\n')}`);
  return lines.join('\n\n');
}

/** What a parameter means, takes, and is where it is not written. */
export function describeParameter(name: string, schema: Schema): string {
  const lines = [`**${name}** — ${sentence(schema.description ?? '')}`, facts(schema)];
  return lines.filter((line) => line !== '').join('\n\n');
}

/** A description as a sentence. */
export function sentence(text: string): string {
  if (text === '') return '';
  const first = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

function facts(schema: Schema): string {
  const type = describeType(schema);
  const by =
    schema.default === undefined || schema.default === null ? '' : `default \`${writtenDefault(schema.default)}\``;
  return [type, by].filter((fact) => fact !== '').join(' · ');
}

function describeType(schema: Schema): string {
  if (schema.properties !== undefined || schema.$ref !== undefined || schema.type === 'object') return '';
  const forms = (schema.anyOf ?? []).filter(({ $ref }) => $ref === undefined);
  if (schema.anyOf === undefined || forms.length === schema.anyOf.length) return typeOf(schema);
  return `${typeOf({ anyOf: forms })}, or a statistic of the data such as \`{percentile: 5}\``;
}
