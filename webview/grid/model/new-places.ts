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
}

/** Finds again, by their ids, the sample that is seen first, the one that has the focus, and the selected ones. */
export async function newPlaces(grid: ShownGrid, result: GridResult, signal: AbortSignal): Promise<Places> {
  const placeOf = (id: string): Promise<number> => grid.host.ask('grid/place', { result: result.result, id }, signal);
  const { anchor, focus } = grid.view.kept;
  const first = anchor === null ? null : await placeOf(anchor.id);
  const focused = focus === null ? -1 : await placeOf(focus);
  return {
    anchor: first === null || first < 0 ? null : first,
    focus: focused < 0 ? Math.min(grid.selection.focus, result.total - 1) : focused,
    selected: await selected(grid, result, placeOf),
  };
}

async function selected(
  { rows, view }: ShownGrid,
  result: GridResult,
  placeOf: (id: string) => Promise<number>,
): Promise<Ranges | null> {
  const { selected, filter, orderBy } = view.kept;
  if (selected === null) return [];
  const { ranges, total, of } = selected;
  if (sizeOf(ranges) === total) return [{ from: 0, to: result.total }];
  if (filter === '' && orderBy === null && result.of === of) return ranges;
  const ids = idsAt(rows, ranges) ?? selected.ids;
  if (ids === null) return null;
  const places = await Promise.all(ids.map(placeOf));
  return rangesOf(places.filter((place) => place >= 0));
}

/** The ids of places; null: they are too many, or not all of them are known. */
export function idsAt(rows: Rows, ranges: Ranges): readonly string[] | null {
  if (sizeOf(ranges) > most) return null;
  const places = ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));
  const ids = places.map((place) => rows.at(place)?.id).filter((id) => id !== undefined);
  return ids.length < places.length ? null : ids;
}
