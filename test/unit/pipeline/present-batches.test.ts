import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presentRows, type Chain } from '../../../src/core/pipeline/chain.ts';
import { countPresent, presentBatches } from '../../../src/core/pipeline/present-batches.ts';
import { column, type Batch } from '../../../src/core/store/columns.ts';
import { selectRows } from '../../../src/core/store/rows.ts';
import { temporaryStore } from '../store/temporary.ts';

const text = { name: 'text', type: 'text' } as const;
const row = { name: 'row', type: 'int' } as const;

test('rows read window by window are those of one query: edits, mapped texts and decisions over several windows', async (t) => {
  const { parts, duck } = await temporaryStore(t);
  const count = 150_000;
  const every = (n: number): number[] => Array.from({ length: Math.ceil(count / n) }, (_, i) => i * n);
  const part = async (rows: readonly number[], textOf: (row: number) => string, name: 'text' | 'outcome' = 'text') => {
    const columns = { row: Int32Array.from(rows), [name]: rows.map(textOf) };
    return parts.source([await parts.writePart('rows', [row, { ...text, name }], { rows: rows.length, columns })]);
  };
  const chain: Chain = {
    samples: await part(every(1), (n) => `sample ${n}`),
    edited: await part(every(1000), (n) => `edited ${n}`),
    texts: [await part(every(700), (n) => `mapped ${n}`), await part(every(900), (n) => `mapped again ${n}`)],
    decisions: await part(every(2), (n) => (n % 3 === 0 ? 'dropped' : 'kept'), 'outcome'),
  };
  const whole = await selectRows(duck, presentRows(chain, []));
  const batches: Batch[] = [];
  for await (const batch of presentBatches(duck, chain, { columns: [], batchRows: 4096 })) batches.push(batch);
  assert.ok(batches.length > 10 && batches.every(({ rows }) => rows > 0));
  const all = <T>(read: (batch: Batch) => Iterable<T>): T[] => batches.flatMap((batch) => [...read(batch)]);
  assert.deepEqual(
    all((batch) => column(batch, 'row', 'int')),
    [...column(whole, 'row', 'int')],
  );
  assert.deepEqual(
    all((batch) => column(batch, 'text', 'text')),
    column(whole, 'text', 'text'),
  );
  assert.equal(await countPresent(duck, chain), whole.rows);
  for await (const batch of presentBatches(duck, chain, { columns: [], batchRows: 4096, after: 140_000 })) {
    assert.ok(column(batch, 'row', 'int').every((n) => n > 140_000));
  }
});

test('nothing comes out of an empty dataset', async (t) => {
  const { parts, duck } = await temporaryStore(t);
  const none = await parts.writePart('rows', [row, text], { rows: 0, columns: { row: new Int32Array(), text: [] } });
  const chain: Chain = { samples: await parts.source([none]), edited: null, texts: [], decisions: null };
  for await (const _ of presentBatches(duck, chain, { columns: [], batchRows: 10 })) assert.fail('a batch');
  assert.equal(await countPresent(duck, chain), 0);
});
