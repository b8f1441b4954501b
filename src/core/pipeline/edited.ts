import { hash } from 'node:crypto';
import { ProductError } from '../../protocol/errors.ts';
import { recogniseTokens, withCaption } from '../dataset/tokens.ts';
import { column, type Batch } from '../store/columns.ts';
import { quoteText } from '../store/duck.ts';
import { selectBatches, selectRows } from '../store/rows.ts';
import { createTable } from '../store/tables.ts';
import { currentEdits, idsEditedSince, lastEdit, newestEdit, type Edit } from '../store/state/edits.ts';
import type { Chain } from './chain.ts';
import type { Session } from './session.ts';

/** An edit as it applies to the dataset as imported. */
export interface AppliedEdit {
  readonly row: number;
  /** Of the edit. */
  readonly seq: number;
  /** The edited text, tokens and all. */
  readonly text: string;
}

/** An edit that does not apply now: its sample has another text than was edited, or is not there. */
export interface Conflict extends Edit {
  readonly reason: 'text-changed' | 'not-there';
}

/** People's edits over a dataset: those that apply, and those whose base is gone. */
export interface EditedDataset {
  readonly applied: readonly AppliedEdit[];
  /** On another text than was edited, or of a sample that is no more: kept, listed, not applied. */
  readonly conflicts: readonly Conflict[];
}

/** SHA-256 of a text: of the one that an edit replaces, of a prompt. */
export function textHash(text: string): string {
  return hash('sha256', text);
}

/** Edits by the id of their sample, as they apply to some samples. */
export interface Resolved {
  readonly applied: Map<string, AppliedEdit>;
  readonly conflicts: Map<string, Conflict>;
}

/** What was resolved last, of which samples, up to which edit. */
interface Known extends Resolved {
  readonly samples: string;
  last: number;
  shown: EditedDataset | null;
}

const known = new WeakMap<Session['duck'], Known>();

/** The edits as of now, resolved against the samples of a chain; asked again, only those that were made since. */
export async function editedDataset(session: Session, { samples }: Chain): Promise<EditedDataset> {
  const { duck, state } = session;
  const last = lastEdit(state);
  const before = known.get(duck);
  const since = before?.samples === samples ? idsEditedSince(state, before.last) : null;
  const now =
    since === null
      ? { samples, last, shown: null, ...(await resolveEdits(session, samples, currentEdits(state, last))) }
      : before!;
  if (since !== null && since.length > 0) {
    const { applied, conflicts } = await resolveEdits(session, samples, newestEdits(state, since));
    for (const id of since) {
      replace(now.applied, id, applied.get(id));
      replace(now.conflicts, id, conflicts.get(id));
    }
    Object.assign(now, { last, shown: null });
  }
  known.set(duck, now);
  return (now.shown ??= {
    applied: [...now.applied.values()].sort((a, b) => a.row - b.row),
    conflicts: [...now.conflicts.values()].sort((a, b) => a.seq - b.seq),
  });
}

/** The newest edit of each of a few samples; one that takes an edit back is one, too. */
export function newestEdits(state: Session['state'], ids: readonly string[]): Edit[] {
  return ids.flatMap((id) => newestEdit(state, id) ?? []);
}

/**
 * Holds edits against their samples.
 * @param source SQL, see {@link Chain.samples}
 * @returns with the rows of all samples that are there, those whose edit was taken back too
 */
export async function resolveEdits(
  session: Pick<Session, 'duck'>,
  source: string,
  edits: readonly Edit[],
): Promise<Resolved & { readonly rows: readonly number[] }> {
  const waiting = new Map(edits.map((edit) => [edit.id, edit]));
  const found = { applied: new Map<string, AppliedEdit>(), conflicts: new Map<string, Conflict>() };
  const rows: number[] = [];
  for await (const batch of samplesAmong(session, source, [...waiting.keys()], ['text'])) {
    const [ids, texts] = [column(batch, 'id', 'text'), column(batch, 'text', 'text')];
    column(batch, 'row', 'int').forEach((row, i) => {
      const edit = waiting.get(ids[i]!);
      if (edit === undefined) throw twoSamples(ids[i]!);
      waiting.delete(edit.id);
      rows.push(row);
      if (edit.caption !== '') resolve(found, edit, row, texts[i]!);
    });
  }
  for (const edit of waiting.values())
    if (edit.caption !== '') found.conflicts.set(edit.id, { ...edit, reason: 'not-there' });
  return { ...found, rows };
}

/** An import gives every sample an id of its own: an edit would belong to two of them. */
function twoSamples(id: string): ProductError {
  return new ProductError('damaged', `Two samples have the id ${id}.`, {
    where: id,
    safe: 'Your dataset and your edits are untouched.',
    next: 'Run `better-synth fsck`; where it finds nothing, run the recipe again.',
  });
}

function resolve({ applied, conflicts }: Resolved, edit: Edit, row: number, born: string | null): void {
  const { id, seq, caption, baseHash } = edit;
  const text = born === null ? null : withCaption(born, recogniseTokens(born), caption);
  if (text !== null && textHash(born!) === baseHash) {
    if (text !== born) applied.set(id, { row, seq, text });
    // An edit back to the original is none: neither there, nor in the way of another original.
  } else if (text === null || textHash(text) !== baseHash) conflicts.set(id, { ...edit, reason: 'text-changed' });
}

function replace<T>(map: Map<string, T>, id: string, value: T | undefined): void {
  map.delete(id);
  if (value !== undefined) map.set(id, value);
}

/** From so many ids on they are looked up by a join. */
const manyIds = 1000;
/** So many rows are looked at together. */
const batchRows = 8192;
let lookups = 0;

/**
 * Looks samples up by id: their row, and the text that they were born with, where asked for.
 * @param source SQL, see {@link Chain.samples}
 */
export async function samplesById(
  session: Pick<Session, 'duck'>,
  source: string,
  ids: readonly string[],
  columns: readonly 'text'[],
): Promise<Map<string, { row: number; text: string | null }>> {
  const found = new Map<string, { row: number; text: string | null }>();
  for await (const batch of samplesAmong(session, source, ids, columns)) {
    const [rows, texts] = [column(batch, 'row', 'int'), column(batch, 'text', 'text')];
    column(batch, 'id', 'text').forEach((id, i) => found.set(id!, { row: rows[i]!, text: texts[i] ?? null }));
  }
  return found;
}

/** The samples with these ids as batches of `row`, `id` and `text`. */
async function* samplesAmong(
  { duck }: Pick<Session, 'duck'>,
  source: string,
  ids: readonly string[],
  columns: readonly 'text'[],
): AsyncGenerator<Batch> {
  if (ids.length === 0) return;
  const text = columns.includes('text') ? 's.text' : 'NULL::VARCHAR AS text';
  const select = `SELECT s.row, s.id, ${text} FROM ${source} s`;
  if (ids.length < manyIds) {
    yield await selectRows(duck, `${select} WHERE s.id IN (${ids.map(quoteText).join(', ')})`);
    return;
  }
  const table = `wanted_ids_${++lookups}`;
  await createTable(duck, table, [{ name: 'id', type: 'text' }], { rows: ids.length, columns: { id: ids } });
  try {
    yield* selectBatches(duck, `${select} WHERE s.id IN (SELECT id FROM ${table})`, batchRows);
  } finally {
    await duck.run(`DROP TABLE ${table}`);
  }
}
