/** A dataset folder over which people work, opened anew for each thing they do, as another window would. */
import { createViews } from '../../../../src/core/pipeline/views.ts';
import type { Flow } from '../../../../src/core/pipeline/flow.ts';
import { withSession, type Session } from '../../../../src/core/pipeline/session.ts';
import type { Json } from '../../../../src/protocol/records.ts';
import { query } from '../model-runs.ts';

/** Opens a folder, with its views, for one piece of work. */
export function at<T>(folder: string, work: (session: Session, flow: Flow) => Promise<T> | T): Promise<T> {
  return withSession(folder, undefined, async (session) => work(session, (await createViews(session)).flow));
}

/** The captions of all samples, by id. */
export async function captionsIn(folder: string): Promise<Record<string, Json>> {
  return Object.fromEntries((await query(folder, 'SELECT id, caption FROM samples')) as [string, Json][]);
}
