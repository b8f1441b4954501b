/** What people do to samples from the command line: captions of their own, and tags. Both are on the disk when these return. */
import { captionIn, recogniseTokens, withCaption } from '../dataset/tokens.ts';
import { tagsOf } from '../store/state/tags.ts';
import { newestEdit } from '../store/state/edits.ts';
import { samplesById } from './edited.ts';
import type { Flow } from './flow.ts';
import { imported } from './imported.ts';
import { lastFlow } from './last-flow.ts';
import { sampleMissing } from './not-there.ts';
import { changeTags } from './people/change-tags.ts';
import { editCaptions } from './people/edit-captions.ts';
import { runTexts, standing } from './people/standing.ts';
import type { Session } from './session.ts';

/** Gives a sample another caption, see {@link editCaptions}. */
export async function editCaption(
  session: Session,
  id: string,
  caption: string,
): Promise<{ before: string; after: string }> {
  const flow = await flowOf(session);
  const texts = (await runTexts(session, flow.chain, [id])).get(id);
  const before = texts == null ? '' : captionIn(standing(texts, newestEdit(session.state, id)).edited);
  await editCaptions(session, flow, [{ id, caption, seen: null }]);
  const { born } = texts!;
  return { before, after: captionIn(withCaption(born, recogniseTokens(born), caption)) };
}

/** Adds and removes tags of samples, all together or not at all. @throws ProductError `usage` for unknown ids or an empty tag */
export async function tagSamples(
  session: Session,
  ids: readonly string[],
  changes: { add: readonly string[]; remove: readonly string[] },
): Promise<[id: string, tags: string[]][]> {
  await assertSamples(session, await flowOf(session), ids);
  changeTags(session.state, ids, changes);
  return ids.map((id) => [id, tagsOf(session.state, id).map(({ tag }) => tag)]);
}

/** @throws ProductError `usage` when one of the ids is of no sample that is there */
export async function assertSamples(session: Session, flow: Flow, ids: readonly string[]): Promise<void> {
  const samples = await samplesById(session, flow.chain.samples, ids, []);
  for (const id of ids) if (!samples.has(id)) throw await sampleMissing(session, flow, id);
}

async function flowOf(session: Session): Promise<Flow> {
  return (await lastFlow(session, await imported(session))).flow;
}
