/** How cards lie in the grid, in pixels. */
export interface Layout {
  readonly columns: number;
  readonly width: number;
  readonly picture: number;
  /** Of a row of cards, with the gap below it. */
  readonly height: number;
}

/** Between cards, and around them. */
export const gap = 8;
/** What one line of a score takes. */
const scoreLine = 18;
/** Three lines of the caption, one line of marks, and the space between. */
const below = 3 * 17 + 22 + 17;

/** Lays cards of at least `least` pixels out in a page of `width`. */
export function layOut(width: number, least: number, scores: number): Layout {
  const columns = Math.max(1, Math.floor((width - gap) / (least + gap)));
  const card = Math.floor((width - gap) / columns) - gap;
  const picture = Math.round(card * 0.72);
  return { columns, width: card, picture, height: picture + below + scores * scoreLine + (scores > 0 ? 4 : 0) + gap };
}
