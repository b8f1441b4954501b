import type { Overview } from '../../src/protocol/engine.ts';
import { filterFields, filterJoiners, filterValue, type FilterField } from '../../src/protocol/filter-fields.ts';
import { t } from './words.ts';
import { scoreName } from './score-name.ts';

/** A way to go on with a filter. */
export interface Suggestion {
  /** What is written in place of the word at the caret. */
  readonly text: string;
  readonly says: string;
  /** What people call it, by which it is found too. */
  readonly name?: string;
}

/** What can be written in place of the word that ends at the caret. */
export interface Suggestions {
  readonly from: number;
  readonly list: readonly Suggestion[];
}

const most = 12;

/** Suggests keys, fields, values and joiners for the word of a filter that ends at the caret. */
export function suggest(filter: string, caret: number, overview: Overview | null): Suggestions {
  const word = /[^\s()]*$/u.exec(filter.slice(0, caret))![0];
  const bare = word.replace(/^-/u, '');
  const from = caret - bare.length;
  const wanted = plain(bare);
  const all = bare.includes(':') ? values(bare.slice(0, bare.indexOf(':')), overview) : keys(overview);
  const fits = all.filter(
    ({ text, name = '' }) => (plain(text).includes(wanted) || plain(name).includes(wanted)) && text.trim() !== bare,
  );
  const order = (suggestion: Suggestion): number => (plain(suggestion.text).startsWith(wanted) ? 0 : 1);
  return { from, list: fits.sort((a, b) => order(a) - order(b)).slice(0, most) };
}

function keys(overview: Overview | null): Suggestion[] {
  const scores = (overview?.scores ?? []).map(({ key, min, max }) => {
    const name = scoreName(key);
    return { text: `${key}>`, says: t('{0}: {1} to {2}', name, short(min), short(max)), name };
  });
  const says: Record<FilterField, string> = {
    caption: t('text of the caption'),
    outcome: t('kept, dropped or failed'),
    tag: t('your tags'),
    is: t('edited, pending, created, selected, untagged'),
    stage: t('stage that decided'),
    operator: t('operator that decided'),
    cluster: t('number of the cluster'),
    set: t('samples chosen in another view'),
    origin: t('from the source, or synthesized'),
    has: t('a score that was measured'),
    id: t('id of the sample'),
  };
  const joins: Record<(typeof filterJoiners)[number], string> = { AND: t('both'), OR: t('either'), NOT: t('all but') };
  return [
    ...Object.entries(says).map(([field, what]) => ({ text: `${field}:`, says: what })),
    ...scores,
    ...filterJoiners.map((joiner) => ({ text: `${joiner} `, says: joins[joiner] })),
  ];
}

function values(field: string, overview: Overview | null): Suggestion[] {
  const fixed = (field: 'outcome' | 'origin' | 'is', says: Readonly<Record<string, string>>): [string, string][] =>
    filterFields[field].map((value) => [value, says[value] ?? '']);
  const list: Record<string, () => readonly (readonly [string, string])[]> = {
    outcome: () => fixed('outcome', { none: t('no stage decided') }),
    origin: () => fixed('origin', { synthesized: t('written by a model') }),
    is: () =>
      fixed('is', {
        edited: t('a person wrote the caption'),
        pending: t('edited since the last run'),
        created: t('not in the dataset file'),
        selected: t('the selection takes it'),
        untagged: t('has no tag'),
      }),
    tag: () => (overview?.tags ?? []).map(({ tag, samples }) => [tag, t('{0} samples', samples)]),
    stage: () => (overview?.stages ?? []).map(({ name, state }) => [name, state]),
    operator: () => operators(overview).map((name) => [name, '']),
    cluster: () =>
      (overview?.clusters ?? []).map(({ cluster, samples }) => [String(cluster), t('{0} samples', samples)]),
    has: () => (overview?.scores ?? []).map(({ key, count }) => [key, t('{0} samples', count)]),
  };
  return (list[field.toLowerCase()]?.() ?? []).map(([value, says]) => ({
    text: `${field}:${filterValue(value)} `,
    says,
  }));
}

function operators(overview: Overview | null): string[] {
  const names = (overview?.stages ?? []).flatMap(({ last }) => (last?.operators ?? []).map(({ name }) => name));
  return [...new Set([...names, 'manual'])];
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('"', '');
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
