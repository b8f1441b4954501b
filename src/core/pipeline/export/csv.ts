import { captionIn } from '../../dataset/tokens.ts';
import type { Exported, ExportRow, ExportRows } from './export-row.ts';

/**
 * CSV (RFC 4180) with a heading. A text cell that a spreadsheet would take for a formula gets a `'` in front
 * (OWASP ASVS 1.2.10); JSONL exports are never changed that way.
 * @param keys the statistics that become columns
 */
export async function* csvLines(rows: ExportRows, keys: readonly string[]): AsyncGenerator<Uint8Array, Exported> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvLine([...tableColumns, ...keys]));
  let records = 0;
  let defused = 0;
  for await (const batch of rows) {
    const lines = batch.map((row) => csvLine(cellsOf(row, keys, () => defused++)));
    records += batch.length;
    yield encoder.encode(lines.join(''));
  }
  return { records, notes: defused > 0 ? [defusedNote(defused)] : [] };
}

/** The sentence about cells that {@link defuse} changed. */
export function defusedNote(cells: number): string {
  return `${cells} cells begin like a formula and got a leading apostrophe`;
}

/** The fixed columns of tables, before the statistics. */
export const tableColumns = ['id', 'text', 'caption', 'images', 'cluster', 'distance_to_center', 'times'] as const;

/** One line of CSV; cells are quoted where they must be. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => quoted(cell === null ? '' : String(cell))).join(',')}\r\n`;
}

/** A text that no spreadsheet takes for a formula; a plain number is none. */
export function defuse(text: string, onChange: () => void): string {
  if (!/^[=+\-@\t\r\0]/.test(text) || /^-\d+$/.test(text)) return text;
  onChange();
  return `'${text}`;
}

function cellsOf(row: ExportRow, keys: readonly string[], onDefuse: () => void): (string | number | null)[] {
  const texts = [row.id, row.text, captionIn(row.text), JSON.stringify(row.images)];
  const scores = keys.map((key) => {
    const score = row.scores[key] ?? null;
    return typeof score === 'number' || score === null ? score : JSON.stringify(score);
  });
  return [...texts.map((text) => defuse(text, onDefuse)), row.cluster, rounded(row.distance), row.times, ...scores];
}

/** Distances leave with two decimals, as the published forms have them. */
export function rounded(distance: number | null): number | null {
  return distance === null ? null : Math.round(distance * 100) / 100;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
