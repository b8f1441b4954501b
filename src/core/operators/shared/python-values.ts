/** Python's notions of equality, numbers and order, where operators compare fields of samples. */
import type { Json } from '../../../protocol/records.ts';

/** `a == b`: true and 1 are equal, lists and objects by content. */
export function equal(a: Json, b: Json): boolean {
  const [left, right] = [asNumber(a), asNumber(b)];
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  if (isList(left) || isList(right)) {
    return (
      isList(left) && isList(right) && left.length === right.length && left.every((item, i) => equal(item, right[i]!))
    );
  }
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && equal(left[name]!, right[name]!))
  );
}

/** Whether a JSON value is a list. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function asNumber(value: Json): Json {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** `float(text)`: NaN for what Python refuses, and for `nan` itself. */
export function parseFloatOf(text: string): number {
  const ascii = text.trim().replace(/\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0)!)));
  const infinite = /^([+-]?)(inf|infinity)$/i.exec(ascii);
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
  const digits = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i;
  return digits.test(ascii) ? Number(ascii.replaceAll('_', '')) : NaN;
}

/** Decimal digits stand in runs of ten from 0 to 9. */
function digitValue(code: number): number {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return value;
}

/** Strings by code points, as Python orders them; UTF-16 units order some characters otherwise. */
export function compareTexts(a: string, b: string): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return place(a.charCodeAt(i)) - place(b.charCodeAt(i));
  }
  return a.length - b.length;
}

/** Puts surrogates, which stand for higher characters, above the private and compatibility areas. */
function place(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
