import { ProductError } from '../protocol/errors.ts';

/** An option's text, or undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A repeatable option's texts, or undefined. */
export function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** A whole number from 1 on. @throws ProductError `usage` */
export function positiveInteger(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new ProductError('usage', `${name} wants a whole number from 1 on, not ${JSON.stringify(value)}.`);
}

/** The arguments of `[DIR] REST`: a directory is there when one more is given than needed. */
export function withDirectory(
  values: readonly string[],
  needed: number,
  usage: string,
): { dir: string; rest: string[] } {
  if (values.length === needed) return { dir: '.', rest: [...values] };
  if (values.length === needed + 1) return { dir: values[0]!, rest: values.slice(1) };
  throw new ProductError('usage', `Expected: better-synth ${usage}`);
}
