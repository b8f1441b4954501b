/** What people did, by row: read from the tables that `viewsOf` made of it, and kept while few of their rows change. */
import { column } from '../../store/columns.ts';
import type { Duck } from '../../store/duck.ts';
import { selectRows } from '../../store/rows.ts';
import { onPeople } from '../people/tables.ts';
import type { Session } from '../session.ts';

/** Edits and tags that stand. */
export interface People {
  /** Rows whose caption a person wrote. */
  readonly edited: ReadonlySet<number>;
  /** Texts edited since the last run, by row. */
  readonly pending: ReadonlyMap<number, string>;
  /** By row, in the order in which they were set. */
  readonly tags: ReadonlyMap<number, readonly string[]>;
}

/** {@link People} as it was read, with the rows that have changed since. */
interface Kept {
  readonly edited: Set<number>;
  readonly pending: Map<number, string>;
  readonly tags: Map<number, string[]>;
  readonly stale: { edits: Set<number> | null; tags: Set<number> | null };
}

const known = new WeakMap<Duck, Kept>();

/** Reads them; the views must be those of now. What was read before is the same object, and told anew. */
export async function readPeople({ duck }: Pick<Session, 'duck'>): Promise<People> {
  const kept = known.get(duck) ?? keep(duck);
  const { edits, tags } = kept.stale;
  kept.stale.edits = new Set();
  kept.stale.tags = new Set();
  try {
    await readEdits(duck, kept, edits);
    await readTags(duck, kept, tags);
  } catch (error) {
    kept.stale.edits = null;
    kept.stale.tags = null;
    throw error;
  }
  return kept;
}

function keep(duck: Duck): Kept {
  const kept: Kept = { edited: new Set(), pending: new Map(), tags: new Map(), stale: { edits: null, tags: null } };
  known.set(duck, kept);
  onPeople(duck, (what, rows) => {
    if (rows === null) kept.stale[what] = null;
    else for (const row of rows) kept.stale[what]?.add(row);
  });
  return kept;
}

async function readEdits(duck: Duck, { edited, pending }: Kept, stale: Set<number> | null): Promise<void> {
  if (stale?.size === 0) return;
  forget([edited, pending], stale);
  const now = await selectRows(duck, `SELECT row FROM edited_now ${within('row', stale)}`);
  for (const row of column(now, 'row', 'int')) edited.add(row);
  const since = await selectRows(duck, `SELECT row, text FROM edited_since ${within('row', stale)}`);
  const texts = column(since, 'text', 'text');
  column(since, 'row', 'int').forEach((row, i) => pending.set(row, texts[i]!));
}

async function readTags(duck: Duck, { tags }: Kept, stale: Set<number> | null): Promise<void> {
  if (stale?.size === 0) return;
  forget([tags], stale);
  const batch = await selectRows(
    duck,
    `SELECT r.row, t.tag FROM (SELECT id, tag, rowid AS place FROM tags) t JOIN (SELECT row, id FROM sample_rows ${within('row', stale)}) r ON r.id = t.id ORDER BY place`,
  );
  const names = column(batch, 'tag', 'text');
  column(batch, 'row', 'int').forEach((row, i) => {
    const of = tags.get(row);
    if (of === undefined) tags.set(row, [names[i]!]);
    else of.push(names[i]!);
  });
}

/** @param stale null: all rows */
function forget(of: readonly (Set<number> | Map<number, unknown>)[], stale: Set<number> | null): void {
  for (const rows of of) {
    if (stale === null) rows.clear();
    else for (const row of stale) rows.delete(row);
  }
}

function within(name: string, rows: Set<number> | null): string {
  return rows === null ? '' : `WHERE ${name} IN (${[...rows].join(', ')})`;
}
