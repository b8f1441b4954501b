import { availableParallelism } from 'node:os';
import { findPrompt } from '../../../captions/prompts.ts';
import { judgeReply } from '../../../captions/judge.ts';
import type { Judge } from '../../../endpoint/endpoint.ts';
import { createDecoderPool, type DecoderPool } from '../../../models/decoder-pool.ts';
import type { SynthesizeStage } from '../../../recipe/recipe.ts';
import { currentEdits } from '../../../store/state/edits.ts';
import { currentTags } from '../../../store/state/tags.ts';
import { digest, digestOfTags } from '../../fingerprint.ts';
import { captionerOf, demoProfile } from '../../model-shelf.ts';
import type { PictureFacts } from '../../measure/picture-desk.ts';
import { pictureFactsPart } from '../picture-facts-part.ts';
import { keyOf, picturesOf, type PreparedStage } from '../prepared-stage.ts';
import type { StageContext, StageRun } from '../stage-context.ts';
import type { StageOfRun } from '../stage-of-run.ts';
import { withoutUnreadable } from '../unreadable.ts';
import { endpointOf, profileOf } from './open-endpoint.ts';
import { pictureHasher } from './picture-hashes.ts';
import type { Asking } from './requests.ts';
import { runSynthesize } from './run.ts';
import { rowsWhere } from './where.ts';

/** Makes a synthesize stage ready. @throws ProductError `usage` for an unknown profile that is to name the model, `model` where the demo's model is missing */
export async function prepareSynthesize(of: StageOfRun, stage: SynthesizeStage): Promise<PreparedStage> {
  const { session, flow, tags, machines } = of;
  const open = endpointOf(of, stage);
  const model = await modelOf(of, stage);
  const template = findPrompt(stage.prompt, stage.language) ?? stage.prompt;
  const pictures = await picturesOf(of, true);
  const edits = new Map(
    currentEdits(session.state)
      .filter(({ id }) => id.includes(`/${stage.name}/`))
      .map((edit) => [edit.id, edit]),
  );
  const others = [
    ...[template, model.identity, digestOfTags(tags)],
    digest([...edits.values()].map(({ id, caption, baseHash }) => [id, caption, baseHash])),
    ...(stage.where === null ? [] : whatWhereSees(of)),
  ];
  const judge: Judge = (answer) => judgeReply(answer, { ...stage, prompt: template });
  let pool: DecoderPool | null = null;

  async function* run(context: StageContext): StageRun {
    pool = createDecoderPool({ entry: machines.decoder, size: availableParallelism() });
    const wanted = stage.where === null ? null : await rowsWhere(session, flow, stage.name, stage.where);
    const book = await pictures.book();
    const hash = pictureHasher(pictures.find, book);
    const asking: Asking = { stage, template, model, hash, wanted };
    const seen = new Map<string, PictureFacts>();
    book.onSet = (path, facts) => void seen.set(path, facts);
    const notePicture = book.set.bind(book);
    const tools = { state: session.state, open, pool, notePicture, judge, asking, edits };
    const result = yield* withoutUnreadable(stage.name, context, (rest) => runSynthesize(stage, rest, tools));
    if (seen.size > 0) {
      const part = await pictureFactsPart(context.store, seen);
      context.record.add([{ role: 'pictures', part, meta: null }]);
    }
    return result;
  }

  return { key: keyOf(of, stage, others), ...pictures.checks, run, close: async () => pool?.close() };
}

/** The model's name, and what is known of it: the demo's weights, of others the name alone. */
async function modelOf({ shelf, machines }: StageOfRun, stage: SynthesizeStage): Promise<Asking['model']> {
  if (stage.profile === demoProfile) {
    const name = captionerOf(stage);
    return { name, identity: (await shelf.read(name)).sha256 };
  }
  const name = stage.model ?? profileOf(machines, stage).model;
  return { name, identity: name };
}

/** Digests of all that a condition over the views may read: what the stages before left, and what people did. */
function whatWhereSees({ session, flow }: StageOfRun): string[] {
  const parts = flow.completed.flatMap((stage) => stage.parts.filter(({ role }) => role !== 'pictures'));
  const tags = currentTags(session.state).map(({ id, tag }) => [id, tag]);
  const edits = currentEdits(session.state).map(({ id, caption }) => [id, caption]);
  return [...parts.map(({ part }) => part.sha256), digest(tags), digest(edits)];
}
