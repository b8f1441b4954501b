/**
 * The one way from a path in a dataset or a recipe to a file: it never leaves the dataset folder, by no spelling and by
 * no link. Hard links are files like any other.
 */
import { constants, type BigIntStats } from 'node:fs';
import { lstat, open, readlink, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { lexicalProblem } from './lexical-path.ts';

/** Why a path cannot be used, as the end of a sentence that starts with the path. */
export interface Refused {
  readonly problem: string;
}

/** A regular file inside the folder. */
export interface Resolved {
  /** Absolute, without links. */
  readonly path: string;
  readonly stats: BigIntStats;
}

/** A {@link Resolved} file, open for reading; the caller closes it. */
export interface Opened extends Resolved {
  readonly handle: FileHandle;
}

/** Resolves paths inside one folder; remembers where its subfolders really lie. */
export class PathResolver {
  /** The folder, absolute and without links. */
  readonly root: string;
  readonly #folders = new Map<string, string>();

  private constructor(root: string) {
    this.root = root;
  }

  /** A resolver for an existing folder. */
  static async of(folder: string): Promise<PathResolver> {
    return new PathResolver(await realpath(folder));
  }

  /** The existing file that a path names. */
  async resolve(path: string): Promise<Resolved | Refused> {
    const problem = lexicalProblem(path);
    if (problem !== null) return { problem };
    try {
      const file = join(await this.#folder(dirname(path)), basename(path));
      const stats = await lstat(file, { bigint: true });
      if (stats.isSymbolicLink()) return await this.#followed(file);
      return this.#checked(file, stats);
    } catch (error) {
      return { problem: reasonOf(error) };
    }
  }

  /**
   * Opens the existing file that a path names, and asks the open file itself where it lies, so that a link that is
   * swapped in after the check wins nothing.
   */
  async open(path: string): Promise<Opened | Refused> {
    const resolved = await this.resolve(path);
    if ('problem' in resolved) return resolved;
    let handle: FileHandle;
    try {
      handle = await open(
        resolved.path,
        constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
      );
    } catch (error) {
      return { problem: reasonOf(error) };
    }
    const stats = await handle.stat({ bigint: true });
    if (stats.isFile() && (await this.#lies(handle, stats, resolved.path)))
      return { path: resolved.path, stats, handle };
    await handle.close();
    return { problem: 'was swapped for another file while it was opened' };
  }

  /** Where a new file may be written: inside the folder, outside our own `.better-synth`, through no link. */
  async resolveOutput(path: string): Promise<{ readonly path: string } | Refused> {
    const problem = lexicalProblem(path);
    if (problem !== null) return { problem };
    try {
      const file = join(await this.#deepest(join(this.root, dirname(path))), basename(path));
      const inside = relative(this.root, file).split(sep);
      if (!this.#inside(file)) return { problem: 'leaves the dataset folder by a link' };
      if (inside[0]?.toLowerCase() === '.better-synth')
        return { problem: 'lies in .better-synth, which is not for results' };
      const found = await lstat(file).catch(() => null);
      return found?.isSymbolicLink() === true
        ? { problem: 'is a link, and links are not written through' }
        : { path: file };
    } catch (error) {
      return { problem: reasonOf(error) };
    }
  }

  async #folder(folder: string): Promise<string> {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const real = await realpath(join(this.root, folder));
    if (real !== this.root && !this.#inside(real)) throw new Leaving();
    this.#folders.set(folder, real);
    return real;
  }

  /** The real path of a folder that may have yet to be made: that of its deepest existing part, and the rest. */
  async #deepest(folder: string): Promise<string> {
    try {
      return await realpath(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || folder === this.root) throw error;
      // A dangling link exists, although what it names does not.
      if ((await lstat(folder).catch(() => null)) !== null) throw new Leaving();
      return join(await this.#deepest(dirname(folder)), basename(folder));
    }
  }

  async #followed(link: string): Promise<Resolved | Refused> {
    const file = await realpath(link);
    return this.#inside(file)
      ? this.#checked(file, await stat(file, { bigint: true }))
      : { problem: reasonOf(new Leaving()) };
  }

  #checked(path: string, stats: BigIntStats): Resolved | Refused {
    if (stats.isFile()) return { path, stats };
    return { problem: stats.isDirectory() ? 'is a folder, not a file' : 'is no regular file' };
  }

  async #lies(handle: FileHandle, stats: BigIntStats, path: string): Promise<boolean> {
    const held = await readlink(`/proc/self/fd/${handle.fd}`).catch(() => null);
    if (held !== null) return this.#inside(held);
    // Without /proc: the path must still be without links, and name the very file that is open.
    const now = await stat(path, { bigint: true });
    return (await realpath(path)) === path && now.dev === stats.dev && now.ino === stats.ino;
  }

  #inside(path: string): boolean {
    return path.startsWith(this.root.endsWith(sep) ? this.root : this.root + sep);
  }
}

class Leaving extends Error {}

function reasonOf(error: unknown): string {
  if (error instanceof Leaving) return 'leaves the dataset folder by a link';
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read';
  if (code === 'ELOOP') return 'is a link that leads nowhere';
  if (code === 'ENAMETOOLONG') return 'is too long for this system';
  if (code === undefined) throw error;
  return `cannot be reached (${code})`;
}
