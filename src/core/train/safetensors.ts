/**
 * The safetensors format (huggingface/safetensors): eight bytes with the length of a JSON header, the header, then all
 * values, little-endian, as every processor has them that this runs on.
 */

/** A named array with its shape. */
export interface Tensor<Data extends Float32Array | Float64Array = Float32Array | Float64Array> {
  readonly shape: readonly number[];
  readonly data: Data;
}

/** What a file holds. */
export interface Safetensors {
  readonly tensors: Readonly<Record<string, Tensor>>;
  /** Free texts by name. */
  readonly metadata: Readonly<Record<string, string>>;
}

const prefix = 8;

/** The bytes of a file: the same tensors, in their order, give the same bytes. */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    const offsets = [end, (end += data.byteLength)];
    header[name] = { dtype: data instanceof Float32Array ? 'F32' : 'F64', shape, data_offsets: offsets };
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  // Padded with blanks, so that values begin at a multiple of eight.
  const start = prefix + Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(start + end).fill(32, prefix, start);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - prefix), true);
  bytes.set(json, prefix);
  let at = start;
  for (const { data } of Object.values(tensors)) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/** What a file of {@link encodeSafetensors} holds. @throws Error where the bytes are no such file */
export function decodeSafetensors(bytes: Uint8Array): Safetensors {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(prefix, prefix + length))) as Record<
    string,
    unknown
  >;
  const { __metadata__: metadata, ...entries } = header;
  const tensors: Record<string, Tensor> = {};
  for (const [name, entry] of Object.entries(entries as Record<string, Entry>)) {
    const [from, to] = entry.data_offsets;
    // A copy, so that values begin where their type wants it.
    const { buffer } = new Uint8Array(bytes.subarray(prefix + length + from, prefix + length + to));
    tensors[name] = { shape: entry.shape, data: new kinds[entry.dtype](buffer) };
  }
  return { tensors, metadata: metadata as Safetensors['metadata'] };
}

const kinds = { F32: Float32Array, F64: Float64Array } as const;

interface Entry {
  readonly dtype: keyof typeof kinds;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}
