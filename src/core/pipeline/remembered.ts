import { column, doublesAt, type Batch } from '../store/columns.ts';
import { partsOfRole } from '../store/state/stages.ts';
import type { Measurement } from './measure/measurement.ts';
import { ScoreMemory, type RememberedValue } from './measure/score-memory.ts';
import type { Session } from './session.ts';

/** Values of earlier runs are looked into up to so many times those of the largest: it bounds the memory. */
const sources = 2;

/** What earlier runs measured under the same score keys, so that it is not measured again. */
export async function rememberedScores(
  { state, store }: Pick<Session, 'state' | 'store'>,
  wanted: readonly Measurement[],
): Promise<ScoreMemory> {
  const memory = new ScoreMemory();
  const parts = [...partsOfRole(state, 'scores'), ...partsOfRole(state, 'segment-scores')]
    .filter(({ part }) => store.isThere(part))
    .map((found) => ({
      ...found,
      measurements: (found.meta as unknown as { measurements: Measurement[] }).measurements,
    }));
  for (const { scoreKey } of wanted) {
    const found = parts.flatMap(({ part, run, measurements }) => {
      const measurement = measurements.find((known) => known.scoreKey === scoreKey);
      return measurement === undefined ? [] : [{ part, run, measurement }];
    });
    // The segments that a killed run left are read as one.
    const groups = [...Map.groupBy(found, ({ run, measurement }) => `${run} ${measurement.content}`).values()];
    const sizes = groups.map((group) => group.reduce((sum, { part }) => sum + part.rows, 0));
    let room = sources * Math.max(0, ...sizes);
    for (const [i, group] of groups.entries()) {
      room -= sizes[i]!;
      if (room < 0) break;
      const { measurement } = group[0]!;
      const names = ['row', measurement.content, ...measurement.columns.map(({ name }) => name)];
      const inOrder = group.map(({ part }) => part).reverse();
      const batch = await store.readColumns(inOrder, names);
      memory.add(scoreKey, {
        row: column(batch, 'row', 'int'),
        content: column(batch, measurement.content, 'hash'),
        read: (index) => valuesAt(batch, measurement, index),
      });
    }
  }
  return memory;
}

function valuesAt(batch: Batch, { columns }: Measurement, index: number): RememberedValue[] | null {
  const values: RememberedValue[] = [];
  for (const { name, type } of columns) {
    const value =
      type === 'double'
        ? column(batch, name, 'double')[index]!
        : type === 'doubles'
          ? doublesAt(column(batch, name, 'doubles'), index)
          : (column(batch, name, 'text')[index] ?? null);
    // A row that failed has no value to remember.
    if (value === null || Number.isNaN(value)) return null;
    values.push(value);
  }
  return values;
}
