/** What the selectors have in common. */
import { z } from 'zod';
import type { FieldValue } from '../operator.ts';
import { compareTexts, parseFloatOf } from './python-values.ts';

/** The parameter that names the field that a selector reads. */
export const fieldKey = z
  .string()
  .default('')
  .describe('Dotted path of the field (__dj__stats__.num_words for a statistic); empty: all samples are kept.');

/** A share of the samples. */
export function share(description: string): z.ZodDefault<z.ZodNullable<z.ZodNumber>> {
  return z.number().min(0).max(1).nullable().default(null).describe(description);
}

/** A number of samples. */
export function number(description: string): z.ZodDefault<z.ZodNullable<z.ZodInt>> {
  return z.int().min(1).nullable().default(null).describe(description);
}

/** The numbers from 0 to `count - 1`: everything stays. */
export function everything(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** How many of `total` a share or a number asks for, the smaller of both; null where neither does. A share of 0 counts as none given. */
export function howMany(total: number, ratio: number | null, most: number | null): number | null {
  if (ratio === null || ratio === 0) return most;
  return Math.min(Math.trunc(ratio * total), most ?? Infinity);
}

/** Data-Juicer's `stats_to_number`: texts as Python reads numbers, null for what is none. */
export function numberOf(value: FieldValue): number | null {
  const number = typeof value === 'string' ? parseFloatOf(value) : value;
  return number === null || Number.isNaN(number) ? null : number;
}

/** Indices in ascending order of their values, equal ones in the order given, missing ones last. */
export function ascending(values: readonly FieldValue[]): number[] {
  return everything(values.length).sort(
    (a, b) => missingLast(values[a]!, values[b]!) ?? compare(values[a]!, values[b]!),
  );
}

/** Indices in descending order of their values, equal ones in the order given, missing ones last. */
export function descending(values: readonly FieldValue[]): number[] {
  return everything(values.length).sort(
    (a, b) => missingLast(values[a]!, values[b]!) ?? compare(values[b]!, values[a]!),
  );
}

/** Indices of the `wanted` highest, or lowest, values, in any order; of equal ones the first, missing ones last. */
export function best(values: readonly FieldValue[], wanted: number, highest: boolean): number[] {
  if (wanted === 0) return [];
  if (wanted >= values.length) return everything(values.length);
  const numbers = new Float64Array(values.length);
  let count = 0;
  for (const value of values) if (typeof value === 'number') numbers[count++] = value;
  // Numbers alone tell a bound; all else is compared one by one.
  if (wanted >= count || values.some((value) => typeof value === 'string'))
    return (highest ? descending(values) : ascending(values)).slice(0, wanted);
  const sorted = numbers.subarray(0, count).sort();
  const bound = highest ? sorted[sorted.length - wanted]! : sorted[wanted - 1]!;
  const beyond: number[] = [];
  const equal: number[] = [];
  values.forEach((value, i) => {
    if (value === bound) equal.push(i);
    else if (typeof value === 'number' && (highest ? value > bound : value < bound)) beyond.push(i);
  });
  return [...beyond, ...equal.slice(0, wanted - beyond.length)];
}

function missingLast(a: FieldValue, b: FieldValue): number | null {
  return a === null || b === null ? Number(a === null) - Number(b === null) : null;
}

/** Numbers before texts, which Python refuses to compare. */
function compare(a: FieldValue, b: FieldValue): number {
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (typeof a === 'string' || typeof b === 'string')
    return Number(typeof a === 'string') - Number(typeof b === 'string');
  return a! - b!;
}
