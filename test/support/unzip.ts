/** Reads ZIP files, as VSIX files are: without encryption, and below 4 GB. */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** A file of an archive. */
export interface ZipEntry {
  readonly name: string;
  /** Its bytes, inflated at each call. */
  readonly bytes: () => Buffer;
}

const endOfDirectory = 0x06054b50;
const stored = 0;

/** The files of an archive, by its directory. @throws Error where the file is no archive */
export function readZip(path: string): ZipEntry[] {
  const zip = readFileSync(path);
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== endOfDirectory) end--;
  if (end < 0) throw new Error(`${path} is no ZIP file.`);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const entry = entryAt(zip, at);
    at = entry.next;
    return entry;
  });
}

function entryAt(zip: Buffer, at: number): ZipEntry & { next: number } {
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
  const name = zip.toString('utf8', at + 46, at + 46 + nameLength!);
  const [method, size, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = (): Buffer => zip.subarray(start, start + size);
  return {
    name,
    bytes: () => (method === stored ? packed() : inflateRawSync(packed())),
    next: at + 46 + nameLength! + extraLength! + commentLength!,
  };
}
