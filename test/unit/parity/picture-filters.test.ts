import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { differences, type Measured } from './filters.ts';
import { operatorOf, pictureFilters, useOf } from './operators.ts';
import { once, open } from './pictures.ts';
import { operatorTable, type FilterRun, type TableSample } from './tables.ts';

describe('a filter of pictures measures and decides as Data-Juicer does', () => {
  for (const name of pictureFilters) {
    it(name, async () => {
      const { samples, runs } = operatorTable<FilterRun>(name);
      const keys = operatorOf(name, 'filter').statistics.map(({ key }) => key);
      const filter = operatorOf(name, 'filter');
      const found: string[] = [];
      let look: Look | undefined;
      for (const run of runs) {
        const use = useOf(filter, run.parameters);
        const { needs, measure } = filter.measurePicture!;
        assert.deepEqual(filter.measuredBy, [], 'what is measured does not depend on the parameters');
        look ??= once(async (file) => measure(use.parameters)(await open(file, needs)));
        const ours = await Promise.all(samples.map((sample) => measureSample(sample, look!, keys)));
        found.push(...differences(use, run, samples, ours));
      }
      assert.deepEqual(found, []);
    });
  }
});

type Look = (file: string) => Promise<Readonly<Record<string, number>>>;

/** One value a listing and key. A sample fails with any of its pictures. */
async function measureSample({ images = [] }: TableSample, look: Look, keys: readonly string[]): Promise<Measured> {
  try {
    const values = await Promise.all(images.map(look));
    return Object.fromEntries(keys.map((key) => [key, values.map((value) => value[key]!)]));
  } catch {
    return null;
  }
}
