/** Protocol-buffer bytes, for the few small ONNX graphs that we write ourselves. */

/** A field that holds bytes: a message of its own, or packed numbers. */
export function field(number: number, bytes: readonly number[]): number[] {
  return [(number << 3) | 2, ...varint(bytes.length), ...bytes];
}

/** A field that holds a string. */
export function text(number: number, value: string): number[] {
  return field(number, [...new TextEncoder().encode(value)]);
}

/** A field that holds an integer. */
export function integer(number: number, value: number): number[] {
  return [...varint(number << 3), ...varint(value)];
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}
