import stringWidth from 'string-width';
import { numberText } from '../base/number-text.ts';
import { plainText } from '../base/plain-text.ts';

/** A cell: numbers are set to the right and grouped, everything else is plain text. */
export type Cell = string | number | null | undefined;

/** A table for a terminal: columns as wide as their widest cell, wide East Asian characters counted as two. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => headings.map((_, i) => cellText(row[i])));
  const numeric = headings.map((_, i) => rows.some((row) => typeof row[i] === 'number'));
  const widths = headings.map((heading, i) => Math.max(widthOf(heading), ...cells.map((row) => widthOf(row[i]!))));
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, i) => padded(text, widths[i]!, numeric[i]!))
      .join('  ')
      .trimEnd();
  return [line(headings), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line)].join('\n');
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'number' ? numberText(cell) : plainText(cell);
}

function padded(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
}

/** Columns that a text takes in a terminal. Plain ASCII needs none of the Unicode tables, which take 50 ms to come alive. */
function widthOf(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text);
}
