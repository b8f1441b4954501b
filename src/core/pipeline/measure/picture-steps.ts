import type { PictureReport } from '../../models/picture-report.ts';
import type { Deduplicator, PictureNeed } from '../../operators/operator.ts';
import type { Draft } from './draft.ts';
import { contentHash, type MeasuringUse } from './measurement.ts';
import type { PictureDesk, PictureWants } from './picture-desk.ts';
import type { Sample } from './sample.ts';
import type { RememberedValue, ScoreMemory } from './score-memory.ts';
import type { ScoreRows } from './score-rows.ts';
import type { Stopwatch } from './stopwatch.ts';
import { checked } from './text-steps.ts';

/** A stage's operators that look at pictures, with their places among all that measure. */
export interface PictureUse extends MeasuringUse {
  readonly place: number;
  readonly need: PictureNeed;
}

/** The operators of a stage that look at pictures. */
export function pictureUses(uses: readonly MeasuringUse[]): PictureUse[] {
  return uses.flatMap((measuring, place) => {
    const { operator } = measuring.use;
    if ((operator.kind !== 'filter' && operator.kind !== 'deduplicator') || operator.measurePicture === undefined)
      return [];
    return [{ ...measuring, place, need: operator.measurePicture.needs }];
  });
}

type Looked = { readonly path: string; readonly key: string; readonly report: PictureReport | null };

/** Looks at the pictures of samples for all operators of a stage at once. */
export class PictureSteps {
  readonly #uses: readonly PictureUse[];
  readonly #desk: PictureDesk;
  readonly #memory: ScoreMemory;
  readonly #stopwatch: Stopwatch;

  constructor(uses: readonly PictureUse[], desk: PictureDesk, memory: ScoreMemory, stopwatch: Stopwatch) {
    this.#stopwatch = stopwatch;
    this.#uses = uses;
    this.#desk = desk;
    this.#memory = memory;
  }

  /** Begins to look at a row's pictures; the answer puts the values into the row. */
  async look(draft: Draft): Promise<(rows: ScoreRows) => void> {
    if (draft.sample === null || this.#uses.length === 0) return () => undefined;
    const paths = [...new Set(draft.input.images)];
    const founds = await Promise.all(paths.map((path) => this.#desk.find(path)));
    const lost = founds.findIndex((found) => !found.ok);
    const lostReason = founds[lost]?.ok === false ? founds[lost].reason : undefined;
    if (lostReason !== undefined) return () => this.#fail(draft, `${paths[lost]}: ${lostReason}`);
    const keys = founds.map((found) => (found.ok ? found.key! : ''));
    const missing = this.#uses.filter((use) => this.#recall(use, draft, keys) === null);
    const wants: PictureWants = {
      name: missing.map(({ place }) => place).join(),
      // Reading and decoding is work for all takers alike.
      onLooked: ({ load, takers }) =>
        missing.forEach(({ use }, i) => this.#stopwatch.add(use.label, takers[i]! + load / missing.length)),
      takers: missing.map(({ use }) => ({ operator: use.operator.name, parameters: use.parameters })),
      need: missing.reduce<PictureNeed>(
        (most, { need }) => (needs.indexOf(need) > needs.indexOf(most) ? need : most),
        'file',
      ),
    };
    const looked = await Promise.all(
      founds.map(async (found, i): Promise<Looked> => {
        const path = paths[i]!;
        const report = missing.length > 0 && found.ok ? await this.#desk.measure(path, found, wants) : null;
        // The look may have taught us the hash of the bytes.
        const now = report === null ? found : await this.#desk.find(path);
        return { path, key: now.ok ? now.key! : '', report };
      }),
    );
    return (rows) => this.#settle(draft, draft.sample!, looked, missing, rows);
  }

  #settle(
    draft: Draft,
    sample: Sample,
    looked: readonly Looked[],
    missing: readonly PictureUse[],
    rows: ScoreRows,
  ): void {
    const broken = looked.find(({ report }) => report?.ok === false);
    if (broken?.report?.ok === false) {
      this.#fail(draft, `${broken.path}: ${broken.report.reason}`);
      return;
    }
    for (const { path, report } of looked)
      if (report?.ok && report.flags.length > 0) draft.flags[path] = report.flags.join(', ');
    const keys = looked.map(({ key }) => key);
    for (const use of this.#uses) {
      const taker = missing.indexOf(use);
      try {
        const values = taker === -1 ? this.#recall(use, draft, keys)! : valuesOf(use, taker, draft, sample, looked);
        rows.set(draft.index, use.place, this.#content(use, draft, keys), values);
      } catch (error) {
        draft.failures[use.measurement.label] = error instanceof Error ? error.message : String(error);
      }
    }
  }

  #content({ measurement }: PictureUse, { sample }: Draft, keys: readonly string[]): bigint {
    return contentHash(
      measurement.of === 'both' ? `${sample!.keptText(measurement.label)}\0${keys.join('\0')}` : keys.join('\0'),
    );
  }

  #recall(use: PictureUse, draft: Draft, keys: readonly string[]): readonly RememberedValue[] | null {
    return this.#memory.recall(use.measurement.scoreKey, draft.input.row, this.#content(use, draft, keys));
  }

  #fail(draft: Draft, reason: string): void {
    for (const { measurement } of this.#uses) draft.failures[measurement.label] = reason;
  }
}

const needs: readonly PictureNeed[] = ['file', 'header', 'pixels'];

function valuesOf(
  use: PictureUse,
  taker: number,
  draft: Draft,
  sample: Sample,
  looked: readonly Looked[],
): RememberedValue[] {
  const byPath = new Map(looked.map(({ path, report }) => [path, report!.ok ? report!.results[taker] : undefined]));
  const { operator, parameters } = use.use;
  const result = (path: string): Record<string, number> | string => {
    const value = byPath.get(path);
    if (value === undefined) throw new Error(`${path} was not measured`);
    if (typeof value === 'object' && 'error' in value) throw new Error(`${path}: ${String(value.error)}`);
    return value;
  };
  if (operator.kind === 'deduplicator') {
    const hashes = looked.map(({ path }) => result(path) as string);
    const view = sample.withText(sample.keptText(use.measurement.label));
    return [(operator as Deduplicator<unknown>).fingerprint(parameters)(view, hashes)];
  }
  const listed = operator.kind === 'filter' && operator.pictures === 'unique' ? [...byPath.keys()] : draft.input.images;
  return use.measurement.columns.map((column) =>
    checked(
      column,
      listed.map((path) => (result(path) as Record<string, number>)[column.key]!),
    ),
  );
}
