import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  column,
  doublesAt,
  doublesOf,
  textsAt,
  textsOf,
  type Batch,
  type ColumnSpec,
} from '../../../src/core/store/columns.ts';
import { temporaryStore } from './temporary.ts';

const columns: readonly ColumnSpec[] = [
  { name: 'row', type: 'int' },
  { name: 'score', type: 'double' },
  { name: 'phash', type: 'hash' },
  { name: 'text "quoted"', type: 'text' },
  { name: 'numbers', type: 'doubles' },
  { name: 'images', type: 'texts' },
  { name: 'vector', type: 'floats', size: 3 },
];
const names = columns.map(({ name }) => name);

interface Sample {
  score: number;
  phash: bigint;
  text: string | null;
  numbers: number[] | null;
  images: string[] | null;
  vector: [number, number, number];
}

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const samples = fc.array(
  fc.record<Sample>(
    {
      score: fc.double(),
      phash: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
      text: fc.option(text),
      numbers: fc.option(fc.array(fc.double(), { maxLength: 5 })),
      images: fc.option(fc.array(text, { maxLength: 4 })),
      vector: fc.tuple(fc.float(), fc.float(), fc.float()),
    },
    { noNullPrototype: true },
  ),
  { maxLength: 60 },
);

function batchOf(rows: readonly Sample[], first = 0): Batch {
  return {
    rows: rows.length,
    columns: {
      row: Int32Array.from(rows, (_, i) => first + i),
      score: Float64Array.from(rows, ({ score }) => score),
      phash: BigUint64Array.from(rows, ({ phash }) => phash),
      'text "quoted"': rows.map(({ text }) => text),
      numbers: doublesOf(rows.map(({ numbers }) => numbers)),
      images: textsOf(rows.map(({ images }) => images)),
      vector: Float32Array.from(rows.flatMap(({ vector }) => vector)),
    },
  };
}

function samplesOf(batch: Batch): Sample[] {
  const vectors = column(batch, 'vector', 'floats');
  return Array.from({ length: batch.rows }, (_, row) => {
    const numbers = doublesAt(column(batch, 'numbers', 'doubles'), row);
    return {
      score: column(batch, 'score', 'double')[row]!,
      phash: column(batch, 'phash', 'hash')[row]!,
      text: column(batch, 'text "quoted"', 'text')[row]!,
      numbers: numbers && [...numbers],
      images: textsAt(column(batch, 'images', 'texts'), row),
      vector: [...vectors.subarray(row * 3, row * 3 + 3)] as [number, number, number],
    };
  });
}

test('whatever is written into a part is read back, through DuckDB, value for value', async (t) => {
  const { parts } = await temporaryStore(t);
  await fc.assert(
    fc.asyncProperty(fc.array(samples, { minLength: 1, maxLength: 3 }), async (batches) => {
      const writer = await parts.openPart('samples', columns);
      let rows = 0;
      for (const batch of batches) {
        await writer.append(batchOf(batch, rows));
        rows += batch.length;
      }
      const part = await writer.finish();
      assert.equal(part.rows, rows);
      const back = await parts.readColumns([part], names);
      assert.deepEqual(samplesOf(back), batches.flat());
      assert.deepEqual([...column(back, 'row', 'int')], [...Array(rows).keys()]);
    }),
    { numRuns: 60, seed: 7 },
  );
});

test('texts of all lengths are read back where rows are left out and turned round, too', async (t) => {
  const { parts } = await temporaryStore(t);
  const pieces = [
    '',
    'a',
    'twelve bytes',
    'thirteen here',
    'né',
    'zwölf bytes',
    '字字字字',
    'ein längerer Text mit Umlauten',
    'x'.repeat(3000),
  ];
  const texts = Array.from({ length: 6000 }, (_, row) =>
    row % 11 === 7 ? null : pieces[row % pieces.length]! + (row % 3),
  );
  const rows = { rows: texts.length, columns: { row: Int32Array.from(texts.keys()), text: texts } };
  const specs = [
    { name: 'row', type: 'int' },
    { name: 'text', type: 'text' },
  ] as const;
  const part = await parts.writePart('texts', specs, rows);
  const read = async (options: { where?: string; orderBy?: string }) => {
    const batch = await parts.readColumns([part], ['row', 'text'], options);
    const back = column(batch, 'text', 'text');
    column(batch, 'row', 'int').forEach((row, i) => assert.equal(back[i], texts[row]));
    return batch.rows;
  };
  assert.equal(await read({}), 6000);
  assert.equal(await read({ where: 'row % 5 < 2' }), 2400);
  assert.equal(await read({ orderBy: 'row DESC' }), 6000);
  assert.equal(
    await read({ where: 'length(text) > 12', orderBy: 'text, row' }),
    texts.filter((text) => (text?.length ?? 0) > 12).length,
  );
});

test('the same rows give the same part, however they are cut into batches', async (t) => {
  const { parts } = await temporaryStore(t);
  const rows = fc.sample(samples, { numRuns: 40, seed: 3 }).flat();
  const whole = await parts.writePart('samples', columns, batchOf(rows));
  const writer = await parts.openPart('samples', columns);
  for (let from = 0; from < rows.length; from += 17) await writer.append(batchOf(rows.slice(from, from + 17), from));
  assert.deepEqual(await writer.finish(), whole);
});

test('rows over several row groups keep their order, streamed and in one', async (t) => {
  const { parts } = await temporaryStore(t);
  const rows = 150_000;
  const batch: Batch = {
    rows,
    columns: {
      row: Int32Array.from({ length: rows }, (_, i) => i),
      text: Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? null : `caption number ${i}`)),
      numbers: doublesOf(Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? null : [i, -i].slice(0, i % 3)))),
    },
  };
  const specs: ColumnSpec[] = [
    { name: 'row', type: 'int' },
    { name: 'text', type: 'text' },
    { name: 'numbers', type: 'doubles' },
  ];
  const part = await parts.writePart('samples', specs, batch);
  let at = 0;
  for await (const piece of parts.stream([part], ['row', 'text', 'numbers'], { batchRows: 10_000 })) {
    assert.ok(piece.rows <= 12_048);
    for (let i = 0; i < piece.rows; i++, at++) {
      if (column(piece, 'row', 'int')[i] !== at) assert.fail(`row ${at}`);
      if (at % 999 === 0) {
        assert.equal(column(piece, 'text', 'text')[i], at % 3 === 0 ? null : `caption number ${at}`);
        const list = doublesAt(column(piece, 'numbers', 'doubles'), i);
        assert.deepEqual(list && [...list], at % 5 === 0 ? null : [at, -at].slice(0, at % 3));
      }
    }
  }
  assert.equal(at, rows);
  const last = await parts.readColumns([part], ['row', 'numbers'], { where: 'row >= 149990', orderBy: 'row DESC' });
  assert.deepEqual(
    [...column(last, 'row', 'int')],
    [...Array(10).keys()].map((i) => 149_999 - i),
  );
  assert.deepEqual([...doublesAt(column(last, 'numbers', 'doubles'), 0)!], [149_999, -149_999].slice(0, 149_999 % 3));
});
