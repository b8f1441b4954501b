/**
 * Thrift's compact protocol, as far as Parquet's page headers and footer use it
 * (https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md).
 */

/** A value with its Thrift type; a struct lists its fields by their numbers, ascending. */
export type Thrift =
  | { readonly i32: number }
  | { readonly i64: number }
  | { readonly bytes: Uint8Array }
  | { readonly list: readonly Thrift[] }
  | { readonly struct: Struct };

/** A struct's fields as `[number, value]`; undefined leaves an optional field out. */
export type Struct = readonly (readonly [field: number, value: Thrift | undefined])[];

/** A 32-bit integer (also an enum's). */
export const i32 = (value: number): Thrift => ({ i32: value });
/** A 64-bit integer that a double holds exactly. */
export const i64 = (value: number): Thrift => ({ i64: value });
/** Raw bytes. */
export const bytes = (value: Uint8Array): Thrift => ({ bytes: value });
/** A string. */
export const text = (value: string): Thrift => ({ bytes: Buffer.from(value) });
/** A list of values of one type. */
export const list = (values: readonly Thrift[]): Thrift => ({ list: values });
/** A struct. */
export const struct = (...fields: Struct): Thrift => ({ struct: fields });

const typeCodes = { i32: 5, i64: 6, bytes: 8, list: 9, struct: 12 } as const;

/** A struct's bytes. */
export function encodeStruct(fields: Struct): Uint8Array {
  const out: number[] = [];
  writeStruct(out, fields);
  return Uint8Array.from(out);
}

/** Appends an unsigned integer below 2^53, seven bits a byte, low bits first. */
export function writeVarint(out: number[], value: number): void {
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) out.push((rest % 0x80) | 0x80);
  out.push(rest);
}

function writeStruct(out: number[], fields: Struct): void {
  let last = 0;
  for (const [field, value] of fields) {
    if (value === undefined) continue;
    out.push(((field - last) << 4) | typeCode(value));
    last = field;
    writeValue(out, value);
  }
  out.push(0);
}

function writeValue(out: number[], value: Thrift): void {
  if ('i32' in value) writeVarint(out, zigzag(value.i32));
  else if ('i64' in value) writeVarint(out, zigzag(value.i64));
  else if ('bytes' in value) {
    writeVarint(out, value.bytes.length);
    for (const byte of value.bytes) out.push(byte);
  } else if ('list' in value) writeList(out, value.list);
  else writeStruct(out, value.struct);
}

function writeList(out: number[], values: readonly Thrift[]): void {
  const type = values[0] === undefined ? typeCodes.struct : typeCode(values[0]);
  if (values.length < 15) out.push((values.length << 4) | type);
  else {
    out.push(0xf0 | type);
    writeVarint(out, values.length);
  }
  for (const value of values) writeValue(out, value);
}

function typeCode(value: Thrift): number {
  if ('i32' in value) return typeCodes.i32;
  if ('i64' in value) return typeCodes.i64;
  if ('bytes' in value) return typeCodes.bytes;
  return 'list' in value ? typeCodes.list : typeCodes.struct;
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}
