import type { PictureResult } from '../../models/picture-report.ts';
import type { Raster } from '../../../base/raster.ts';
import type { Deduplicator } from '../../operators/operator.ts';
import type { Draft } from './draft.ts';
import { contentHash, type MeasuringUse } from './measurement.ts';
import { depthOf, type Found, type PictureDesk, type PictureSight, type PictureWant } from './picture-desk.ts';
import type { Sample } from './sample.ts';
import type { RememberedValue, ScoreMemory } from './score-memory.ts';
import type { ScoreRows } from './score-rows.ts';
import type { Stopwatch } from './stopwatch.ts';
import { checked } from './text-steps.ts';

/** An operator of a stage that looks at pictures: its place among all that measure, and what it wants of each. */
export interface PictureUse extends MeasuringUse {
  readonly place: number;
  readonly want: PictureWant;
}

/** The operators of a stage that look at pictures. */
export function pictureUses(uses: readonly MeasuringUse[], stopwatch?: Stopwatch): PictureUse[] {
  return uses.flatMap((measuring, place) => {
    const { use, measurement } = measuring;
    const { operator, parameters, label } = use;
    if ((operator.kind !== 'filter' && operator.kind !== 'deduplicator') || operator.measurePicture === undefined)
      return [];
    const want: PictureWant = {
      name: measurement.scoreKey,
      need: operator.measurePicture.needs,
      asks: { taker: { operator: operator.name, parameters } },
      spent: (seconds) => stopwatch?.add(label, seconds),
    };
    return [{ ...measuring, place, want }];
  });
}

/** One picture of a row as it was found, and seen if anybody wanted to see it. */
export interface Looked {
  readonly path: string;
  readonly found: Found & { readonly ok: true };
  /** Its content key. */
  readonly key: string;
  readonly sight: (PictureSight & { readonly ok: true }) | null;
}

/** What models ask for, beside the operators that look at pictures themselves. */
export interface ModelWants {
  /** The labels of the operators that ask models. */
  readonly labels: readonly string[];
  /** What they want to see of a row's pictures, whose content keys these are. */
  of(draft: Draft, keys: readonly string[]): readonly PictureWant[];
}

/** What became of a row's pictures. */
export interface LookedRow {
  /** Null where one of them cannot be used. */
  readonly pictures: readonly Looked[] | null;
  /** Puts the values into the row. */
  settle(rows: ScoreRows): void;
}

/** A row whose pictures were found, and what is wanted of each. */
interface Asking {
  readonly draft: Draft;
  readonly sample: Sample;
  readonly paths: readonly string[];
  readonly founds: readonly (Found & { readonly ok: true })[];
  readonly wants: readonly PictureWant[];
}

/** A picture that was seen, and could not be looked at once more. */
export class LostPicture extends Error {
  /** Its content key. */
  readonly key: string;

  constructor(key: string, reason: string) {
    super(reason);
    this.key = key;
  }
}

/** Looks at the pictures of samples for all operators of a stage at once. */
export class PictureSteps {
  readonly #uses: readonly PictureUse[];
  readonly #models: ModelWants;
  readonly #desk: PictureDesk;
  readonly #memory: ScoreMemory;

  constructor(
    uses: readonly PictureUse[],
    models: ModelWants,
    { desk, memory }: { desk: PictureDesk; memory: ScoreMemory },
  ) {
    this.#uses = uses;
    this.#models = models;
    this.#desk = desk;
    this.#memory = memory;
  }

  /** Looks at the pictures of a batch of rows: each once for all rows that list it and look as deep. */
  async look(drafts: readonly Draft[]): Promise<LookedRow[]> {
    this.#desk.beginBatch();
    const rows = await Promise.all(drafts.map((draft) => this.#ask(draft)));
    const sights = await this.#see(rows.filter((row) => 'wants' in row));
    return Promise.all(rows.map(async (row) => ('wants' in row ? await this.#looked(row, sights) : row)));
  }

  /** Looks at one picture for a model alone, once more: what it knew of it has been forgotten. @throws LostPicture */
  async again({ path, found, key }: Looked, want: PictureWant): Promise<Raster> {
    const { isHeld: _, ...anyway } = want;
    const sight = await this.#desk.see(path, found, [anyway]);
    if (!sight.ok) throw new LostPicture(key, `${path}: ${sight.reason}`);
    return sight.rasters.get(want.name)!;
  }

  /** Finds a row's pictures, and says what is wanted of them. */
  async #ask(draft: Draft): Promise<Asking | LookedRow> {
    const { sample, input } = draft;
    if (sample === null) return { pictures: null, settle: () => undefined };
    const paths = [...new Set(input.images)];
    const all = await Promise.all(paths.map((path) => this.#desk.find(path)));
    const founds = all.filter((found) => found.ok);
    if (founds.length < all.length) {
      const lost = all.findIndex((found) => !found.ok);
      return this.#lost(draft, `${paths[lost]}: ${(all[lost] as { reason: string }).reason}`);
    }
    const keys = founds.map((found) => found.key!);
    const missing = this.#uses.filter((use) => this.#recall(use, draft, paths, keys) === null);
    return {
      draft,
      sample,
      paths,
      founds,
      wants: [...missing.map(({ want }) => want), ...this.#models.of(draft, keys)],
    };
  }

  /** Looks at each picture for all rows together that need to look equally deep. */
  async #see(rows: readonly Asking[]): Promise<ReadonlyMap<string, PictureSight>> {
    const asked = new Map<string, { path: string; found: Found & { ok: true }; wants: Set<PictureWant> }>();
    for (const { paths, founds, wants } of rows) {
      if (wants.length === 0) continue;
      paths.forEach((path, i) => {
        const known = asked.get(sightKey(path, wants));
        if (known === undefined) asked.set(sightKey(path, wants), { path, found: founds[i]!, wants: new Set(wants) });
        else for (const want of wants) known.wants.add(want);
      });
    }
    const seen = [...asked].map(
      async ([key, { path, found, wants }]) => [key, await this.#desk.see(path, found, [...wants])] as const,
    );
    return new Map(await Promise.all(seen));
  }

  async #looked(row: Asking, sights: ReadonlyMap<string, PictureSight>): Promise<LookedRow> {
    const { draft, paths, founds, wants } = row;
    const looked: Looked[] = [];
    for (const [i, path] of paths.entries()) {
      const sight = wants.length === 0 ? null : sights.get(sightKey(path, wants))!;
      if (sight?.ok === false) return this.#lost(draft, `${path}: ${sight.reason}`);
      // The look may have taught us the hash of the bytes.
      const now = await this.#desk.find(path);
      looked.push({ path, found: founds[i]!, key: now.ok ? now.key! : '', sight });
    }
    return { pictures: looked, settle: (rows) => this.#settle(row, looked, rows) };
  }

  #lost(draft: Draft, reason: string): LookedRow {
    const labels = [...this.#uses.map(({ measurement }) => measurement.label), ...this.#models.labels];
    const settle = (): void => {
      for (const label of labels) draft.failures[label] = reason;
    };
    return { pictures: null, settle };
  }

  #settle({ draft, sample, paths, wants }: Asking, looked: readonly Looked[], rows: ScoreRows): void {
    for (const { path, sight } of looked) {
      const flags = sight?.flags ?? [];
      if (flags.length > 0) draft.flags[path] = flags.join(', ');
    }
    const keys = looked.map(({ key }) => key);
    for (const use of this.#uses) {
      try {
        const values = wants.includes(use.want)
          ? valuesOf(use, draft, sample, looked)
          : this.#recall(use, draft, paths, keys)!;
        rows.set(draft.index, use.place, picturesContent(use, draft, paths, keys), values);
      } catch (error) {
        draft.failures[use.measurement.label] = error instanceof Error ? error.message : String(error);
      }
    }
  }

  #recall(
    use: PictureUse,
    draft: Draft,
    paths: readonly string[],
    keys: readonly string[],
  ): readonly RememberedValue[] | null {
    return this.#memory.recall(use.measurement.scoreKey, draft.input.row, picturesContent(use, draft, paths, keys));
  }
}

function sightKey(path: string, wants: readonly PictureWant[]): string {
  return `${depthOf(wants)} ${path}`;
}

/** The content hash of a row's pictures as they are listed, with the text where that counts too. */
export function picturesContent(
  { measurement }: MeasuringUse,
  { sample, input }: Draft,
  paths: readonly string[],
  keys: readonly string[],
): bigint {
  const listed = input.images.map((path) => keys[paths.indexOf(path)]).join('\0');
  return contentHash(measurement.of === 'both' ? `${sample!.keptText(measurement.label)}\0${listed}` : listed);
}

function valuesOf(use: PictureUse, draft: Draft, sample: Sample, looked: readonly Looked[]): RememberedValue[] {
  const { operator, parameters } = use.use;
  const results = new Map(looked.map(({ path, sight }) => [path, sight!.results.get(use.want.name)!]));
  const result = (path: string): Exclude<PictureResult, { readonly error: string }> => {
    const value = results.get(path)!;
    if (typeof value === 'object' && 'error' in value) throw new Error(`${path}: ${String(value.error)}`);
    return value;
  };
  if (operator.kind === 'deduplicator') {
    const hashes = looked.map(({ path }) => result(path) as string);
    const view = sample.withText(sample.keptText(use.measurement.label));
    return [(operator as Deduplicator<unknown>).fingerprint(parameters)(view, hashes)];
  }
  const listed =
    operator.kind === 'filter' && operator.pictures === 'unique' ? [...results.keys()] : draft.input.images;
  return use.measurement.columns.map((column) =>
    checked(
      column,
      listed.map((path) => (result(path) as Record<string, number>)[column.key]!),
    ),
  );
}
