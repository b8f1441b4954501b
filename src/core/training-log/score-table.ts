import type { Score } from './evaluate.ts';
import type { Field } from './fields.ts';

const groupNames = ['group', 'arm', 'name', 'run', 'model', 'data'];

/** The scores of a line such as `{"arm": "raw", "seed": 1, "accuracy": 0.4}`; none where it has no seed, or no name. */
export function scoresOf(fields: ReadonlyMap<string, Field>): Score[] {
  const seed = fields.get('seed');
  if (seed === undefined) return [];
  const name = groupNames.find((known) => typeof fields.get(known) === 'string');
  if (name === undefined || (typeof seed !== 'number' && typeof seed !== 'string')) return [];
  const group = String(fields.get(name));
  return [...fields]
    .filter(([metric, value]) => typeof value === 'number' && metric !== 'seed')
    .map(([metric, value]) => ({ group, seed: String(seed), metric, value: value as number }));
}

const seeded = /[-_. ]?seed[-_=]?(\d+)/i;

/** What a training is called without its seed, and its seed: as people name the folders of repeated trainings. */
export function seedInName(name: string): { readonly group: string; readonly seed: string | null } {
  const match = seeded.exec(name);
  return { group: name.replace(seeded, ''), seed: match?.[1] ?? null };
}
