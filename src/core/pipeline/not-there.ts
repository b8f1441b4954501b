/** Samples that people edited or tagged and that are not there now: most were made by a stage that does not make them any more. */
import { ProductError } from '../../protocol/errors.ts';
import { column } from '../store/columns.ts';
import { selectRows } from '../store/rows.ts';
import { newestEdit } from '../store/state/edits.ts';
import { tagsOf } from '../store/state/tags.ts';
import { partOf } from './completed.ts';
import { samplesById } from './edited.ts';
import type { Flow } from './flow.ts';
import type { Session } from './session.ts';

/** Ids of created samples: PARENT/STAGE/N, and `~LINE` where that was taken. */
const createdId = /^(?<parent>.+)\/(?<stage>[^/]+)\/\d+(?:~\d+)*$/s;

/** Why there is no sample with an id that people know, as the rest of a sentence about it. */
export async function whyNotThere(session: Session, flow: Flow, id: string): Promise<string> {
  const { parent, stage } = createdId.exec(id)?.groups ?? {};
  if (parent === undefined || stage === undefined) return 'is not in the dataset any more';
  const row = (await samplesById(session, flow.chain.samples, [parent], [])).get(parent)?.row;
  if (row === undefined) return `is not made any more: its parent ${parent} is gone`;
  for (const completed of flow.completed) {
    if (completed.name === stage) break;
    const decisions = partOf(completed, 'decisions');
    if (decisions === undefined) continue;
    const source = await session.store.source([decisions.part]);
    const sql = `SELECT outcome, operator FROM ${source} WHERE row = ${row} AND outcome <> 'kept'`;
    const found = await selectRows(session.duck, sql);
    if (found.rows === 0) continue;
    const [outcome, operator] = ['outcome', 'operator'].map((name) => column(found, name, 'text')[0]);
    const by = operator === null ? '' : ` by ${operator}`;
    return `is not made any more: its parent ${parent} was ${outcome}${by} in ${completed.name}`;
  }
  return `is not made any more: ${stage} did not write it when it ran last`;
}

/** The error for an id that no sample has: that of {@link unknownId}, or, where people edited or tagged it, why it is not there. */
export async function sampleMissing(session: Session, flow: Flow, id: string): Promise<ProductError> {
  if ((newestEdit(session.state, id)?.caption ?? '') === '' && tagsOf(session.state, id).length === 0)
    return unknownId(id);
  return new ProductError('usage', `Sample ${id} ${await whyNotThere(session, flow, id)}.`, {
    where: id,
    safe: 'Its edit and its tags wait, and apply again when it is there.',
    next: 'better-synth status lists such edits.',
  });
}

/** The error for an id that the dataset does not have. */
export function unknownId(id: string): ProductError {
  return new ProductError('usage', `There is no sample with the id ${JSON.stringify(id)}.`, {
    where: id,
    next: 'Ids are texts, exactly as in the file: better-synth query "SELECT id FROM samples LIMIT 10" shows some.',
  });
}
