import type { Json } from '../../protocol/records.ts';
import type { OperatorUse, Recipe } from './recipe.ts';

/** A value as canonical JSON: keys sorted, undefined left out, numbers that JSON lacks as text. */
export function canonicalJson(value: unknown): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? (Object.is(value, -0) ? 0 : value) : String(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(canonicalJson);
  if (typeof value !== 'object') throw new TypeError(`No canonical form for a ${typeof value}`);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, canonicalJson(member)]));
}

/** What an operator's use adds to its stage's canonical form. */
export function canonicalUse({ operator, parameters, statistics, closed, reversed }: OperatorUse): Json {
  return canonicalJson({ name: operator.name, parameters, statistics, closed, reversed });
}

/** One text for all recipes that mean the same: for fingerprints and for comparing runs. */
export function canonicalText(recipe: Recipe): string {
  return JSON.stringify(
    canonicalJson({
      dataset: recipe.dataset,
      seed: recipe.seed,
      error_budget: recipe.errorBudget,
      stages: recipe.stages.map(({ name, kind, canonical }) => ({ name, kind, canonical })),
    }),
  );
}
