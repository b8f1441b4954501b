import type { PictureReport, PictureTaker } from '../../models/picture-report.ts';
import type { PictureNeed } from '../../operators/operator.ts';

/** A picture file as it stands on disk now. */
export type Found =
  | { readonly ok: true; readonly absolute: string; readonly identity: string }
  | { readonly ok: false; readonly reason: string };

/** What is known of a picture: what the file was when it was looked at, and what came of it. */
export interface PictureFacts {
  /** Size, times and inode: while they stay, the content is taken to stay. Where there was no file, the reason. */
  readonly identity: string;
  /** SHA-256 of the bytes; null while the picture was never read as a whole. */
  readonly sha256: string | null;
  readonly width: number;
  readonly height: number;
  readonly flags: readonly string[];
}

/** What is known of a picture that could not be looked at. */
export const unseen = { sha256: null, width: 0, height: 0, flags: [] } as const;

/** The content key of a picture: the hash of its bytes where it is known, else its identity. */
export function pictureKey(facts: Pick<PictureFacts, 'identity' | 'sha256'>): string {
  return facts.sha256 ?? facts.identity;
}

/** Remembers pictures by path across stages and runs. */
export interface PictureBook {
  get(path: string): PictureFacts | undefined;
  set(path: string, facts: PictureFacts): void;
}

/** What a stage wants of each picture. */
export interface PictureWants {
  /** Tells one set of takers from another. */
  readonly name: string;
  readonly takers: readonly PictureTaker[];
  readonly need: PictureNeed;
  /** Told how long a picture took, once for each that is really looked at. */
  onLooked(seconds: PictureSeconds): void;
}

/** Time in a decoder: to read and decode, and per taker. */
export type PictureSeconds = (PictureReport & { ok: true })['seconds'];

/** How many looks are remembered, so that samples that share a picture share its decoding. */
const rememberedLooks = 100_000;

/** Where a stage gets its pictures looked at: each path once, however many samples list it. */
export class PictureDesk {
  readonly #find: (path: string) => Promise<Found>;
  readonly #decode: (absolute: string, wants: PictureWants) => Promise<PictureReport>;
  readonly #book: PictureBook;
  readonly #found = new Recent<Promise<Found>>(rememberedLooks);
  readonly #reports = new Recent<Promise<PictureReport>>(rememberedLooks);
  #looked = 0;
  #decoded = 0;

  constructor(
    find: (path: string) => Promise<Found>,
    decode: (absolute: string, wants: PictureWants) => Promise<PictureReport>,
    book: PictureBook,
  ) {
    this.#find = find;
    this.#decode = decode;
    this.#book = book;
  }

  /** How many pictures were looked at so far. */
  get looked(): number {
    return this.#looked;
  }

  /** How many of them were decoded; the others were only read as far as was needed. */
  get decoded(): number {
    return this.#decoded;
  }

  /** The file behind a path, and its content key if the bytes are known already. */
  async find(path: string): Promise<Found & { readonly key?: string }> {
    const found = await this.#found.once(path, () => this.#find(path));
    const known = this.#book.get(path);
    if (!found.ok) {
      if (known?.identity !== found.reason) this.#book.set(path, { ...unseen, identity: found.reason });
      return found;
    }
    return { ...found, key: known?.identity === found.identity ? pictureKey(known) : found.identity };
  }

  /** Looks at a picture for the takers; the second who asks for a path gets the first one's answer. */
  measure(path: string, found: Found & { ok: true }, wants: PictureWants): Promise<PictureReport> {
    return this.#reports.once(`${path}\0${wants.name}`, async () => {
      this.#looked++;
      const report = await this.#decode(found.absolute, wants);
      if (report.ok) {
        if (report.decoded) this.#decoded++;
        this.#remember(path, found.identity, report);
        wants.onLooked(report.seconds);
      } else if (this.#book.get(path)?.identity !== found.identity) {
        this.#book.set(path, { ...unseen, identity: found.identity });
      }
      return report;
    });
  }

  #remember(path: string, identity: string, report: PictureReport & { ok: true }): void {
    const known = this.#book.get(path);
    const sha256 = report.sha256 ?? (known?.identity === identity ? known.sha256 : null);
    this.#book.set(path, { identity, sha256, width: report.width, height: report.height, flags: report.flags });
  }
}

/** A map that forgets its oldest entries. */
class Recent<V> {
  readonly #entries = new Map<string, V>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  once(key: string, make: () => V): V {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#entries.set(key, made);
    if (this.#entries.size > this.#limit) this.#entries.delete(this.#entries.keys().next().value!);
    return made;
  }
}
