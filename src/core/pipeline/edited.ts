import { createHash } from 'node:crypto';
import { recogniseTokens, withCaption } from '../dataset/tokens.ts';
import { column, type Batch } from '../store/columns.ts';
import { quoteText } from '../store/duck.ts';
import { selectRows } from '../store/rows.ts';
import { currentEdits, type Edit } from '../store/state/edits.ts';
import { currentTags, type Tag } from '../store/state/tags.ts';
import type { Chain } from './chain.ts';
import type { Session } from './session.ts';

/** An edit as it applies to the dataset as imported. */
export interface AppliedEdit {
  readonly row: number;
  readonly edit: Edit;
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
  return createHash('sha256').update(text).digest('hex');
}

/** The edits as of now, resolved against the samples of a chain. */
export async function editedDataset(session: Session, { samples: source }: Chain): Promise<EditedDataset> {
  const edits = currentEdits(session.state);
  const samples = await samplesById(
    session,
    source,
    edits.map(({ id }) => id),
    ['text'],
  );
  const applied: AppliedEdit[] = [];
  const conflicts: Conflict[] = [];
  for (const edit of edits) {
    const found = samples.get(edit.id);
    if (found === undefined) conflicts.push({ ...edit, reason: 'not-there' });
    else if (found.text === null || textHash(found.text) !== edit.baseHash)
      conflicts.push({ ...edit, reason: 'text-changed' });
    else {
      const text = withCaption(found.text, recogniseTokens(found.text), edit.caption);
      // An edit back to the original changes nothing.
      if (text !== found.text) applied.push({ row: found.row, edit, text });
    }
  }
  applied.sort((a, b) => a.row - b.row);
  return { applied, conflicts };
}

/**
 * The rows of a chain's samples that are tagged `keep` (1) and `drop` (-1); a sample with both is kept: nothing is lost
 * by mistake.
 */
export async function manualTags(
  session: Session,
  { samples: source }: Chain,
  all: readonly Tag[] = currentTags(session.state),
): Promise<Map<number, 1 | -1>> {
  const tags = all.filter(({ tag }) => tag === 'keep' || tag === 'drop');
  const samples = await samplesById(
    session,
    source,
    tags.map(({ id }) => id),
    [],
  );
  const byRow = new Map<number, 1 | -1>();
  for (const { id, tag } of tags) {
    const row = samples.get(id)?.row;
    if (row !== undefined) byRow.set(row, tag === 'keep' || byRow.get(row) === 1 ? 1 : -1);
  }
  return new Map([...byRow].sort(([a], [b]) => a - b));
}

/**
 * Looks samples up by id: their row, and the text that they were born with, where asked for.
 * @param source SQL, see {@link Chain.samples}
 */
export async function samplesById(
  { duck }: Pick<Session, 'duck'>,
  source: string,
  ids: readonly string[],
  columns: readonly 'text'[],
): Promise<Map<string, { row: number; text: string | null }>> {
  const found = new Map<string, { row: number; text: string | null }>();
  for (let from = 0; from < ids.length; from += 1000) {
    const list = ids
      .slice(from, from + 1000)
      .map(quoteText)
      .join(', ');
    const batch: Batch = await selectRows(
      duck,
      `SELECT row, id, ${columns.includes('text') ? 'text' : 'NULL::VARCHAR AS text'} FROM ${source} WHERE id IN (${list})`,
    );
    const rows = column(batch, 'row', 'int');
    const texts = column(batch, 'text', 'text');
    column(batch, 'id', 'text').forEach((id, i) => found.set(id!, { row: rows[i]!, text: texts[i] ?? null }));
  }
  return found;
}
