import type { PictureHeader } from './picture-header.ts';

/** The first frame of a GIF, not yet decoded. */
export interface GifFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly interlaced: boolean;
  /** Three bytes a colour; null where pixels are grey levels. */
  readonly palette: Buffer | null;
  /** The index of pixels outside the frame. */
  readonly background: number;
  /** Bits of the first codes, and where their blocks begin. */
  readonly codeBits: number;
  readonly start: number;
}

/** What stands where in a GIF. */
export interface GifLayout {
  /** Of the canvas, enlarged where the first frame stands out of it. */
  readonly width: number;
  readonly height: number;
  readonly first: GifFrame;
  readonly frames: number;
  /** The byte after the trailer; null where there is none. */
  readonly end: number | null;
}

/** Walks a GIF's blocks; see `readHeader`. Null where it ends before the first frame. */
export function scanGif(bytes: Buffer, whole: boolean): Omit<PictureHeader, 'format'> | null {
  const layout = gifLayout(bytes);
  if (layout === null) return null;
  const { width, height, frames, end } = layout;
  return {
    width,
    height,
    orientation: 1,
    animated: frames > 1,
    truncated: whole && end === null,
    trailing: end !== null && end < bytes.length,
    samples: 'plain',
  };
}

/** Finds a GIF's frames; null where it ends before the first one. */
export function gifLayout(bytes: Buffer): GifLayout | null {
  if (bytes.length < 13) return null;
  const colours = paletteAt(bytes, 13, bytes[10]!);
  let at = 13 + colours.length;
  let transparent = 0;
  let first: GifFrame | null = null;
  let frames = 0;
  let end: number | null = null;
  while (at < bytes.length) {
    const block = bytes[at]!;
    if (block === 0x3b) {
      end = at + 1;
      break;
    }
    if (block === 0x21) {
      if (bytes[at + 1] === 0xf9 && ((bytes[at + 3] ?? 0) & 1) === 1) transparent = bytes[at + 6] ?? 0;
      at = afterBlocks(bytes, at + 2);
    } else if (block === 0x2c) {
      const local = paletteAt(bytes, at + 10, bytes[at + 9] ?? 0);
      const start = at + 10 + local.length;
      if (start >= bytes.length) break;
      frames++;
      first ??= frameAt(bytes, at, start, local.length > 0 ? local : colours, transparent);
      at = afterBlocks(bytes, start + 1);
    } else at++;
  }
  if (first === null) return null;
  const width = Math.max(bytes.readUInt16LE(6), first.left + first.width);
  return { width, height: Math.max(bytes.readUInt16LE(8), first.top + first.height), first, frames, end };
}

function frameAt(bytes: Buffer, at: number, start: number, palette: Buffer, background: number): GifFrame {
  return {
    left: bytes.readUInt16LE(at + 1),
    top: bytes.readUInt16LE(at + 3),
    width: bytes.readUInt16LE(at + 5),
    height: bytes.readUInt16LE(at + 7),
    interlaced: (bytes[at + 9]! & 64) !== 0,
    palette: isRamp(palette) ? null : palette,
    background,
    codeBits: bytes[start]!,
    start: start + 1,
  };
}

function paletteAt(bytes: Buffer, at: number, flags: number): Buffer {
  return bytes.subarray(at, (flags & 128) === 0 ? at : at + (6 << (flags & 7)));
}

/** No palette, or colours that are the grey levels in order: Pillow then takes indices for levels. */
function isRamp(palette: Buffer): boolean {
  return palette.every((value, i) => value === Math.floor(i / 3));
}

/** The byte after a chain of data blocks. */
function afterBlocks(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1;
  return at + 1;
}
