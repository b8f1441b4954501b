import { crc32, deflateSync } from 'node:zlib';

/** A PNG of a red disc on white, 64 × 64, drawn for asking whether an endpoint sees pictures. */
export function drawnPicture(): Uint8Array {
  const side = 64;
  const rows = Buffer.alloc(side * (1 + 3 * side), 255);
  for (let y = 0; y < side; y += 1) {
    const start = y * (1 + 3 * side);
    rows[start] = 0;
    for (let x = 0; x < side; x += 1) {
      if ((x - 31.5) ** 2 + (y - 31.5) ** 2 < 24 ** 2) rows.set([200, 30, 30], start + 1 + 3 * x);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.of()),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
