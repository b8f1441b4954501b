/** `max_per_image`: how many captions of one picture the strategies see. */
import { groupBy } from './apportion.ts';
import type { ScoreColumn, SelectQuestion } from './question.ts';
import { meritOf } from './ranking.ts';
import { hasAll, rowsWhere } from './scored-rows.ts';

/**
 * The rows that the strategy sees, in dataset order: all without pictures, and of each set of pictures the `maxPerImage`
 * best by the scores, or the first where the question names none; originals before synthesized captions where equal.
 * Rows tagged `keep` have the first places and stay however many they are; rows tagged `drop` have the last.
 */
export function rowsPerImage(question: SelectQuestion): number[] {
  const { cluster, picture, manual, synthesized, maxPerImage } = question;
  const all = rowsWhere(cluster, () => true);
  if (maxPerImage === null) return all;
  const merit = meritsOf(question.by, all);
  const better = (a: number, b: number): number =>
    manual[b]! - manual[a]! ||
    Number(merit[a]! < merit[b]!) - Number(merit[a]! > merit[b]!) ||
    synthesized[a]! - synthesized[b]! ||
    a - b;
  const pictured = all.filter((row) => picture[row]! >= 0);
  const seen = new Set<number>();
  for (const { rows } of groupBy(pictured, (row) => picture[row]!)) {
    const kept = rows.filter((row) => manual[row]! > 0).length;
    for (const row of rows.sort(better).slice(0, Math.max(kept, maxPerImage))) seen.add(row);
  }
  return all.filter((row) => picture[row]! < 0 || seen.has(row));
}

/** The merit of each row; −Infinity for one that lacks a score, and 0 where none ranks. */
function meritsOf(by: readonly ScoreColumn[], rows: readonly number[]): Float64Array {
  if (by.length === 0) return new Float64Array(rows.length);
  return meritOf(
    by,
    rows.filter((row) => hasAll(by, row)),
  );
}
