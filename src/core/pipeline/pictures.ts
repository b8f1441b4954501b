import { createHash } from 'node:crypto';
import type { PathResolver } from '../dataset/resolve-path.ts';
import type { DecoderPool } from '../models/decoder-pool.ts';
import { column } from '../store/columns.ts';
import { hashFile } from '../store/part-check.ts';
import { selectBatches } from '../store/rows.ts';
import { partsOfRole } from '../store/state/stages.ts';
import { presentRows, type Chain } from './chain.ts';
import {
  PictureDesk,
  pictureKey,
  unseen,
  type Found,
  type PictureBook,
  type PictureFacts,
} from './measure/picture-desk.ts';
import type { Session } from './session.ts';

/** The pictures of a dataset as earlier runs saw them; new facts are passed on to be stored. */
export class StoredPictureBook implements PictureBook {
  readonly #facts = new Map<string, PictureFacts>();
  /** Gets every new fact. */
  onSet: (path: string, facts: PictureFacts) => void = () => undefined;

  get(path: string): PictureFacts | undefined {
    return this.#facts.get(path);
  }

  entries(): IterableIterator<[string, PictureFacts]> {
    return this.#facts.entries();
  }

  set(path: string, facts: PictureFacts): void {
    this.#facts.set(path, facts);
    this.onSet(path, facts);
  }

  /** Reads what all runs that are still kept have stored, the newest winning. */
  static async load(session: Pick<Session, 'state' | 'store'>): Promise<StoredPictureBook> {
    const book = new StoredPictureBook();
    const parts = partsOfRole(session.state, 'pictures')
      .map(({ part }) => part)
      .filter((part) => session.store.isThere(part))
      .reverse();
    const names = ['path', 'identity', 'sha256', 'width', 'height', 'flags'];
    for await (const batch of session.store.stream(parts, names)) {
      const [paths, identities, hashes, flags] = ['path', 'identity', 'sha256', 'flags'].map((name) =>
        column(batch, name, 'text'),
      );
      const widths = column(batch, 'width', 'int');
      const heights = column(batch, 'height', 'int');
      for (let i = 0; i < batch.rows; i++) {
        const known = { identity: identities![i]!, sha256: hashes![i]!, width: widths[i]!, height: heights[i]! };
        book.#facts.set(paths![i]!, { ...known, flags: flags![i]?.split(' ') ?? [] });
      }
    }
    return book;
  }
}

/** How a stage finds the file behind a path, with what tells whether it has changed. */
export function pictureFinder(resolver: PathResolver): (path: string) => Promise<Found> {
  return async (path) => {
    const found = await resolver.resolve(path);
    if ('problem' in found) return { ok: false, reason: found.problem };
    const { size, mtimeNs, ctimeNs, ino } = found.stats;
    return { ok: true, absolute: found.path, identity: [size, mtimeNs, ctimeNs, ino].join('-') };
  };
}

/**
 * A finder that hashes a file again which was touched or moved: the same bytes are the same picture, and the book knows
 * it from now on. One file after the other: a batch of pictures is asked for at once.
 */
export function recognisingFinder(find: PictureSource['find'], book: PictureBook): PictureSource['find'] {
  let last = Promise.resolve();
  return async (path) => {
    const found = await find(path);
    const known = book.get(path);
    if (!found.ok || known === undefined || known.identity === found.identity || known.sha256 === null) return found;
    last = last.then(async () => {
      const same = (await hashFile(found.absolute)) === known.sha256;
      if (same) book.set(path, { ...known, identity: found.identity });
    });
    await last;
    return found;
  };
}

/** A desk over files that are found and remembered so; without decoders nobody may look at a picture. */
export function openDesk(
  { find, book }: { readonly find: PictureSource['find']; readonly book: PictureBook },
  pool: DecoderPool | null,
): PictureDesk {
  return new PictureDesk(recognisingFinder(find, book), (path, request) => pool!.measure({ path, ...request }), book);
}

/** Digests of a stage's pictures. A stage whose files or whose contents are as they were has the same pictures. */
export interface PicturesDigest {
  /** Of their sizes, times and inodes. */
  readonly files: string;
  /** Of their bytes, where these are known. */
  readonly contents: string;
}

/** Where a stage's pictures are listed, found and remembered. */
export interface PictureSource {
  readonly duck: Session['duck'];
  readonly chain: Chain;
  readonly find: (path: string) => Promise<Found>;
  readonly book: () => Promise<StoredPictureBook>;
}

/** Digests of the pictures as they were when they were looked at; they may have changed since. */
export async function seenPictures(source: PictureSource): Promise<PicturesDigest> {
  const book = await source.book();
  const [files, contents] = await digestsOf(source, async (path) => {
    const facts = book.get(path) ?? { ...unseen, identity: identityOf(await source.find(path)) };
    return [facts.identity, pictureKey(facts)];
  });
  return { files: files!, contents: contents! };
}

/** Whether the pictures are still those that were seen. */
export async function arePicturesSame(source: PictureSource, seen: PicturesDigest): Promise<boolean> {
  const { find } = source;
  const [files] = await digestsOf(source, async (path) => [identityOf(await find(path))]);
  if (files === seen.files) return true;
  const book = await source.book();
  const recognise = recognisingFinder(find, book);
  const [contents] = await digestsOf(source, async (path) => {
    const identity = identityOf(await recognise(path));
    const known = book.get(path);
    return [known?.identity === identity ? pictureKey(known) : identity];
  });
  return contents === seen.contents;
}

/** Whether every picture that is known of is as it was when it was looked at. */
export async function areAllAsSeen({ find, book }: PictureSource): Promise<boolean> {
  for (const [path, { identity }] of (await book()).entries()) {
    if (identityOf(await find(path)) !== identity) return false;
  }
  return true;
}

/** One digest for each of a picture's keys. */
async function digestsOf(
  { duck, chain }: PictureSource,
  keysOf: (path: string) => Promise<readonly string[]>,
): Promise<string[]> {
  const hashes = [createHash('sha256'), createHash('sha256')];
  for await (const batch of selectBatches(duck, presentRows(chain, ['images']), 1024)) {
    const keys = await Promise.all(column(batch, 'images', 'texts').values.map(keysOf));
    hashes.forEach((hash, i) => hash.update(keys.map((list) => list[i] ?? '').join('\n')).update('\n'));
  }
  return hashes.map((hash) => hash.digest('hex'));
}

function identityOf(found: Found): string {
  return found.ok ? found.identity : found.reason;
}
