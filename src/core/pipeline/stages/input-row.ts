import type { Batch } from '../../store/columns.ts';
import type { InputRow } from '../measure/sample.ts';

/** One row of a batch of present rows, see `presentBatches`; with its line where lines were read. */
export function inputRow(batch: Batch, index: number, lines: readonly Buffer[] | null): InputRow {
  const { row, id, text, problem, images } = batch.columns as unknown as {
    row: Int32Array;
    id: string[];
    text: (string | null)[];
    problem: (string | null)[];
    images: { offsets: Uint32Array; values: string[] };
  };
  return {
    row: row[index]!,
    id: id[index]!,
    // An unreadable line fails whatever text an edit gave it.
    text: problem[index] === null ? text[index]! : null,
    images: images.values.slice(images.offsets[index], images.offsets[index + 1]),
    problem: problem[index]!,
    line: lines?.[index] ?? null,
  };
}
