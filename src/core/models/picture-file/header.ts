/** What a picture file says of itself, read without decoding, from its content and never from its name. */
import { formatNames, type PictureFormat, type PictureHeader } from './picture-header.ts';
import { PictureProblem } from './picture-problem.ts';
import { scanGif } from './scan-gif.ts';
import { scanJpeg } from './scan-jpeg.ts';
import { scanPng } from './scan-png.ts';
import { scanWebp } from './scan-webp.ts';

/** Fixed beginnings by which formats are told apart; those that are refused are named to the user. */
const signatures: readonly { readonly kind: string; readonly at: number; readonly bytes: string }[] = [
  { kind: 'jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { kind: 'png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { kind: 'webp', at: 8, bytes: 'WEBP' },
  { kind: 'gif', at: 0, bytes: 'GIF87a' },
  { kind: 'gif', at: 0, bytes: 'GIF89a' },
  { kind: 'AVIF', at: 4, bytes: 'ftypavi' },
  { kind: 'HEIF', at: 4, bytes: 'ftyp' },
  { kind: 'TIFF', at: 0, bytes: 'II*\0' },
  { kind: 'TIFF', at: 0, bytes: 'MM\0*' },
  { kind: 'BMP', at: 0, bytes: 'BM' },
  { kind: 'JPEG XL', at: 0, bytes: '\xff\x0a' },
  { kind: 'JPEG XL', at: 4, bytes: 'JXL ' },
  { kind: 'JPEG 2000', at: 4, bytes: 'jP  ' },
  { kind: 'Photoshop', at: 0, bytes: '8BPS' },
  { kind: 'icon', at: 0, bytes: '\0\0\x01\0' },
  { kind: 'PDF', at: 0, bytes: '%PDF' },
  { kind: 'ZIP', at: 0, bytes: 'PK' },
  { kind: 'gzip', at: 0, bytes: '\x1f\x8b' },
];

const scanners = { jpeg: scanJpeg, png: scanPng, webp: scanWebp, gif: scanGif };

/**
 * Reads the head of a picture from the first bytes of its file.
 * @param whole whether these are all bytes of the file
 * @returns null where more bytes are needed
 * @throws PictureProblem where the content is none of JPEG, PNG, WebP and GIF, or has no readable head
 */
export function readHeader(bytes: Buffer, whole: boolean): PictureHeader | null {
  const format = formatOf(bytes);
  const scanned = scanners[format](bytes, whole);
  if (scanned === null && !whole) return null;
  if (scanned === null) throw new PictureProblem(`the ${formatNames[format]} ends before its size is known`);
  if (scanned.width === 0 || scanned.height === 0) throw new PictureProblem(`the ${formatNames[format]} has no pixels`);
  return { ...scanned, format };
}

function formatOf(bytes: Buffer): PictureFormat {
  const start = bytes.toString('latin1', 0, 64);
  const kind = signatures.find(({ at, bytes: signature }) => start.startsWith(signature, at))?.kind ?? markup(start);
  if (kind === 'jpeg' || kind === 'png' || kind === 'webp' || kind === 'gif') return kind;
  if (bytes.length < 12 && mayBegin(start)) throw new PictureProblem('the file ends before its kind is known');
  const known = kind === undefined ? 'of an unknown kind' : `a file of the kind ${kind}`;
  throw new PictureProblem(`the content is ${known}; only JPEG, PNG, WebP and GIF are decoded`);
}

function markup(start: string): string | undefined {
  const text = start.replace(/^(\xef\xbb\xbf)?\s*/, '').toLowerCase();
  if (text.startsWith('<svg')) return 'SVG';
  if (text.startsWith('<!doctype html') || text.startsWith('<html')) return 'HTML';
  return text.startsWith('<?xml') || text.startsWith('<!') ? 'XML or SVG' : undefined;
}

/** Whether these few bytes may be the beginning of a format that is decoded. */
function mayBegin(start: string): boolean {
  const ends = signatures.some(({ kind, at, bytes }) => kind in formatNames && at === 0 && bytes.startsWith(start));
  return ends || start.startsWith('RIFF');
}
