import type { GridResult } from '../../../src/protocol/grid.ts';
import { rangesOf, sizeOf, type Ranges } from './ranges.ts';
import type { Rows } from './rows.ts';
import type { Selection } from './selection.ts';
import type { ViewState } from './view-state.ts';
import type { GridHost } from './wire.ts';

/** The places of more selected samples are not looked up one by one. */
const most = 200;

/** Where things stand in a result of the same question over changed data. */
export interface Places {
  /** Of the sample in the first row; null: where it was. */
  readonly anchor: number | null;
  readonly focus: number;
  /** Null: it cannot be told any more which samples were selected. */
  readonly selected: Ranges | null;
}

/** What a grid shows, as far as places in it go. */
interface ShownGrid {
  readonly host: GridHost;
  readonly view: ViewState;
  readonly selection: Selection;
  readonly rows: Rows;
  readonly result: GridResult | null;
  readonly total: number;
}

/** Finds again, by their ids, the sample that is seen first, the one that has the focus, and the selected ones. */
export async function newPlaces(grid: ShownGrid, result: GridResult, signal: AbortSignal): Promise<Places> {
  const placeOf = (id: string): Promise<number> => grid.host.ask('grid/place', { result: result.result, id }, signal);
  const { anchor, focus } = grid.view.kept;
  const first = anchor === null ? null : await placeOf(anchor);
  const focused = focus === null ? -1 : await placeOf(focus);
  return {
    anchor: first === null || first < 0 ? null : first,
    focus: focused < 0 ? Math.min(grid.selection.focus, result.total - 1) : focused,
    selected: await selected(grid, result, placeOf),
  };
}

async function selected(
  grid: ShownGrid,
  result: GridResult,
  placeOf: (id: string) => Promise<number>,
): Promise<Ranges | null> {
  const { ranges } = grid.selection;
  const count = sizeOf(ranges);
  if (count === 0) return [];
  if (count === grid.total) return [{ from: 0, to: result.total }];
  const { filter, orderBy } = grid.view.kept;
  if (filter === '' && orderBy === null && result.of === grid.result?.of) return ranges;
  if (count > most) return null;
  const ids: string[] = [];
  for (const { from, to } of ranges) {
    for (let place = from; place < to; place++) {
      const row = grid.rows.at(place);
      if (row === undefined) return null;
      ids.push(row.id);
    }
  }
  const places = await Promise.all(ids.map(placeOf));
  return rangesOf(places.filter((place) => place >= 0));
}
