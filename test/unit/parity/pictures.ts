import { fileURLToPath } from 'node:url';
import { loadPicture, type LoadedPicture } from '../../../src/core/models/decode.ts';
import type { PictureNeed } from '../../../src/core/operators/operator.ts';
import { folder, readTable } from './tables.ts';

/** A picture as the peer's operators see it; without size where it cannot be read. */
export interface TablePicture {
  readonly file: string;
  readonly bytes: number;
  readonly error?: string;
  readonly width?: number;
  readonly height?: number;
  /** SHA-256 of the RGB bytes. */
  readonly rgb?: string;
  /** The first four pixels. */
  readonly first?: string;
  readonly phash?: string;
  readonly dhash?: string;
  readonly ahash?: string;
}

export const pictures = readTable<{ pictures: readonly TablePicture[] }>('pictures').pictures;

/** A named difference: what is lost of a PNG cannot be told, so it fails here; Pillow fills it up. */
export const cutPng = 'cut.png';

/** Opens a committed picture. */
export function open(file: string, need: PictureNeed): Promise<LoadedPicture> {
  return loadPicture(fileURLToPath(new URL(`images/${file}`, folder)), need);
}

/** A function of a file that looks at each file once. */
export function once<T>(look: (file: string) => Promise<T>): (file: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (file) => {
    const found = known.get(file) ?? look(file);
    known.set(file, found);
    return found;
  };
}
