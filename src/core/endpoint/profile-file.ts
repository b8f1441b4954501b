/** The file of profiles: read only where nobody else can read it, written whole or not at all. */
import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ProductError } from '../../protocol/errors.ts';

/** A key, or the environment variable that holds it, and the one origin that it belongs to. */
const binding = z.strictObject({
  origin: z.string(),
  from: z.union([z.strictObject({ env: z.string() }), z.strictObject({ value: z.string() })]),
});

const stored = z.strictObject({
  name: z.string(),
  url: z.string(),
  model: z.string().nullable(),
  concurrency: z.int().min(1).max(256),
  key: binding.nullable(),
});

const file = z.strictObject({ version: z.literal(1), profiles: z.array(stored).max(1000) });

/** A profile as it lies in the file. */
export type StoredProfile = z.infer<typeof stored>;

/** Writes a file that only its owner can read, so that its path holds the old content or all of the new. */
export type WritePrivately = (path: string, bytes: Uint8Array) => Promise<unknown>;

const largest = 1 << 20;

/** Reads the profiles; none where there is no file. @throws ProductError `refused` or `usage` */
export function readProfiles(path: string): readonly StoredProfile[] {
  const folder = lstatSync(dirname(path), { throwIfNoEntry: false });
  if (folder === undefined) return [];
  checkPrivate(dirname(path), folder, folder.isDirectory());
  const text = readPrivate(path);
  if (text === null) return [];
  try {
    return file.parse(JSON.parse(text)).profiles;
  } catch {
    // The text is not shown: it holds keys.
    throw new ProductError('usage', 'The file of profiles is damaged, or of another version.', {
      where: path,
      next: 'Put it aside and add the profiles again.',
    });
  }
}

/** Writes the profiles. @throws ProductError `disk` or `refused` */
export async function writeProfiles(
  path: string,
  profiles: readonly StoredProfile[],
  write: WritePrivately,
): Promise<void> {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stats = lstatSync(folder);
  checkPrivate(folder, stats, stats.isDirectory());
  await write(path, Buffer.from(`${JSON.stringify({ version: 1, profiles }, null, 2)}\n`));
}

/** The handle is looked at, not the path: what is checked is what is read. */
function readPrivate(path: string): string | null {
  let handle: number;
  try {
    handle = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return null;
    throw new ProductError(code === 'ELOOP' ? 'refused' : 'disk', `The profiles cannot be read (${code}).`, {
      where: path,
    });
  }
  try {
    const stats = fstatSync(handle);
    checkPrivate(path, stats, stats.isFile() && stats.nlink === 1 && stats.size <= largest);
    return readFileSync(handle, 'utf8');
  } finally {
    closeSync(handle);
  }
}

/** Windows has no such modes: there the user's own folder is the fence. */
function checkPrivate(path: string, stats: Stats, isExpected: boolean): void {
  const posix = process.platform !== 'win32';
  const foreign = posix && stats.uid !== process.getuid?.();
  const open = posix && (stats.mode & 0o077) !== 0;
  if (isExpected && !foreign && !open) return;
  const reason = !isExpected ? 'is not a plain one' : foreign ? 'belongs to somebody else' : 'is open to others';
  throw new ProductError('refused', `The place of the profiles ${reason}: keys are not taken from there.`, {
    where: path,
    safe: 'Nothing was read from it and nothing was sent.',
    next: open ? `chmod go= ${path}` : 'Put it aside and add the profiles again.',
  });
}
