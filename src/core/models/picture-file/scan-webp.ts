import type { PictureHeader } from './picture-header.ts';
import { orientationOf } from './orientation.ts';

const animation = 0x02;
const xmp = 0x04;
const exif = 0x08;

/** Walks a WebP's chunks; see `readHeader`. Null where the header is cut, or where orientation still follows. */
export function scanWebp(bytes: Buffer, whole: boolean): Omit<PictureHeader, 'format'> | null {
  const first = chunkAt(bytes, 12);
  const size = first === null ? null : sizeOf(first);
  if (first === null || size === null) return null;
  const features = first.name === 'VP8X' ? first.body[0]! : 0;
  if (!whole && (features & (xmp | exif)) !== 0) return null;
  const end = 8 + bytes.readUInt32LE(4);
  const tags = whole ? chunksOf(bytes) : [];
  const tagged = (name: string, feature: number): Buffer | null =>
    (features & feature) === 0 ? null : (tags.find((chunk) => chunk.name === name)?.body ?? null);
  return {
    ...size,
    orientation: orientationOf(tagged('EXIF', exif), tagged('XMP ', xmp)),
    animated: (features & animation) !== 0,
    truncated: whole && end > bytes.length,
    trailing: whole && end + (end & 1) < bytes.length,
    samples: 'plain',
  };
}

interface Chunk {
  readonly name: string;
  readonly body: Buffer;
  readonly next: number;
}

/** A chunk, cut short where the bytes end. */
function chunkAt(bytes: Buffer, at: number): Chunk | null {
  if (at + 8 > bytes.length) return null;
  const length = bytes.readUInt32LE(at + 4);
  return {
    name: bytes.toString('latin1', at, at + 4),
    body: bytes.subarray(at + 8, at + 8 + length),
    next: at + 8 + length + (length & 1),
  };
}

function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let chunk = chunkAt(bytes, 12); chunk !== null; chunk = chunkAt(bytes, chunk.next)) chunks.push(chunk);
  return chunks;
}

/** Lossy, lossless and extended files keep their size in three ways. */
function sizeOf({ name, body }: Chunk): { width: number; height: number } | null {
  if (body.length < 10 && !(name === 'VP8L' && body.length >= 5)) return null;
  if (name === 'VP8X') return { width: body.readUIntLE(4, 3) + 1, height: body.readUIntLE(7, 3) + 1 };
  if (name === 'VP8 ') return { width: body.readUInt16LE(6) & 0x3fff, height: body.readUInt16LE(8) & 0x3fff };
  if (name !== 'VP8L') return null;
  const bits = body.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}
