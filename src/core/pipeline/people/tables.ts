/** What people did as tables of DuckDB: `tags`, `edited_now` and `edited_since`. One more edit or tag changes only its own rows. */
import { quoteText, type Duck } from '../../store/duck.ts';
import { currentEdits, idsEditedSince, lastEdit } from '../../store/state/edits.ts';
import { currentTags, idsTaggedSince, lastTag, tagsOf } from '../../store/state/tags.ts';
import { createTable } from '../../store/tables.ts';
import type { Chain } from '../chain.ts';
import { editedDataset, newestEdits, resolveEdits, samplesById } from '../edited.ts';
import { editedSince } from '../edited-since.ts';
import type { Session } from '../session.ts';

/** What the tables of a database hold. */
interface Known {
  /** Up to which edit, over which chain. */
  edits: { readonly last: number; readonly chain: string } | null;
  /** Up to which event. */
  tags: number | null;
  /** Of which samples listeners are told, see {@link Chain.samples}. */
  samples: string | null;
  listeners: Set<PeopleListener>;
}

/** Is told which rows of the tables are others now; null: all may be. */
export type PeopleListener = (what: 'edits' | 'tags', rows: readonly number[] | null) => void;

const tables = new WeakMap<Duck, Known>();
const text = (name: string) => ({ name, type: 'text' }) as const;
const rowAndText = [{ name: 'row', type: 'int' }, text('text')] as const;

/** Has the tables tell what they hold now. */
export async function peopleTables(session: Session, chain: Chain): Promise<void> {
  const known = knownOf(session.duck);
  await editTables(session, chain, known);
  known.samples = chain.samples;
  await tagTable(session);
}

/** Calls back whenever tables of a database change. */
export function onPeople(duck: Duck, listener: PeopleListener): void {
  knownOf(duck).listeners.add(listener);
}

function knownOf(duck: Duck): Known {
  const known = tables.get(duck) ?? { edits: null, tags: null, samples: null, listeners: new Set() };
  tables.set(duck, known);
  return known;
}

/** Has the table `edits` tell which edits there are: for queries of users, nothing else reads it. */
export async function editsTable({ duck, state }: Session): Promise<void> {
  const edits = currentEdits(state);
  const columns = {
    id: edits.map(({ id }) => id),
    caption: edits.map(({ caption }) => caption),
    at: edits.map(({ at }) => at),
  };
  await createTable(duck, 'edits', [text('id'), text('caption'), text('at')], { rows: edits.length, columns });
}

async function editTables(session: Session, chain: Chain, known: Known): Promise<void> {
  const last = lastEdit(session.state);
  const of = JSON.stringify(chain);
  const before = known.edits?.chain === of ? known.edits : null;
  if (before?.last === last) return;
  const ids = before === null ? null : idsEditedSince(session.state, before.last);
  // What fails half-way is made anew as a whole.
  known.edits = null;
  const rows = ids === null ? await allEdits(session, chain) : await someEdits(session, chain, ids);
  known.edits = { last, chain: of };
  for (const listener of known.listeners) {
    listener('edits', rows);
    // The rows of another dataset are others.
    if (before === null) listener('tags', null);
  }
}

async function allEdits(session: Session, chain: Chain): Promise<null> {
  const { duck } = session;
  const { applied } = await editedDataset(session, chain);
  await createTable(duck, 'edited_now', [rowAndText[0]], {
    rows: applied.length,
    columns: { row: Int32Array.from(applied, ({ row }) => row) },
  });
  const since = await editedSince(session, chain, applied);
  await createTable(duck, 'edited_since', rowAndText, {
    rows: since.size,
    columns: { row: Int32Array.from(since.keys()), text: [...since.values()] },
  });
  return null;
}

async function someEdits(session: Session, chain: Chain, ids: readonly string[]): Promise<readonly number[]> {
  const { duck, state } = session;
  const { applied, rows } = await resolveEdits(session, chain.samples, newestEdits(state, ids));
  const now = [...applied.values()];
  const since = await editedSince(session, chain, now, rows);
  await replaceRows(
    duck,
    'edited_now',
    { row: rows },
    now.map(({ row }) => [String(row)]),
  );
  await replaceRows(
    duck,
    'edited_since',
    { row: rows },
    [...since].map(([row, present]) => [String(row), quoteText(present)]),
  );
  return rows;
}

/** Has the table `tags` tell the tags of now. */
export async function tagTable(session: Session): Promise<void> {
  const { duck, state } = session;
  const known = knownOf(duck);
  const last = lastTag(state);
  if (known.tags === last) return;
  const ids = known.tags === null ? null : idsTaggedSince(state, known.tags);
  known.tags = null;
  if (ids === null) {
    const tags = currentTags(state, last);
    const columns = { id: tags.map(({ id }) => id), tag: tags.map(({ tag }) => tag) };
    await createTable(duck, 'tags', [text('id'), text('tag')], { rows: tags.length, columns });
  } else {
    const tags = ids.flatMap((id) => tagsOf(state, id));
    await replaceRows(
      duck,
      'tags',
      { id: ids.map(quoteText) },
      tags.map(({ id, tag }) => [id, tag].map(quoteText)),
    );
  }
  known.tags = last;
  const rows = ids === null || known.samples === null ? null : await rowsOf(session, known.samples, ids);
  for (const listener of known.listeners) listener('tags', rows);
}

async function rowsOf(session: Session, samples: string, ids: readonly string[]): Promise<number[]> {
  return [...(await samplesById(session, samples, ids, [])).values()].map(({ row }) => row);
}

/** @param where the rows that go: a column, and its values as SQL. @param tuples the values of those that come, as SQL */
async function replaceRows(
  duck: Duck,
  table: string,
  where: Readonly<Record<string, readonly (string | number)[]>>,
  tuples: readonly (readonly string[])[],
): Promise<void> {
  const [[name, values]] = Object.entries(where) as [[string, readonly (string | number)[]]];
  if (values.length > 0) await duck.run(`DELETE FROM ${table} WHERE ${name} IN (${values.join(', ')})`);
  const lines = tuples.map((tuple) => `(${tuple.join(', ')})`);
  if (lines.length > 0) await duck.run(`INSERT INTO ${table} VALUES ${lines.join(', ')}`);
}
