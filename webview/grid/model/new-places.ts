import type { GridResult, Range } from '../../../src/protocol/grid.ts';
import { failureOf } from '../../shared/host.ts';
import { rangesOf, sizeOf, type Ranges } from '../../shared/ranges.ts';
import type { Rows } from './rows.ts';
import type { Selection } from './selection.ts';
import type { ViewState } from './view-state.ts';
import type { GridHost } from './wire.ts';

/** More selected samples are not named one by one. */
const most = 200;

/** Whom the person means, in a new result. */
export interface Meant {
  readonly focus: number;
  /** The sample in focus; null: it is not known, or another one stands in its place. */
  readonly id: string | null;
  /** Null: it cannot be told any more which samples were selected. */
  readonly selected: Ranges | null;
  /** Null: too many to be named. */
  readonly ids: readonly string[] | null;
}

/** Nobody, as in the answer to another question. */
export const nobody: Meant = { focus: -1, id: null, selected: [], ids: [] };

/** What a grid shows, as far as places in it go. */
interface ShownGrid {
  readonly host: GridHost;
  readonly view: ViewState;
  readonly selection: Selection;
  readonly rows: Rows;
  /** The result that is shown. */
  readonly result: GridResult | null;
}

/** Where the sample of the first row in view stands now; null: it is not there, or the grid was not scrolled. */
export async function anchorIn(
  { host, view }: ShownGrid,
  result: GridResult,
  signal: AbortSignal,
): Promise<number | null> {
  const { anchor } = view.kept;
  if (anchor === null) return null;
  const place = await host.ask('grid/place', { result: result.result, id: anchor.id }, signal);
  return place < 0 ? null : place;
}

/**
 * Finds the samples again that have the focus and are selected, while something else is `loading`: anew where the person
 * chose others meanwhile.
 */
export async function meantIn(
  grid: ShownGrid,
  result: GridResult,
  loading: Promise<unknown>,
  signal: AbortSignal,
): Promise<Meant> {
  const { focus, ranges } = grid.selection;
  const [focused, selected] = await Promise.all([
    focusIn(grid, result, signal),
    selectedIn(grid, result, signal),
    loading,
  ]);
  const ids = selected === null ? null : await idsOf(grid.host, result, selected, signal);
  const same = grid.selection.focus === focus && grid.selection.ranges === ranges;
  return same ? { ...focused, selected, ids } : meantIn(grid, result, loading, signal);
}

async function idsOf(
  host: GridHost,
  { result }: GridResult,
  ranges: Ranges,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const size = sizeOf(ranges);
  if (size === 0) return [];
  return size > most ? null : host.ask('grid/ids', { result, ranges }, signal);
}

async function focusIn(
  { host, view, selection, result: before }: ShownGrid,
  result: GridResult,
  signal: AbortSignal,
): Promise<Pick<Meant, 'focus' | 'id'>> {
  const { focus: place } = selection;
  const id = view.kept.focus ?? (await idAt(host, before, place, signal));
  if (id === null) return nobody;
  const focus = await host.ask('grid/place', { result: result.result, id }, signal);
  // Where the result lost it, the next one is at hand, as in a list of files.
  return focus < 0 ? { focus: Math.min(place, result.total - 1), id: null } : { focus, id };
}

async function idAt(
  host: GridHost,
  result: GridResult | null,
  place: number,
  signal: AbortSignal,
): Promise<string | null> {
  if (result === null || place < 0) return null;
  const range = { from: place, to: place + 1 };
  const ids = await unlessOld(host.ask('grid/ids', { result: result.result, ranges: [range] }, signal));
  return ids?.[0] ?? null;
}

async function selectedIn(grid: ShownGrid, result: GridResult, signal: AbortSignal): Promise<Ranges | null> {
  const { host, view, selection, rows, result: before } = grid;
  const { selected: kept, result: seen } = view.kept;
  const ranges = before === null ? (kept?.ranges ?? []) : selection.ranges;
  if (ranges.length === 0) return [];
  const old = before?.result ?? seen;
  const places =
    old === null
      ? null
      : await unlessOld(host.ask('grid/places', { result: old, ranges, into: result.result }, signal));
  if (places !== null) return places;
  const ids = idsAt(rows, ranges) ?? (kept?.ranges === ranges ? kept.ids : null);
  if (ids === null) return sizeOf(ranges) === result.of && result.total === result.of ? all(result) : null;
  const found = await Promise.all(ids.map((id) => host.ask('grid/place', { result: result.result, id }, signal)));
  return rangesOf(found.filter((place) => place >= 0));
}

function all({ total }: GridResult): readonly Range[] {
  return [{ from: 0, to: total }];
}

/** Null where the engine knows a result no longer. */
async function unlessOld<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (failureOf(error)?.kind === 'usage') return null;
    throw error;
  }
}

/** The ids of places; null: they are too many, or not all of them are known. */
export function idsAt(rows: Rows, ranges: Ranges): readonly string[] | null {
  if (sizeOf(ranges) > most) return null;
  const places = ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));
  const ids = places.map((place) => rows.at(place)?.id).filter((id) => id !== undefined);
  return ids.length < places.length ? null : ids;
}
