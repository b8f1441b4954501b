import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { describe, it } from 'node:test';
import { operators } from '../../../src/core/operators/index.ts';
import { readTable as readModelTable } from '../models/model-fixtures.ts';
import { deduplicators, mappers, modelFilters, pictureFilters, selectors, textFilters } from './operators.ts';
import { folder, operatorTable, readTable, type FilterRun } from './tables.ts';

const compared: readonly string[] = [...textFilters, ...pictureFilters, ...mappers, ...deduplicators, ...selectors];

/** What Data-Juicer makes of samples with tiny models. */
const withModels = readModelTable<{
  readonly samples: readonly unknown[];
  readonly filters: readonly { readonly operator: string; readonly runs: readonly FilterRun[] }[];
}>('data-juicer');

describe('the parity tables', () => {
  it("hold every operator of this version that is Data-Juicer's, and no other", () => {
    const ours = operators.filter(({ from }) => from === 'data-juicer').map(({ name }) => name);
    assert.deepEqual([...ours].sort(), [...compared, ...modelFilters].sort());
  });

  it('have at least 40 cases an operator', () => {
    for (const name of compared) {
      const cases = (selectors as readonly string[]).includes(name)
        ? readTable<{ runs: unknown[] }>(name).runs.length
        : casesOf(name);
      assert.ok(cases >= 40, `${name}: ${cases}`);
    }
    assert.deepEqual(withModels.filters.map(({ operator }) => operator).sort(), [...modelFilters].sort());
    for (const { operator, runs } of withModels.filters)
      assert.ok(withModels.samples.length * runs.length >= 40, operator);
  });

  it('hold kept and dropped samples of every filter', () => {
    const plain = [...textFilters, ...pictureFilters].map((name) => operatorTable<FilterRun>(name));
    for (const { operator, runs } of [...plain, ...withModels.filters]) {
      const letters = new Set(runs.flatMap(({ keep }) => [...keep]));
      assert.ok(letters.has('0') && letters.has('1'), operator);
    }
  });

  it('take less than 2 MB, pictures included', () => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const sizes = names
      .map((name) => statSync(new URL(name, folder)))
      .filter((entry) => entry.isFile())
      .map(({ size }) => size);
    assert.ok(sizes.length >= 100 && sizes.reduce((sum, size) => sum + size, 0) < 2e6);
  });
});

function casesOf(name: string): number {
  const { samples, runs } = operatorTable<unknown>(name);
  return samples.length * runs.length;
}
