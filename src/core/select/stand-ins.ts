/** `replace_low`: synthesized captions that stand in for low originals. */
import { groupBy } from './apportion.ts';
import type { SelectQuestion } from './question.ts';
import { meritOf } from './ranking.ts';

/** How a candidate is preferred: a high row before a high caption in place of a low one, and that before a low row. */
export const grades = { low: 0, replaced: 1, high: 2 } as const;

/** A row that may be drawn, and the cluster whose place it takes. */
export interface Candidate {
  readonly row: number;
  readonly cluster: number;
  readonly grade: (typeof grades)[keyof typeof grades];
}

/**
 * The candidates of `high-low`: all rows; with `replaceLow` the high synthesized captions of a picture wait while the
 * picture has an original, and a low original gives its place, and its cluster's, to the best of them that is free.
 * So each picture counts by its originals alone, however many captions were written for it. An original tagged `drop`
 * gives its place too; one tagged `keep` stays, and tagged captions stand in for none.
 *
 * @param rows - in dataset order, with all scores
 * @param high - 1 for each row that is high
 */
export function candidatesOf(question: SelectQuestion, rows: readonly number[], high: Uint8Array): Candidate[] {
  const { cluster, manual, picture, synthesized } = question;
  const itself = (row: number): Candidate => ({
    row,
    cluster: cluster[row]!,
    grade: high[row] === 1 ? grades.high : grades.low,
  });
  if (!question.replaceLow) return rows.map(itself);
  const originals = rows.filter((row) => synthesized[row] === 0);
  const pictured = new Set(originals.map((row) => picture[row]!).filter((number) => number >= 0));
  const waits = (row: number): boolean => synthesized[row] === 1 && pictured.has(picture[row]!);
  const free = standIns(
    question,
    rows.filter((row) => waits(row) && high[row] === 1 && manual[row] === 0),
  );
  return rows
    .filter((row) => !waits(row))
    .map((row) => {
      const leaves = synthesized[row] === 0 && (manual[row] === 0 ? high[row] === 0 : manual[row]! < 0);
      const standIn = leaves ? free.get(picture[row]!)?.shift() : undefined;
      return standIn === undefined ? itself(row) : { row: standIn, cluster: cluster[row]!, grade: grades.replaced };
    });
}

/** Rows by picture, the best first. */
function standIns({ by, picture }: SelectQuestion, rows: readonly number[]): Map<number, number[]> {
  const merit = meritOf(by, rows);
  return new Map(
    groupBy(rows, (row) => picture[row]!).map(({ group, rows: members }) => [
      group,
      members.sort((a, b) => merit[b]! - merit[a]! || a - b),
    ]),
  );
}
