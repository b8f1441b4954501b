/** A whole number with thin groups, a fraction with at most six significant digits. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return value.toLocaleString('en-US').replaceAll(',', ' ');
  return String(Number(value.toPrecision(6)));
}
