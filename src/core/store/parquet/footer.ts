/**
 * Parquet's own metadata: page headers, schema and footer
 * (https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift gives the field numbers).
 */
import type { ColumnSpec, ColumnType } from '../columns.ts';
import { bytes, encodeStruct, i32, i64, list, struct, text, type Thrift } from './thrift.ts';

/** How a page's bytes are compressed. */
export type Codec = 'none' | 'zstd';

/** A column of one row group, as written. */
export interface ChunkInfo {
  readonly codec: Codec;
  /** Position of its only page in the file. */
  readonly offset: number;
  /** Page header and body. */
  readonly bytes: number;
  /** The same before compression. */
  readonly plainBytes: number;
  readonly values: number;
  readonly nulls: number;
  readonly range?: { readonly min: Uint8Array; readonly max: Uint8Array };
}

/** Some rows of all columns, as written. */
export interface RowGroup {
  readonly rows: number;
  readonly chunks: readonly ChunkInfo[];
}

const physical: Readonly<Record<ColumnType, number>> = {
  int: 1,
  hash: 2,
  floats: 4,
  double: 5,
  doubles: 5,
  text: 6,
  texts: 6,
};
const codecs: Readonly<Record<Codec, number>> = { none: 0, zstd: 6 };
const encoding = { plain: 0, rle: 3 };
const repetition = { required: 0, optional: 1, repeated: 2 };
const converted = { utf8: 0, list: 3, uint64: 14 };

/** The bytes before a page: sizes and encodings. */
export function pageHeader(values: number, plainBytes: number, storedBytes: number): Uint8Array {
  const data = struct([1, i32(values)], [2, i32(encoding.plain)], [3, i32(encoding.rle)], [4, i32(encoding.rle)]);
  return encodeStruct([
    [1, i32(0)],
    [2, i32(plainBytes)],
    [3, i32(storedBytes)],
    [5, data],
  ]);
}

/** The end of the file: metadata, its length, and the magic number. */
export function footer(columns: readonly ColumnSpec[], groups: readonly RowGroup[]): Uint8Array {
  const root = struct([4, text('rows')], [5, i32(columns.length)]);
  const metadata = encodeStruct([
    [1, i32(1)],
    [2, list([root, ...columns.flatMap(schemaOf)])],
    [3, i64(groups.reduce((sum, group) => sum + group.rows, 0))],
    [4, list(groups.map((group) => rowGroup(columns, group)))],
    [6, text('better-synth')],
  ]);
  const end = Buffer.alloc(8);
  end.writeUInt32LE(metadata.length, 0);
  end.write('PAR1', 4);
  return Buffer.concat([metadata, end]);
}

function schemaOf(spec: ColumnSpec): Thrift[] {
  const type = i32(physical[spec.type]);
  switch (spec.type) {
    case 'int':
      return [struct([1, type], [3, i32(repetition.required)], [4, text(spec.name)])];
    case 'hash':
      return [struct([1, type], [3, i32(repetition.required)], [4, text(spec.name)], [6, i32(converted.uint64)])];
    case 'double':
      return [struct([1, type], [3, i32(repetition.optional)], [4, text(spec.name)])];
    case 'text':
      return [struct([1, type], [3, i32(repetition.optional)], [4, text(spec.name)], [6, i32(converted.utf8)])];
    default:
      return [
        struct([3, i32(repetition.optional)], [4, text(spec.name)], [5, i32(1)], [6, i32(converted.list)]),
        struct([3, i32(repetition.repeated)], [4, text('list')], [5, i32(1)]),
        struct(
          [1, type],
          [3, i32(repetition.required)],
          [4, text('element')],
          [6, spec.type === 'texts' ? i32(converted.utf8) : undefined],
        ),
      ];
  }
}

function rowGroup(columns: readonly ColumnSpec[], group: RowGroup): Thrift {
  const total = group.chunks.reduce((sum, chunk) => sum + chunk.plainBytes, 0);
  return struct(
    [1, list(group.chunks.map((chunk, i) => columnChunk(columns[i]!, chunk)))],
    [2, i64(total)],
    [3, i64(group.rows)],
  );
}

function columnChunk(spec: ColumnSpec, chunk: ChunkInfo): Thrift {
  const isList = spec.type === 'doubles' || spec.type === 'texts' || spec.type === 'floats';
  const path = isList ? [spec.name, 'list', 'element'] : [spec.name];
  const statistics = struct(
    [3, i64(chunk.nulls)],
    [5, chunk.range && bytes(chunk.range.max)],
    [6, chunk.range && bytes(chunk.range.min)],
  );
  const metadata = struct(
    [1, i32(physical[spec.type])],
    [2, list([i32(encoding.plain), i32(encoding.rle)])],
    [3, list(path.map(text))],
    [4, i32(codecs[chunk.codec])],
    [5, i64(chunk.values)],
    [6, i64(chunk.plainBytes)],
    [7, i64(chunk.bytes)],
    [9, i64(chunk.offset)],
    [12, isList ? undefined : statistics],
  );
  return struct([2, i64(chunk.offset)], [3, metadata]);
}
