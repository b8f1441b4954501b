import type { GridRow, Thumbnail } from '../../../src/protocol/grid.ts';
import type { Rows } from './rows.ts';
import type { Thumbnails } from '../../shared/thumbnails.ts';

/** More cards than these are hardly in view at once. */
const most = 150;
/** The editor keeps it again and again: with long captions fewer cards are kept, of so many characters of JSON. */
const mostText = 100_000;

/** The samples that were in view last: shown until the engine answers, and as long as it cannot. */
export interface LastWindow {
  /** The place of the first row. */
  readonly from: number;
  readonly rows: readonly GridRow[];
  readonly thumbnails: readonly Thumbnail[];
  readonly scores: readonly string[];
  readonly total: number;
  readonly of: number;
}

/** A grid, as far as it can be shown again. */
interface ShownGrid {
  readonly rows: Rows;
  readonly thumbnails: Thumbnails;
  readonly scores: readonly string[];
  readonly counted: { readonly total: number; readonly of: number } | null;
}

/** What a grid shows in places; null: not all of their rows are there. */
export function lastWindow(grid: ShownGrid, from: number, count: number): LastWindow | null {
  const { rows, thumbnails, scores, counted } = grid;
  if (counted === null) return null;
  const { total, of } = counted;
  const length = Math.max(0, Math.min(count, most, total - from));
  const seen = Array.from({ length }, (_, index) => rows.at(from + index)).filter((row) => row !== undefined);
  if (seen.length < length || length === 0) return null;
  const pictures = seen.map(({ images }) => (images[0] === undefined ? undefined : thumbnails.of(images[0])));
  return {
    from,
    rows: withinText(seen),
    thumbnails: pictures.filter((known) => known !== undefined),
    scores,
    total,
    of,
  };
}

function withinText(rows: readonly GridRow[]): readonly GridRow[] {
  let left = mostText;
  const end = rows.findIndex((row) => (left -= JSON.stringify(row).length) < 0);
  return end < 0 ? rows : rows.slice(0, end);
}
