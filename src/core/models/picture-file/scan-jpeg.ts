import type { PictureHeader } from './picture-header.ts';
import { orientationOf } from './orientation.ts';

type Scan = Omit<PictureHeader, 'format'>;

const startOfScan = 0xda;
const endOfImage = 0xd9;
const xmpName = 'http://ns.adobe.com/xap/1.0/\0';

/** Walks a JPEG's segments; see `readHeader`. Null where it ends before the first scan. */
export function scanJpeg(bytes: Buffer, whole: boolean): Scan | null {
  const exif: Buffer[] = [];
  let xmp: Buffer | null = null;
  let frame: { readonly width: number; readonly height: number; readonly components: number } | null = null;
  let at = 2;
  for (;;) {
    const segment = nextSegment(bytes, at);
    if (segment === null || segment.marker === endOfImage) return null;
    const { marker, body, end } = segment;
    if (marker === startOfScan) break;
    if (isFrame(marker) && body.length >= 6) {
      frame = { height: body.readUInt16BE(1), width: body.readUInt16BE(3), components: body[5]! };
    } else if (marker === 0xe1 && body.toString('latin1', 0, 6) === 'Exif\0\0') exif.push(body.subarray(6));
    else if (marker === 0xe1 && body.toString('latin1', 0, xmpName.length) === xmpName)
      xmp = body.subarray(xmpName.length);
    at = end;
  }
  if (frame === null) return null;
  const end = whole ? endOfPicture(bytes, at) : bytes.length;
  return {
    width: frame.width,
    height: frame.height,
    orientation: orientationOf(exif.length === 0 ? null : Buffer.concat(exif), xmp),
    animated: false,
    truncated: end === null,
    trailing: end !== null && end < bytes.length,
    samples: frame.components === 4 ? 'cmyk' : 'plain',
  };
}

/** Start-of-frame markers; the gaps among them are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

interface Segment {
  readonly marker: number;
  readonly body: Buffer;
  readonly end: number;
}

/** The next marker segment at or after a place, padding and bare markers skipped; null where the bytes end first. */
function nextSegment(bytes: Buffer, from: number): Segment | null {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1 && at + 1 < bytes.length) {
    const marker = bytes[at + 1]!;
    if (marker === endOfImage) return { marker, body: bytes.subarray(0, 0), end: at + 2 };
    if (marker >= 0xc0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd8)) {
      const end = at + 4 <= bytes.length ? at + 2 + bytes.readUInt16BE(at + 2) : Infinity;
      return end <= bytes.length ? { marker, body: bytes.subarray(at + 4, end), end } : null;
    }
    at = bytes.indexOf(0xff, at + (marker === 0xff ? 1 : 2));
  }
  return null;
}

/** The byte after the end-of-image marker; null where there is none. Inside a scan no data byte looks like a marker. */
function endOfPicture(bytes: Buffer, scan: number): number | null {
  for (let at = scan; ;) {
    const segment = nextSegment(bytes, at);
    if (segment === null) return null;
    if (segment.marker === endOfImage) return segment.end;
    at = segment.end;
  }
}
