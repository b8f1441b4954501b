import type { Raster } from '../../../base/raster.ts';
import { Recent } from '../../../base/recent.ts';
import type {
  PictureInput,
  PictureReport,
  PictureRequest,
  PictureResult,
  PictureTaker,
} from '../../models/picture-report.ts';
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

/** Something that is wanted of pictures: an operator's measurement, or what a model looks at. */
export interface PictureWant {
  /** One name, one answer. */
  readonly name: string;
  readonly need: PictureNeed;
  readonly asks: { readonly taker: PictureTaker } | { readonly input: PictureInput };
  /** Whether a picture of this content needs no answer any more: what it is for is at hand. */
  readonly isHeld?: (key: string) => boolean;
  /** Told what an answer took in seconds, its share of reading and decoding included. */
  readonly spent: (seconds: number) => void;
}

/** What was seen of a picture, by the names of those who wanted it; or why it cannot be used. */
export type PictureSight =
  | {
      readonly ok: true;
      readonly flags: readonly string[];
      readonly results: ReadonlyMap<string, PictureResult>;
      readonly rasters: ReadonlyMap<string, Raster>;
    }
  | { readonly ok: false; readonly reason: string };

/** What is remembered of looking at a picture as deep as somebody needs. */
type Known =
  | { readonly ok: true; readonly results: ReadonlyMap<string, PictureResult>; readonly flags: readonly string[] }
  | { readonly ok: false; readonly reason: string };

const nothingKnown: Known = { ok: true, results: new Map(), flags: [] };

/** How many pictures are remembered, so that samples that share a picture share its decoding. */
const rememberedPictures = 100_000;

const depths: readonly PictureNeed[] = ['file', 'header', 'pixels'];

/** How deep those who want something have to look. */
export function depthOf(wants: readonly PictureWant[]): PictureNeed {
  return depths[Math.max(...wants.map(({ need }) => depths.indexOf(need)))]!;
}

/** Where a stage gets its pictures looked at: what is known of one is not looked at again, however many samples list it. */
export class PictureDesk {
  readonly #find: (path: string) => Promise<Found>;
  readonly #decode: (absolute: string, request: Omit<PictureRequest, 'path'>) => Promise<PictureReport>;
  readonly #book: PictureBook;
  readonly #found = new Recent<string, Promise<Found>>(rememberedPictures);
  readonly #known = new Recent<string, Known>(rememberedPictures);
  /** By path and name; pictures for models are too large to be remembered beyond a batch. */
  readonly #rasters = new Map<string, Map<string, Raster>>();
  #looked = 0;
  #decoded = 0;

  constructor(
    find: (path: string) => Promise<Found>,
    decode: (absolute: string, request: Omit<PictureRequest, 'path'>) => Promise<PictureReport>,
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

  /** Begins a batch of samples: what was made of pictures for models is let go. */
  beginBatch(): void {
    this.#rasters.clear();
  }

  /**
   * Looks at a picture for some who want it, at once; for those whose answers are known it is not looked at. What comes
   * of it depends on the picture and these wants alone: whether it was looked at deeper for others does not count.
   */
  async see(path: string, found: Found & { ok: true }, wants: readonly PictureWant[]): Promise<PictureSight> {
    const key = `${depthOf(wants)} ${path}`;
    const known = this.#known.get(key) ?? nothingKnown;
    if (!known.ok) return known;
    const rasters = this.#rasters.get(path) ?? new Map<string, Raster>();
    const facts = this.#book.get(path);
    const content = facts?.identity === found.identity ? facts.sha256 : null;
    const open = wants.filter(
      ({ name, isHeld }) =>
        !known.results.has(name) && !rasters.has(name) && !(content !== null && isHeld?.(content) === true),
    );
    if (open.length === 0) return { ...known, flags: known === nothingKnown ? facts!.flags : known.flags, rasters };
    const report = await this.#look(path, found, open);
    if (!report.ok) {
      this.#known.set(key, report);
      return report;
    }
    const results = new Map(known.results);
    share(report, open, results, rasters);
    const now = { ok: true, results, flags: [...new Set([...known.flags, ...report.flags])] } as const;
    this.#known.set(key, now);
    this.#rasters.set(path, rasters);
    return { ...now, rasters };
  }

  async #look(path: string, found: Found & { ok: true }, wants: readonly PictureWant[]): Promise<PictureReport> {
    this.#looked++;
    const need = depthOf(wants);
    const takers = wants.flatMap(({ asks }) => ('taker' in asks ? asks.taker : []));
    const inputs = wants.flatMap(({ asks }) => ('input' in asks ? asks.input : []));
    const report = await this.#decode(found.absolute, { takers, inputs, need });
    if (report.ok) {
      if (report.decoded) this.#decoded++;
      this.#remember(path, found.identity, report);
    } else if (this.#book.get(path)?.identity !== found.identity) {
      this.#book.set(path, { ...unseen, identity: found.identity });
    }
    return report;
  }

  #remember(path: string, identity: string, report: PictureReport & { ok: true }): void {
    const known = this.#book.get(path);
    const sha256 = report.sha256 ?? (known?.identity === identity ? known.sha256 : null);
    this.#book.set(path, { identity, sha256, width: report.width, height: report.height, flags: report.flags });
  }
}

/** Gives everybody the answer, and tells what it took: reading and decoding is work for all alike. */
function share(
  { results, inputs, seconds }: PictureReport & { ok: true },
  wants: readonly PictureWant[],
  byName: Map<string, PictureResult>,
  rasters: Map<string, Raster>,
): void {
  const each = seconds.load / wants.length;
  let [taker, input] = [0, 0];
  for (const { name, asks, spent } of wants) {
    if ('taker' in asks) {
      byName.set(name, results[taker]!);
      spent(each + seconds.takers[taker++]!);
    } else {
      rasters.set(name, inputs[input]!);
      spent(each + seconds.inputs[input++]!);
    }
  }
}
