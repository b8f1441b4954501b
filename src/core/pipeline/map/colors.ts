/** What points of a map are coloured by: numbers per row of the dataset. */
import { filterValue } from '../../../protocol/filter-fields.ts';
import type { MapColoring, MapGroup } from '../../../protocol/map.ts';
import { countTags } from '../../store/state/tags.ts';
import { column } from '../../store/columns.ts';
import { statisticByRow } from '../completed.ts';
import type { Flow } from '../flow.ts';
import type { GridData } from '../grid/grid-data.ts';
import type { Session } from '../session.ts';
import type { Space } from './spaces.ts';

/** No group, no value. */
export const none = 65_535;
const levels = 256;
/** Tags beyond these have no colour of their own. */
const mostTags = 64;

/** Colours of all rows of a dataset. */
export type Coloring =
  | { readonly kind: 'groups'; readonly groups: readonly Omit<MapGroup, 'points'>[]; readonly of: Uint16Array }
  | { readonly kind: 'scale'; readonly min: number; readonly max: number; readonly of: Uint16Array };

/** Colours rows by the cluster of a space. */
export async function clusterColoring(
  { store }: Session,
  flow: Flow,
  space: Space,
  isLast: boolean,
): Promise<Coloring> {
  const batch = await store.readColumns([space.clusters], ['row', 'cluster']);
  const cluster = column(batch, 'cluster', 'int');
  const of = new Uint16Array(flow.rows).fill(none);
  column(batch, 'row', 'int').forEach((row, i) => (of[row] = cluster[i]!));
  // The grid knows the clusters of the last cluster stage alone.
  const filter = (number: number): string | null => (isLast ? `cluster:${number}` : null);
  const groups = space.labels.map((_, number) => ({ name: String(number), filter: filter(number) }));
  return { kind: 'groups', groups, of };
}

/** Colours rows by a score: 256 levels from its smallest value to its largest. */
export async function scoreColoring(session: Session, flow: Flow, key: string, edited?: string): Promise<Coloring> {
  const values = (await statisticByRow(session, flow.completed, key, edited)) ?? new Float64Array();
  const of = new Uint16Array(flow.rows).fill(none);
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const span = max - min || 1;
  values.forEach((value, row) => {
    if (Number.isFinite(value)) of[row] = Math.min(levels - 1, Math.floor(((value - min) / span) * levels));
  });
  return { kind: 'scale', ...(min > max ? { min: 0, max: 0 } : { min, max }), of };
}

/** The groups of a colouring by what the grid's filters find. */
export function groupsOf(
  by: Exclude<MapColoring, `${'cluster' | 'score'}:${string}`>,
  { state }: Session,
): Omit<MapGroup, 'points'>[] {
  const named = (prefix: string, names: readonly string[]): Omit<MapGroup, 'points'>[] =>
    names.map((name) => ({ name, filter: `${prefix}:${name}` }));
  switch (by) {
    case 'outcome':
      return named('outcome', ['kept', 'dropped', 'failed']);
    case 'origin':
      return named('origin', ['source', 'synthesized']);
    case 'selected':
      return [
        { name: 'selected', filter: 'is:selected' },
        { name: 'left out', filter: '-is:selected' },
      ];
    case 'tag':
      return countTags(state)
        .slice(0, mostTags)
        .map(({ tag }) => ({ name: tag, filter: `tag:${filterValue(tag)}` }));
  }
}

/** Colours rows by what filters find; a row in several groups has the first one's colour. */
export async function filterColoring(data: GridData, groups: readonly Omit<MapGroup, 'points'>[]): Promise<Coloring> {
  const of = new Uint16Array(data.rows).fill(none);
  for (const [number, { filter }] of groups.entries()) {
    const { rows } = await data.find({ filter: filter!, orderBy: null });
    for (const row of rows ?? []) if (of[row] === none) of[row] = number;
  }
  return { kind: 'groups', groups, of };
}
