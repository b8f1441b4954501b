/** What a select stage knows of each row besides its scores: pictures, origin, cluster. */
import { ProductError } from '../../../protocol/errors.ts';
import type { SelectStage } from '../../recipe/recipe.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { keptRows, type Chain } from '../chain.ts';
import { partOf, type CompletedStage } from '../completed.ts';
import type { StageContext } from './stage-context.ts';

/** The rows that enter, the number of their set of pictures (−1: none), and which were synthesized. */
export async function enteringRows({ duck, chain }: Pick<StageContext, 'duck' | 'chain'>) {
  const set = 'list_sort(list_distinct(images))';
  const picture = `CASE WHEN coalesce(len(images), 0) = 0 THEN -1 ELSE dense_rank() OVER (ORDER BY ${set}) END`;
  const origin = `CASE WHEN origin = 'synthesized' THEN 1 ELSE 0 END`;
  const entering = await selectRows(
    duck,
    `SELECT row, (${picture})::INTEGER AS picture, (${origin})::INTEGER AS synthesized
      FROM (${keptRows(chain, ['images', 'origin'])}) ORDER BY row`,
  );
  return {
    rows: column(entering, 'row', 'int'),
    picture: column(entering, 'picture', 'int'),
    synthesized: Uint8Array.from(column(entering, 'synthesized', 'int')),
  };
}

/**
 * Cluster and unrounded distance of each row; a row without any has those of its nearest ancestor that has, dropped or
 * not, and else −1 and NaN. Without a cluster stage all are one cluster, which `dynamic-increase` cannot use.
 */
export async function clustersOf(
  stage: Pick<SelectStage, 'name' | 'strategy'>,
  { duck, store, chain }: Pick<StageContext, 'duck' | 'store' | 'chain'>,
  completed: readonly CompletedStage[],
  rows: Int32Array,
): Promise<{ cluster: Int32Array; distance: Float64Array }> {
  const clusters = completed.filter(({ kind }) => kind === 'cluster').at(-1);
  const part = clusters === undefined ? undefined : partOf(clusters, 'clusters');
  if (part === undefined) {
    if (stage.strategy !== 'dynamic-increase')
      return { cluster: new Int32Array(rows.length), distance: new Float64Array(rows.length) };
    throw new ProductError('usage', 'select: dynamic-increase needs clusters.', {
      where: `stage ${stage.name}`,
      next: 'Put a cluster stage before it.',
    });
  }
  const stored = await store.readColumns([part.part], ['row', 'cluster', 'distance']);
  const places = new Map(Array.from(column(stored, 'row', 'int'), (row, place) => [row, place]));
  const parents = await parentsOf(duck, chain);
  const placeOf = (row: number | undefined): number | undefined =>
    row === undefined ? undefined : (places.get(row) ?? placeOf(parents.get(row)));
  const found = Array.from(rows, placeOf);
  const [cluster, distance] = [column(stored, 'cluster', 'int'), column(stored, 'distance', 'double')];
  return {
    cluster: Int32Array.from(found, (place) => (place === undefined ? -1 : cluster[place]!)),
    distance: Float64Array.from(found, (place) => (place === undefined ? NaN : distance[place]!)),
  };
}

/** The parent of each synthesized row. */
async function parentsOf(duck: StageContext['duck'], { samples }: Chain): Promise<ReadonlyMap<number, number>> {
  const created = await selectRows(duck, `SELECT row, parent_row FROM ${samples} WHERE origin = 'synthesized'`);
  const parents = column(created, 'parent_row', 'int');
  return new Map(Array.from(column(created, 'row', 'int'), (row, i) => [row, parents[i]!]));
}
