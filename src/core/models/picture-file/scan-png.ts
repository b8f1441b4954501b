import { inflateSync } from 'node:zlib';
import type { PictureHeader } from './picture-header.ts';
import { orientationOf } from './orientation.ts';

/** Compressed text is read up to this size; Pillow's limit. */
const textLimit = 1 << 20;

/** Walks a PNG's chunks; see `readHeader`. Null where the header is cut, or where orientation may still follow. */
export function scanPng(bytes: Buffer, whole: boolean): Omit<PictureHeader, 'format'> | null {
  const chunks = chunksOf(bytes);
  const header = chunks[0];
  const last = chunks.at(-1);
  if (header?.name !== 'IHDR' || header.body.length < 13) return null;
  const complete = last?.name === 'IEND';
  if (!complete && !whole) return null;
  const body = (name: string): Buffer | null => chunks.find((chunk) => chunk.name === name)?.body ?? null;
  const texts = new Map(chunks.flatMap(({ name, body: text }) => textOf(name, text) ?? []));
  const depth = header.body[8];
  const colour = header.body[9];
  return {
    width: header.body.readUInt32BE(0),
    height: header.body.readUInt32BE(4),
    orientation: orientationOf(body('eXIf') ?? rawProfile(texts), texts.get('XML:com.adobe.xmp') ?? null),
    animated: (body('acTL')?.readUInt32BE(0) ?? 1) > 1,
    truncated: !complete,
    trailing: complete && last.end < bytes.length,
    samples: depth === 16 && colour === 0 ? 'grey16' : 'plain',
  };
}

interface Chunk {
  readonly name: string;
  readonly body: Buffer;
  readonly end: number;
}

/** The whole chunks up to the end chunk. */
function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length && chunks.at(-1)?.name !== 'IEND';) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) break;
    chunks.push({ name: bytes.toString('latin1', at + 4, at + 8), body: bytes.subarray(at + 8, end - 4), end });
    at = end;
  }
  return chunks;
}

/** A text chunk as keyword and text. */
function textOf(name: string, body: Buffer): [[string, Buffer]] | null {
  const zero = body.indexOf(0);
  if (!['tEXt', 'zTXt', 'iTXt'].includes(name) || zero === -1) return null;
  const keyword = body.toString('latin1', 0, zero);
  if (name === 'tEXt') return [[keyword, body.subarray(zero + 1)]];
  if (name === 'zTXt') return [[keyword, inflated(body.subarray(zero + 2))]];
  const language = body.indexOf(0, zero + 3);
  const translated = body.indexOf(0, language + 1);
  if (language === -1 || translated === -1) return null;
  const text = body.subarray(translated + 1);
  return [[keyword, body[zero + 1] === 1 ? inflated(text) : text]];
}

function inflated(body: Buffer): Buffer {
  try {
    return inflateSync(body, { maxOutputLength: textLimit });
  } catch {
    return Buffer.alloc(0);
  }
}

/** EXIF as ImageMagick writes it: three lines of preface, then hexadecimal. */
function rawProfile(texts: ReadonlyMap<string, Buffer>): Buffer | null {
  const text = texts.get('Raw profile type exif')?.toString('latin1');
  return text === undefined ? null : Buffer.from(text.split('\n').slice(3).join(''), 'hex');
}
