/** From a picture file to what operators see of it. Runs in a decoder process: the bytes are nobody's friend. */
import { hash } from 'node:crypto';
import type { Raster } from '../../base/raster.ts';
import type { Picture, PictureNeed } from '../operators/operator.ts';
import { readHeader } from './picture-file/header.ts';
import type { PictureHeader } from './picture-file/picture-header.ts';
import { orient, swapsSides } from './picture-file/orientation.ts';
import { PictureProblem } from './picture-file/picture-problem.ts';
import { decodePixels, pixelLimit } from './picture-file/pixels.ts';
import { fileSize, readHead, readWhole, type PictureFile } from './picture-file/read-file.ts';
import type { PictureFlag } from './picture-report.ts';

export { PictureProblem } from './picture-file/picture-problem.ts';

/** A picture that has been read as far as it was needed. */
export interface LoadedPicture extends Picture {
  /** Of the bytes that were decoded; null where the file was not read to its end. */
  readonly sha256: string | null;
  readonly decoded: boolean;
  readonly flags: readonly PictureFlag[];
}

/**
 * Reads a picture as far as `need` asks: `file` looks only at its size, `header` reads its head (all of it where
 * orientation may stand later), `pixels` reads, hashes and decodes it.
 * @throws PictureProblem naming the reason why the picture cannot be used
 */
export async function loadPicture(file: PictureFile, need: PictureNeed): Promise<LoadedPicture> {
  if (need === 'file') return { ...nothing, bytes: fileSize(file), width: 0, height: 0, flags: [] };
  if (need === 'header') return loadHeader(file);
  const bytes = readWhole(file);
  const header = limited(readHeader(bytes, true)!);
  const raster = orient(await decodePixels(bytes, header), header.orientation);
  return {
    bytes: bytes.length,
    width: raster.width,
    height: raster.height,
    sha256: hash('sha256', bytes),
    decoded: true,
    flags: flagsOf(header),
    rgb: () => Promise.resolve(raster),
  };
}

const nothing = { sha256: null, decoded: false, rgb: noPixels };

function noPixels(): Promise<Raster> {
  return Promise.reject(new Error('pixels were not asked for'));
}

function loadHeader(file: PictureFile): LoadedPicture {
  const { size, head } = readHead(file);
  const first = readHeader(head, head.length === size);
  const whole = first === null ? readWhole(file) : head.length === size ? head : null;
  const header = limited(first ?? readHeader(whole!, true)!);
  const [width, height] = swapsSides(header.orientation)
    ? [header.height, header.width]
    : [header.width, header.height];
  const sha256 = whole === null ? null : hash('sha256', whole);
  return { ...nothing, bytes: whole?.length ?? size, width, height, sha256, flags: flagsOf(header) };
}

function limited(header: PictureHeader): PictureHeader {
  const { width, height } = header;
  if (width * height <= pixelLimit) return header;
  throw new PictureProblem(`the picture has ${width} × ${height} pixels; the limit is ${pixelLimit / 1e6} million`);
}

function flagsOf({ truncated, trailing, animated, orientation }: PictureHeader): PictureFlag[] {
  const flags = { truncated, trailing, animated, oriented: orientation !== 1 };
  return (Object.keys(flags) as PictureFlag[]).filter((flag) => flags[flag]);
}
