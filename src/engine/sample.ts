import type { Answer, Ask } from '../protocol/engine.ts';
import type { GridRow } from '../protocol/grid.ts';
import { captionsIn } from '../core/pipeline/captions.ts';
import { neighboursOf } from '../core/pipeline/people/neighbours.ts';
import { sampleMissing } from '../core/pipeline/not-there.ts';
import { historyIn } from '../core/pipeline/show.ts';
import type { OpenDataset } from './open-dataset.ts';
import { rescoredOf } from './rescored.ts';

/** A sample with all that is known of it. @throws ProductError `usage` for an unknown id */
export async function sampleInFull(dataset: OpenDataset, { id, scores }: Ask<'sample'>): Promise<Answer<'sample'>> {
  const row = await dataset.grid((data) => data.rowOf(id), true);
  const { history, captions, family, cluster } = await dataset.use(async (session, flow) => {
    if (row < 0) throw await sampleMissing(session, flow, id);
    const { family, cluster } = await neighboursOf(session, flow, row);
    return {
      history: await historyIn(session, flow, id),
      captions: await captionsIn(session, flow, id),
      family,
      cluster,
    };
  });
  const rows = await dataset.grid((data) => data.read([row, ...family, ...cluster], scores), true);
  const [own, ...others] = rescoredOf(dataset).over(rows) as [GridRow, ...GridRow[]];
  return { row: own, history, captions, family: others.slice(0, family.length), cluster: others.slice(family.length) };
}
