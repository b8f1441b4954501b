import { isDeepStrictEqual } from 'node:util';
import { filterDecision } from '../../../src/core/pipeline/decide/filter.ts';
import { resolveBounds } from '../../../src/core/pipeline/decide/bounds.ts';
import type { Filter, Values } from '../../../src/core/operators/operator.ts';
import type { OperatorUse } from '../../../src/core/recipe/recipe.ts';
import { scores } from '../../support/decide.ts';
import { shown, type FilterRun, type TableSample } from './tables.ts';

/** What a filter measured for one sample; null where it failed. */
export type Measured = Readonly<Record<string, number | Values>> | null;

const tolerance = 1e-9;

/** How ours differs from the peer in one run: other keys, values further off than 1e-9, other decisions. */
export function differences(
  use: OperatorUse,
  run: FilterRun,
  samples: readonly TableSample[],
  ours: readonly Measured[],
): string[] {
  const filter = use.operator as Filter<unknown>;
  const found: string[] = [];
  const shownKeys = filter.statistics.filter(({ hidden }) => hidden !== true).map(({ key }) => key);
  if (shownKeys.length > 0 && !isDeepStrictEqual([...shownKeys].sort(), Object.keys(run.stats).sort())) {
    found.push(`keys ${shownKeys.join()} instead of ${Object.keys(run.stats).join()}`);
  }
  samples.forEach((sample, i) => {
    const values = ours[i]!;
    const place = `${JSON.stringify(run.parameters)} ${shown(sample)}`;
    for (const key of shownKeys) {
      const theirs = run.stats[key]?.[i] ?? null;
      if (!close(values?.[key] ?? null, theirs))
        found.push(`${place}: ${key} ${show(values?.[key])} instead of ${show(theirs)}`);
    }
    // What the peer fails at, it drops: ours may drop it or fail, too.
    const kept = values === null ? '0' : String(Number(keeps(use, values)));
    const theirs = run.keep[i] === 'E' ? '0' : run.keep[i]!;
    if (kept !== theirs) found.push(`${place}: ${kept} instead of ${run.keep[i]}`);
  });
  if (samples.length !== run.keep.length) found.push('a sample without an answer');
  return found;
}

/** The decision of the product about one sample. */
export function keeps(use: OperatorUse, values: Readonly<Record<string, number | Values>>): boolean {
  const filter = use.operator as Filter<unknown>;
  const columns = filter.statistics.map(({ key }) => scores([values[key] ?? []]));
  const { bounds } = resolveBounds(use, () => new Float64Array(), new Int32Array());
  return filterDecision(use, bounds, columns, Int32Array.of(0)).dropped[0] === 0;
}

function close(ours: number | Values | null, theirs: number | string | readonly number[] | null): boolean {
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    return ours.length === theirs.length && ours.every((value, i) => close(value as number, (theirs as number[])[i]!));
  }
  return typeof ours === 'number' && typeof theirs === 'number'
    ? Math.abs(ours - theirs) <= tolerance
    : ours === theirs;
}

function show(value: unknown): string {
  return JSON.stringify(value ?? null);
}
