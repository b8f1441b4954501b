/**
 * The first frame of a GIF as Pillow shows it: transparent pixels have the colour of their index, which other
 * decoders blacken; what lies outside the frame, or is missing, has the transparent index.
 */
import type { Raster } from '../../../base/raster.ts';
import { PictureProblem } from './picture-problem.ts';
import { gifLayout, type GifFrame } from './scan-gif.ts';

/** Where interlaced rows begin, and how far apart they stand. */
const passes = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const;

/** Decodes the first frame of a GIF onto its canvas. A broken or missing end leaves the rest as it was. */
export function decodeGif(bytes: Buffer): Raster {
  const layout = gifLayout(bytes);
  if (layout === null) throw new PictureProblem('the GIF has no frame');
  const { width, height, first } = layout;
  const canvas = new Uint8Array(width * height).fill(first.background);
  const rows = first.interlaced ? interlacedRows(first.height) : null;
  let x = 0;
  let line = 0;
  decompress(joined(bytes, first.start), first.codeBits, (index) => {
    const y = first.top + (rows?.[line] ?? line);
    canvas[y * width + first.left + x] = index;
    if (++x === first.width) {
      x = 0;
      line++;
    }
    return line < first.height;
  });
  return { width, height, channels: 3, data: coloured(canvas, first) };
}

function interlacedRows(height: number): number[] {
  return passes.flatMap(([start, step]) => {
    return Array.from({ length: Math.max(0, Math.ceil((height - start) / step)) }, (_, i) => start + i * step);
  });
}

function coloured(indices: Uint8Array, { palette }: GifFrame): Uint8Array {
  const data = new Uint8Array(indices.length * 3);
  indices.forEach((index, i) => {
    for (let channel = 0; channel < 3; channel++) {
      data[i * 3 + channel] = palette === null ? index : (palette[index * 3 + channel] ?? 0);
    }
  });
  return data;
}

/** The data blocks from a place on, put together; a block that is cut short is left out. */
function joined(bytes: Buffer, from: number): Buffer {
  const blocks: Buffer[] = [];
  for (let at = from; at < bytes.length && bytes[at] !== 0; at += bytes[at]! + 1) {
    if (at + bytes[at]! < bytes.length) blocks.push(bytes.subarray(at + 1, at + 1 + bytes[at]!));
  }
  return Buffer.concat(blocks);
}

/** Undoes GIF's LZW. Calls `put` for each index until it returns false, the data end, or a code makes no sense. */
function decompress(data: Buffer, bits: number, put: (index: number) => boolean): void {
  if (bits < 1 || bits > 11) throw new PictureProblem(`the GIF names ${bits} bits a code`);
  const table = new CodeTable(bits);
  let held = 0;
  let heldBits = 0;
  for (const byte of data) {
    held |= byte << heldBits;
    heldBits += 8;
    while (heldBits >= table.codeSize) {
      const code = held & ((1 << table.codeSize) - 1);
      held >>>= table.codeSize;
      heldBits -= table.codeSize;
      if (!table.expand(code, put)) return;
    }
  }
}

const mostCodes = 4096;

/** The strings that codes stand for, as they grow while codes are read. */
class CodeTable {
  /** Bits of the next code. */
  codeSize: number;
  readonly #bits: number;
  readonly #clear: number;
  readonly #prefix = new Int16Array(mostCodes);
  readonly #suffix = new Uint8Array(mostCodes);
  readonly #stack = new Uint8Array(mostCodes + 1);
  #next: number;
  #last = -1;
  #first = 0;

  constructor(bits: number) {
    this.#bits = bits;
    this.#clear = 1 << bits;
    this.codeSize = bits + 1;
    this.#next = this.#clear + 2;
  }

  /** Puts out the indices of a code; false where the picture ends. */
  expand(code: number, put: (index: number) => boolean): boolean {
    if (code === this.#clear) {
      this.codeSize = this.#bits + 1;
      this.#next = this.#clear + 2;
      this.#last = -1;
      return true;
    }
    const known = this.#last === -1 ? code < this.#clear : code <= this.#next && code !== this.#clear + 1;
    if (!known) return false;
    let depth = 0;
    let walk = code;
    if (code === this.#next) {
      this.#stack[depth++] = this.#first;
      walk = this.#last;
    }
    for (; walk >= this.#clear; walk = this.#prefix[walk]!) this.#stack[depth++] = this.#suffix[walk]!;
    this.#first = walk;
    this.#stack[depth++] = walk;
    while (depth > 0) if (!put(this.#stack[--depth]!)) return false;
    this.#learn();
    this.#last = code;
    return true;
  }

  #learn(): void {
    if (this.#last === -1 || this.#next === mostCodes) return;
    this.#prefix[this.#next] = this.#last;
    this.#suffix[this.#next] = this.#first;
    this.#next++;
    if (this.#next === 1 << this.codeSize && this.codeSize < 12) this.codeSize++;
  }
}
