import { animals } from './animals.ts';
import { buildings } from './buildings.ts';
import { household } from './household.ts';
import type { Kind } from './kind.ts';
import { playthings } from './playthings.ts';
import { signs } from './signs.ts';
import { vehicles } from './vehicles.ts';

/** Every kind of thing that the set can draw. */
export const kinds: readonly Kind[] = [...vehicles, ...animals, ...buildings, ...household, ...playthings, ...signs];

const byName = new Map(kinds.map((kind) => [kind.name, kind]));

/** The kind of a name; scenes hold only names that exist. */
export function kindOf(name: string): Kind {
  const kind = byName.get(name);
  if (kind === undefined) throw new Error(`no kind of thing is called ${name}`);
  return kind;
}
