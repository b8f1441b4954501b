/** Captions that people write: in batches that are written together or not at all, and can be taken back. */
import { ProductError } from '../../../protocol/errors.ts';
import type { Edited } from '../../../protocol/engine.ts';
import { captionIn, recogniseTokens, withCaption } from '../../dataset/tokens.ts';
import { idsBetween, newestEdit, putEdits, type Edit, type NewEdit } from '../../store/state/edits.ts';
import { revertEdits } from '../../store/state/revert-edits.ts';
import { textHash } from '../edited.ts';
import type { Flow } from '../flow.ts';
import { sampleMissing } from '../not-there.ts';
import type { Session } from '../session.ts';
import { ConflictError } from './conflict.ts';
import { runTexts, standing, type RunTexts } from './standing.ts';

/** A caption that somebody wants to write. */
export interface WantedCaption {
  readonly id: string;
  readonly caption: string;
  /** The caption that the writer saw; null: never mind. */
  readonly seen: string | null;
}

/** So many captions are told of a batch. */
export const mostTold = 1000;

/**
 * Gives samples other captions, all together or none; their tokens stay. The dataset file stays as it is. What a sample
 * has already is not written again.
 * @throws ConflictError when a sample has neither the caption that its writer saw nor the wanted one
 * @throws ProductError `usage` for an unknown id, a line without a text, or a caption that is empty or has tokens;
 *   `disk`, `locked`
 */
export async function editCaptions(session: Session, flow: Flow, wanted: readonly WantedCaption[]): Promise<Edited> {
  const { state } = session;
  const texts = await runTexts(session, flow.chain, [...new Set(wanted.map(({ id }) => id))]);
  for (const { id, caption } of wanted) {
    if (!texts.has(id)) throw await sampleMissing(session, flow, id);
    if (caption.trim() === '') throw emptyCaption(id);
    if (texts.get(id) === null) throw withoutText(id);
  }
  const found = texts as ReadonlyMap<string, RunTexts>;
  let count = 0;
  const batch = state.write(() => {
    const edits = new Map<string, NewEdit>();
    for (const one of wanted) {
      const edit = editOf(one, found.get(one.id)!, newestEdit(state, one.id));
      if (edit !== null) edits.set(one.id, edit);
    }
    count = edits.size;
    return putEdits(state, [...edits.values()]);
  });
  return { batch, count, captions: captionsNow(session, found), skipped: [] };
}

/** What is to be stored so that a sample has a caption; null: it has it. */
function editOf({ id, caption, seen }: WantedCaption, texts: RunTexts, edit: Edit | undefined): NewEdit | null {
  const { born } = texts;
  const now = standing(texts, edit);
  const wanted = captionIn(withCaption(born, recogniseTokens(born), caption));
  const present = [now.shown, now.edited].map(captionIn);
  if (present.includes(wanted)) return null;
  if (seen !== null && !present.includes(seen)) throw new ConflictError(id, present[0]!);
  return { id, caption: wanted, baseHash: textHash(born) };
}

/**
 * Gives the samples of a batch the captions that they had before it, in a batch of its own. Samples that have another
 * caption by now than the batch gave them are skipped.
 * @throws ProductError `disk`, `locked`: then nothing was written
 */
export async function revertCaptions(session: Session, flow: Flow, from: number, to: number): Promise<Edited> {
  const ids = idsBetween(session.state, from, to, mostTold);
  const done = revertEdits(session.state, { from, to });
  return { ...done, captions: captionsNow(session, await runTexts(session, flow.chain, ids)) };
}

/** The first samples with the captions that they have now. */
export function captionsNow(
  { state }: Pick<Session, 'state'>,
  texts: ReadonlyMap<string, RunTexts | null>,
): Edited['captions'] {
  return [...texts].slice(0, mostTold).flatMap(([id, found]) => {
    if (found === null) return [];
    return [{ id, caption: captionIn(standing(found, newestEdit(state, id)).shown) }];
  });
}

function emptyCaption(id: string): ProductError {
  return new ProductError('usage', `A caption may not be empty: sample ${id} keeps the one that it has.`, {
    where: id,
    next: `To take the sample out: better-synth tag ${id} --add drop`,
  });
}

function withoutText(id: string): ProductError {
  return new ProductError('usage', `Sample ${id} has no text that could be edited.`, {
    where: id,
    next: 'Mend its line in the dataset file.',
  });
}
