/** Maps on the disk: they may vanish at any time, and cost computing then. */
import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../../store/durable.ts';

/** To be raised when maps are made or stored in another way. */
const version = 2;
/** So many are kept; the ones written first go. */
const most = 24;
/** A file begins with this, and the length of the JSON that follows. */
const mark = Buffer.from('BSMAP001');

/** What a file holds: some words, and arrays one after the other. */
export interface Stored<Head> {
  readonly head: Head;
  readonly rows: Int32Array;
  /** As many bytes as the words before say. */
  readonly values: Uint8Array;
}

/** The name of what is made of some parts in some way. */
export function mapKey(...from: readonly (string | number)[]): string {
  return hash('sha256', JSON.stringify([version, ...from]));
}

/** What is stored under a key; null where that is nothing, or nothing whole. */
export async function readMapFile<Head>(cache: string, key: string): Promise<Stored<Head> | null> {
  const bytes = await readFile(join(cache, 'map', key)).catch(() => null);
  if (bytes === null || bytes.length < mark.length + 8 || !bytes.subarray(0, mark.length).equals(mark)) return null;
  const [length, rows] = [bytes.readUInt32LE(mark.length), bytes.readUInt32LE(mark.length + 4)];
  const start = mark.length + 8 + length;
  const head = parsed<Head & { readonly bytes: number }>(bytes.toString('utf8', mark.length + 8, start));
  if (head === null || bytes.length !== start + rows * 4 + head.bytes) return null;
  const copy = bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length);
  return { head, rows: new Int32Array(copy, 0, rows), values: new Uint8Array(copy, rows * 4) };
}

/** Stores a map, and lets the oldest of others go. @throws ProductError `disk` */
export async function writeMapFile<Head extends object>(
  cache: string,
  key: string,
  { head, rows, values }: Stored<Head>,
): Promise<void> {
  const folder = join(cache, 'map');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const words = Buffer.from(JSON.stringify({ ...head, bytes: values.byteLength }));
  // What follows begins at a multiple of four only for the eye: it is copied when it is read.
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(words.length, 0);
  lengths.writeUInt32LE(rows.length, 4);
  const array = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength);
  await writeDurably(join(folder, key), Buffer.concat([mark, lengths, words, array, values]), { replace: true });
  await trim(folder);
}

function parsed<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

async function trim(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{64}$/.test(name));
  const files = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), made: (await stat(join(folder, name))).mtimeMs })),
  );
  const old = files.sort((a, b) => b.made - a.made).slice(most);
  await Promise.all(old.map(({ path }) => rm(path, { force: true })));
}
