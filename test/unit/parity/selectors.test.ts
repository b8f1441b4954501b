import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Pcg64 } from '../../../src/base/pcg64.ts';
import type { FieldValue } from '../../../src/core/operators/operator.ts';
import { operatorOf, selectors, useOf } from './operators.ts';
import { readTable, type TableParameters } from './tables.ts';

interface SelectorTable {
  readonly data?: Readonly<Record<string, readonly (FieldValue | readonly number[])[]>>;
  readonly runs: readonly {
    readonly parameters: TableParameters;
    readonly data?: string;
    readonly count?: number;
    readonly chosen?: readonly number[];
    readonly error?: string;
  }[];
}

describe('a selector chooses the rows that Data-Juicer chooses', () => {
  for (const name of selectors) {
    it(name, () => {
      const { data, runs } = readTable<SelectorTable>(name);
      const selector = operatorOf(name, 'selector');
      const found = runs.flatMap(({ parameters, data: dataName, count, chosen, error }) => {
        assert.equal(error, undefined, 'no case of the table is a failure of the peer');
        const values = dataName === undefined ? [] : data![dataName]!.map(flattened);
        const rows = count ?? values.length;
        const own = useOf(selector, parameters).parameters;
        const ours = [...selector.select(rows, selector.field(own) === null ? [] : values, own)].sort((a, b) => a - b);
        const place = `${dataName ?? count} ${JSON.stringify(parameters)}`;
        return String(ours) === String(chosen) ? [] : [`${place}: ${ours.join()} instead of ${chosen!.join()}`];
      });
      assert.deepEqual(found, []);
    });
  }
});

describe('Pcg64', () => {
  it("permutes as NumPy's PCG64 does", () => {
    const { permutations } = readTable<{ permutations: { seed: number; count: number; order: number[] }[] }>('pcg64');
    assert.equal(permutations.length, 48);
    for (const { seed, count, order } of permutations) {
      assert.deepEqual([...new Pcg64(seed).permutation(count)], order, `seed ${seed}, ${count} rows`);
    }
  });
});

/** A list as its mean, an empty one as missing: so values reach a selector. */
function flattened(value: FieldValue | readonly number[]): FieldValue {
  if (!Array.isArray(value)) return value as FieldValue;
  const numbers = value as readonly number[];
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
