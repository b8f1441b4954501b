/**
 * A POSIX tar archive (IEEE 1003.1, `pax`), whose bytes follow from its files alone: times, owners and rights are fixed.
 * Names of more than 100 bytes or beyond ASCII, and sizes from 8 GiB on, stand in a pax header; all else is plain ustar.
 */

const block = 512;
/** Octal digits of the size field: eleven, and so less than 8 GiB. */
const largestOctal = 8 ** 11 - 1;

/** What stands before a file's bytes. @param path relative, `/` between names @param bytes of the file */
export function tarHeader(path: string, bytes: number): Buffer {
  const records: string[] = [];
  if (!isPlain(path)) records.push(paxRecord('path', path));
  if (bytes > largestOctal) records.push(paxRecord('size', String(bytes)));
  const header = ustar(isPlain(path) ? path : shortened(path), Math.min(bytes, largestOctal), '0');
  if (records.length === 0) return header;
  const body = Buffer.from(records.join(''));
  return Buffer.concat([ustar('pax-header', body.length, 'x'), body, tarPadding(body.length), header]);
}

/** What stands behind a file's bytes: zeros up to a whole block. */
export function tarPadding(bytes: number): Buffer {
  return Buffer.alloc((block - (bytes % block)) % block);
}

/** What ends an archive. */
export function tarEnd(): Buffer {
  return Buffer.alloc(2 * block);
}

function isPlain(path: string): boolean {
  return path.length <= 100 && /^[\x20-\x7e]*$/.test(path);
}

/** For readers that know no pax: the end of the path, which tells most. */
function shortened(path: string): string {
  return path.replaceAll(/[^\x20-\x7e]/g, '_').slice(-100);
}

function ustar(name: string, bytes: number, type: '0' | 'x'): Buffer {
  const header = Buffer.alloc(block);
  header.write(name, 0, 100, 'latin1');
  const octal = (value: number, at: number, digits: number): void =>
    void header.write(value.toString(8).padStart(digits, '0'), at, 'latin1');
  octal(0o644, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(bytes, 124, 11);
  octal(0, 136, 11);
  header.write(type, 156, 'latin1');
  header.write('ustar\0' + '00', 257, 'latin1');
  octal(0, 329, 7);
  octal(0, 337, 7);
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** `length key=value\n`, where the length counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  if (String(length).length > String(rest).length) length++;
  return `${length} ${key}=${value}\n`;
}
