/** What people do to captions and tags. Everything that is written is on the disk before it is answered. */
import type { Ask, EngineMethod } from '../protocol/engine.ts';
import type { Flow } from '../core/pipeline/flow.ts';
import { assertSamples } from '../core/pipeline/people.ts';
import { changeTags } from '../core/pipeline/people/change-tags.ts';
import { idsOfRows } from '../core/pipeline/people/ids-of-rows.ts';
import { editCaptions, revertCaptions } from '../core/pipeline/people/edit-captions.ts';
import { previewReplacement, replaceInCaptions } from '../core/pipeline/people/replace-captions.ts';
import type { Turn } from '../core/pipeline/people/shown-captions.ts';
import { writeEdits } from '../core/pipeline/people/write-edits.ts';
import type { Session } from '../core/pipeline/session.ts';
import { revertTags } from '../core/store/state/tags.ts';
import { CaptionDesk } from './caption-desk.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDataset } from './open-dataset.ts';
import { rescoredOf } from './rescored.ts';
import { sampleInFull } from './sample.ts';

type Methods = Extract<EngineMethod, `captions/${string}` | `tags/${string}` | `edits/${string}` | 'sample'>;

/** Answers about the captions and tags of the dataset that is open. */
export function captionHandlers(opened: () => OpenDataset): Handlers<Methods> {
  const deskOf = onePerDataset((dataset) => new CaptionDesk(dataset, rescoredOf(dataset)));
  /** Writes, and tells it before it is answered. */
  const write = async <T>(work: (session: Session, flow: Flow) => Promise<T> | T): Promise<T> => {
    const dataset = opened();
    dataset.assertWritable();
    const done = await dataset.use(async (session, flow) => work(session, flow));
    await dataset.look();
    return done;
  };
  return {
    sample: (ask) => sampleInFull(opened(), ask),
    'captions/score': async ({ id, caption }, signal) => {
      opened().assertWritable();
      return deskOf(opened()).score(id, caption, signal);
    },
    'captions/edit': (wanted) => write((session, flow) => editCaptions(session, flow, wanted)),
    'captions/revert': ({ from, to }) => write((session, flow) => revertCaptions(session, flow, from, to)),
    'captions/find': async ({ result, ...find }, signal) =>
      previewReplacement(turnsOf(opened()), { rows: await rowsOf(opened(), result), find }, signal),
    'captions/replace': async ({ result, ...find }, signal) => {
      const dataset = opened();
      dataset.assertWritable();
      const rows = await rowsOf(dataset, result);
      const done = await replaceInCaptions(turnsOf(dataset), { rows, find }, signal);
      await dataset.look();
      return done;
    },
    'tags/change': ({ of, ...changes }) =>
      write(async (session, flow) => changeTags(session.state, await idsOf(opened(), session, flow, of), changes)),
    'tags/revert': ({ from, to }) => write(({ state }) => revertTags(state, from, to)),
    'edits/write': ({ path }) => write((session, flow) => writeEdits(session, flow, path)),
  };
}

function turnsOf(dataset: OpenDataset): Turn {
  return (work) => dataset.use(work);
}

function rowsOf(dataset: OpenDataset, result: number): Promise<Int32Array> {
  return dataset.use((_, flow) => Promise.resolve(dataset.results.rowsOf(result, flow.rows)));
}

async function idsOf(
  dataset: OpenDataset,
  session: Session,
  flow: Flow,
  of: Ask<'tags/change'>['of'],
): Promise<readonly string[]> {
  if ('ids' in of) {
    await assertSamples(session, flow, of.ids);
    return of.ids;
  }
  return idsOfRows(session, flow, dataset.results.rowsOf(of.result, flow.rows, of.ranges));
}

function onePerDataset<T>(make: (dataset: OpenDataset) => T): (dataset: OpenDataset) => T {
  const made = new WeakMap<OpenDataset, T>();
  return (dataset) => {
    const known = made.get(dataset) ?? make(dataset);
    made.set(dataset, known);
    return known;
  };
}
