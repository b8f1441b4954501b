/** What people do to samples: captions of their own, and tags. Both are on the disk when these return. */
import { ProductError } from '../../protocol/errors.ts';
import { captionOf, recogniseTokens, withCaption } from '../dataset/tokens.ts';
import { putEdit, editsOf } from '../store/state/edits.ts';
import { putTags, tagsOf } from '../store/state/tags.ts';
import { samplesById, textHash } from './edited.ts';
import { imported } from './imported.ts';
import { lastFlow } from './last-flow.ts';
import type { Session } from './session.ts';

/**
 * Gives a sample another caption; its tokens stay. The dataset file stays as it is.
 * @throws ProductError `usage` for an unknown id, a line without a text, or a caption that is empty or has tokens
 */
export async function editCaption(
  session: Session,
  id: string,
  caption: string,
): Promise<{ before: string; after: string }> {
  const sample = (await samplesById(session, await allSamples(session), [id], ['text'])).get(id);
  if (sample === undefined) throw unknownId(id);
  if (caption.trim() === '') {
    throw new ProductError('usage', `A caption may not be empty: sample ${id} keeps the one that it has.`, {
      where: id,
      next: `To take the sample out: better-synth tag ${id} --add drop`,
    });
  }
  if (sample.text === null) {
    throw new ProductError('usage', `Sample ${id} has no text that could be edited.`, {
      where: id,
      next: 'Mend its line in the dataset file.',
    });
  }
  const { text } = sample;
  const tokens = recogniseTokens(text);
  const edited = withCaption(text, tokens, caption);
  const baseHash = textHash(text);
  const last = editsOf(session.state, id).at(-1);
  const before =
    last?.baseHash === baseHash ? captionOf(withCaption(text, tokens, last.caption), tokens) : captionOf(text, tokens);
  putEdit(session.state, { id, caption: captionOf(edited, tokens), baseHash });
  return { before, after: captionOf(edited, tokens) };
}

/** Adds and removes tags of samples, all together or not at all. @throws ProductError `usage` for unknown ids or an empty tag */
export async function tagSamples(
  session: Session,
  ids: readonly string[],
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
): Promise<[id: string, tags: string[]][]> {
  if ([...add, ...remove].some((tag) => tag.trim() === '')) throw new ProductError('usage', 'A tag may not be empty.');
  const samples = await samplesById(session, await allSamples(session), ids, []);
  for (const id of ids) if (!samples.has(id)) throw unknownId(id);
  putTags(
    session.state,
    ids.flatMap((id) => [
      ...remove.map((tag) => ({ id, tag, op: 'remove' as const })),
      ...add.map((tag) => ({ id, tag, op: 'add' as const })),
    ]),
  );
  return ids.map((id) => [id, tagsOf(session.state, id).map(({ tag }) => tag)]);
}

/** All samples, those that stages created too, see `Chain.samples`. */
async function allSamples(session: Session): Promise<string> {
  return (await lastFlow(session, await imported(session))).flow.chain.samples;
}

/** The error for an id that the dataset does not have. */
export function unknownId(id: string): ProductError {
  return new ProductError('usage', `There is no sample with the id ${JSON.stringify(id)}.`, {
    where: id,
    next: 'Ids are texts, exactly as in the file: better-synth query "SELECT id FROM samples LIMIT 10" shows some.',
  });
}
