/** The last selection of a flow, as far as a map draws it. */
import { marksOf } from '../../map/marks.ts';
import { column } from '../../store/columns.ts';
import { partOf, type CompletedStage } from '../completed.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';

/** The stage that selected last; undefined: none did. */
export function lastSelection({ completed }: Flow): CompletedStage | undefined {
  return completed.findLast((stage) => partOf(stage, 'selected') !== undefined);
}

/** Rows that the last selection took: nearest to their cluster's centre, farthest from it, between. */
export async function selectionMarks(
  { store }: Session,
  flow: Flow,
): Promise<{ readonly nearest: Int32Array; readonly farthest: Int32Array; readonly between: Int32Array }> {
  const stage = lastSelection(flow);
  const none = new Int32Array();
  if (stage === undefined) return { nearest: none, farthest: none, between: none };
  const entered = partOf(stage, 'decisions')!.part;
  const rows = column(await store.readColumns([entered], ['row']), 'row', 'int');
  const places = new Int32Array(flow.rows).fill(-1);
  rows.forEach((row, place) => (places[row] = place));
  const choosable = {
    cluster: new Int32Array(rows.length).fill(-1),
    distance: new Float64Array(rows.length).fill(NaN),
    times: new Int32Array(rows.length),
  };
  const selected = await store.readColumns([partOf(stage, 'selected')!.part], ['row', 'times']);
  const times = column(selected, 'times', 'int');
  column(selected, 'row', 'int').forEach((row, i) => (choosable.times[places[row]!] = times[i]!));
  const before = flow.completed.slice(0, flow.completed.indexOf(stage));
  const clustered = before.findLast((each) => partOf(each, 'clusters') !== undefined);
  if (clustered !== undefined) {
    const stored = await store.readColumns([partOf(clustered, 'clusters')!.part], ['row', 'cluster', 'distance']);
    const [cluster, distance] = [column(stored, 'cluster', 'int'), column(stored, 'distance', 'double')];
    column(stored, 'row', 'int').forEach((row, i) => {
      const place = places[row]!;
      if (place < 0) return;
      choosable.cluster[place] = cluster[i]!;
      choosable.distance[place] = distance[i]!;
    });
  }
  const marks = marksOf(choosable);
  const of = (mark: number): Int32Array => rows.filter((_, place) => marks[place] === mark);
  return { nearest: of(1), farthest: of(2), between: of(3) };
}
