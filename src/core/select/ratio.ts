/** Originals and synthesized samples in a given ratio. */
import { apportion } from './apportion.ts';
import type { SelectQuestion } from './question.ts';

/** Rows that share a part of the result. */
export interface Side {
  /** 0: originals; 1: synthesized; null: both, where no ratio is asked for or only one side is there. */
  readonly synthesized: 0 | 1 | null;
  readonly rows: readonly number[];
  /** How many places the side has; more than it has rows where these are to be repeated. */
  readonly places: number;
}

/**
 * Splits rows by origin, with the places of each side: as many as hold the ratio, within one sample, and fit the
 * budget. Places for all rows tagged `keep` come first, within the budget.
 */
export function sidesOf(question: SelectQuestion, rows: readonly number[]): Side[] {
  const { ratio, budget, fill, synthesized } = question;
  const kept = (side: readonly number[]): number => side.filter((row) => question.manual[row]! > 0).length;
  const sides = [0, 1].map((origin) => rows.filter((row) => synthesized[row] === origin));
  if (ratio === null || sides.some((side) => side.length === 0) || kept(rows) > (budget ?? Infinity)) {
    const places = budget === null ? rows.length : fill === 'repeat' ? budget : Math.min(budget, rows.length);
    return [{ synthesized: null, rows, places }];
  }
  const places = placesOf(
    { ratio, budget, fill },
    sides.map(({ length }) => length) as [number, number],
    sides.map(kept),
  );
  return [
    { synthesized: 0, rows: sides[0]!, places: places[0]! },
    { synthesized: 1, rows: sides[1]!, places: places[1]! },
  ];
}

/**
 * The places of originals and of synthesized samples.
 *
 * @param sizes - how many rows each side has, none of them 0
 * @param least - how many places each side has at least, at most its size, together at most the budget
 */
function placesOf(
  { ratio, budget, fill }: { ratio: number; budget: number | null; fill: SelectQuestion['fill'] },
  [originals, synthesized]: readonly [number, number],
  least: readonly number[],
): number[] {
  if (budget !== null && fill === 'repeat') return apportion([ratio, 1], budget, least);
  const whole = (share: number): number => Math.max(1, Math.round(share));
  const held =
    originals > ratio * synthesized ? [whole(ratio * synthesized), synthesized] : [originals, whole(originals / ratio)];
  const places = held.map((count, side) => Math.max(count, least[side]!));
  return budget === null || places[0]! + places[1]! <= budget ? places : apportion([ratio, 1], budget, least);
}
