import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { describe, it } from 'node:test';
import { operators } from '../../../src/core/operators/index.ts';
import { deduplicators, mappers, pictureFilters, selectors, textFilters } from './operators.ts';
import { folder, operatorTable, readTable, type FilterRun } from './tables.ts';

const compared: readonly string[] = [...textFilters, ...pictureFilters, ...mappers, ...deduplicators, ...selectors];

describe('the parity tables', () => {
  it("hold every operator of this version that is Data-Juicer's, and no other", () => {
    const ours = operators.filter(({ from }) => from === 'data-juicer').map(({ name }) => name);
    assert.deepEqual([...ours].sort(), [...compared].sort());
  });

  it('have at least 40 cases an operator', () => {
    for (const name of compared) {
      const cases = (selectors as readonly string[]).includes(name)
        ? readTable<{ runs: unknown[] }>(name).runs.length
        : casesOf(name);
      assert.ok(cases >= 40, `${name}: ${cases}`);
    }
  });

  it('hold kept and dropped samples of every filter', () => {
    for (const name of [...textFilters, ...pictureFilters]) {
      const letters = new Set(operatorTable<FilterRun>(name).runs.flatMap(({ keep }) => [...keep]));
      assert.ok(letters.has('0') && letters.has('1'), name);
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
