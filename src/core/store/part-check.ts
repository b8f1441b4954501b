/** The hashes of parts: Parquet with one flipped bit is mostly read without an error, and wrong. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { ProductError } from '../../protocol/errors.ts';
import { isErrno } from './disk-errors.ts';

/** A part, as it is registered. */
export interface Part {
  readonly sha256: string;
  /** What it holds, in the caller's words: named when it is damaged. */
  readonly kind: string;
  readonly rows: number;
  readonly bytes: number;
}

/** Where a part stands. Only our own hexadecimal names reach a path. */
export function partPath(folder: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`not a part's name: ${JSON.stringify(sha256)}`);
  return join(folder, `${sha256}.parquet`);
}

/** The SHA-256 of a file as it lies on the disk, or null where there is none. */
export async function hashFile(path: string): Promise<string | null> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(1 << 20);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}

/** Remembers which parts this process has checked. */
export class PartCheck {
  readonly #folder: string;
  readonly #checked = new Map<string, Promise<void>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Checks the parts that were not checked yet. @throws ProductError `damaged`. */
  async check(parts: readonly Part[]): Promise<void> {
    await Promise.all(parts.map((part) => this.#once(part)));
  }

  async #once(part: Part): Promise<void> {
    let done = this.#checked.get(part.sha256);
    if (done === undefined) {
      done = checkPart(this.#folder, part).catch((error: unknown) => {
        this.#checked.delete(part.sha256);
        throw error;
      });
      this.#checked.set(part.sha256, done);
    }
    await done;
  }
}

async function checkPart(folder: string, part: Part): Promise<void> {
  const path = partPath(folder, part.sha256);
  const found = await hashFile(path);
  if (found === part.sha256) return;
  const what = found === null ? 'is missing' : 'is damaged: its content no longer matches its name';
  throw new ProductError(
    'damaged',
    `The stored part ${path} (${part.kind}, ${part.rows.toLocaleString('en')} rows) ${what}.`,
    {
      where: path,
      safe: 'Your dataset, edits and tags are elsewhere and are not concerned.',
      next: 'Run `better-synth fsck --repair`, then `better-synth run`: it computes again what the part held.',
    },
  );
}
