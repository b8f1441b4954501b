import { memoised } from '../../../../base/memoised.ts';
import { hashFile } from '../../../store/part-check.ts';
import { unseen, type Found, type PictureFacts } from '../../measure/picture-desk.ts';
import type { StoredPictureBook } from '../../pictures.ts';

/** A picture's file with the hash of its bytes, or why it cannot be used. */
export type HashedPicture =
  | {
      readonly ok: true;
      /** As the sample names it. */
      readonly path: string;
      readonly absolute: string;
      readonly identity: string;
      readonly sha256: string;
    }
  | { readonly ok: false; readonly reason: string };

/**
 * Hashes of pictures by path: remembered by the book where the file is as it was, else read. Each path is looked at
 * once: a stage sees a picture as it was then, whatever becomes of its file meanwhile.
 */
export function pictureHasher(
  find: (path: string) => Promise<Found>,
  book: StoredPictureBook,
): (path: string) => Promise<HashedPicture> {
  return memoised(async (path): Promise<HashedPicture> => {
    const found = await find(path);
    const known = book.get(path);
    // A stage's pictures are told by the book, so what it says of another file is put right.
    const note = (facts: Omit<PictureFacts, 'identity'>, identity: string): void => {
      if (known?.identity !== identity) book.set(path, { ...facts, identity });
    };
    if (!found.ok) {
      note(unseen, found.reason);
      return found;
    }
    const { absolute, identity } = found;
    try {
      const sha256 = (known?.identity === identity ? known.sha256 : null) ?? (await hashFile(absolute));
      note(known !== undefined && known.sha256 === sha256 ? known : { ...unseen, sha256 }, identity);
      if (sha256 === null) return { ok: false, reason: 'the file went away while it was looked for' };
      return { ok: true, path, absolute, identity, sha256 };
    } catch (error) {
      note(unseen, identity);
      return { ok: false, reason: error instanceof Error ? error.message : String(error) };
    }
  });
}
