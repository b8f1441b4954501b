/** The least 64-bit float above a number, as C's `nextafter` towards infinity; NaN of infinity and of NaN: nothing is above. */
export function nextAbove(number: number): number {
  if (number === Infinity || Number.isNaN(number)) return NaN;
  if (number === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(1);
  const float = new Float64Array(bits.buffer);
  float[0] = number;
  bits[0]! += number > 0 ? 1n : -1n;
  return float[0];
}
