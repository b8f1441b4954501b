import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tools } from './tools.ts';
import { differences, type Measured } from './filters.ts';
import { operatorOf, sampleView, textFilters, useOf } from './operators.ts';
import { operatorTable, type FilterRun, type TableSample } from './tables.ts';

describe('a filter of text measures and decides as Data-Juicer does', () => {
  for (const name of textFilters) {
    it(name, () => {
      const table = operatorTable<FilterRun>(name);
      const filter = operatorOf(name, 'filter');
      const found = table.runs.flatMap((run) => {
        const use = useOf(filter, run.parameters);
        const measure = filter.measureText!(use.parameters, tools);
        return differences(
          use,
          run,
          table.samples,
          table.samples.map((sample) => attempt(measure, sample)),
        );
      });
      assert.deepEqual(found, []);
    });
  }
});

type Measure = ReturnType<NonNullable<ReturnType<typeof operatorOf<'filter'>>['measureText']>>;

function attempt(measure: Measure, sample: TableSample): Measured {
  try {
    return measure(sampleView(sample));
  } catch {
    return null;
  }
}
