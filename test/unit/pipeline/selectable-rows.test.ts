import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Chain } from '../../../src/core/pipeline/chain.ts';
import type { CompletedStage } from '../../../src/core/pipeline/completed.ts';
import { clustersOf, enteringRows } from '../../../src/core/pipeline/stages/selectable-rows.ts';
import { textsOf } from '../../../src/core/store/columns.ts';
import { temporaryStore } from '../store/temporary.ts';

const int = (name: string) => ({ name, type: 'int' }) as const;
const stage = { name: 'choose', strategy: 'dynamic-increase' } as const;

/** Originals 0 to 3, of which 1 is dropped; 4 and 5 were written from 1, 6 from 4, 7 from 3; clusters of 0 to 2 and 5. */
async function children(t: TestContext) {
  const { parts: store, duck } = await temporaryStore(t);
  const row = Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7);
  const images = [['a.jpg', 'b.jpg'], ['c.jpg'], ['b.jpg', 'a.jpg', 'b.jpg'], [], ['c.jpg'], ['c.jpg'], ['c.jpg'], []];
  const samples = await store.writePart(
    'samples',
    [int('row'), int('parent_row'), { name: 'images', type: 'texts' }, { name: 'origin', type: 'text' }],
    {
      rows: 8,
      columns: {
        row,
        parent_row: Int32Array.of(-1, -1, -1, -1, 1, 1, 4, 3),
        images: textsOf(images),
        origin: [...row].map((number) => (number < 4 ? 'source' : 'synthesized')),
      },
    },
  );
  const clusters = await store.writePart(
    'clusters',
    [int('row'), int('cluster'), { name: 'distance', type: 'double' }],
    {
      rows: 4,
      columns: {
        row: Int32Array.of(0, 1, 2, 5),
        cluster: Int32Array.of(9, 8, 7, 6),
        distance: Float64Array.of(0.5, 1.25, 2, 3),
      },
    },
  );
  const chain: Chain = {
    samples: await store.source([samples]),
    edited: null,
    texts: [],
    decisions: `(SELECT unnest([0, 2, 3, 4, 5, 6, 7]) AS row, 'kept' AS outcome)`,
  };
  const clustered = { kind: 'cluster', parts: [{ role: 'clusters', part: clusters, meta: null }] };
  return { context: { duck, store, chain }, clustered: clustered as unknown as CompletedStage };
}

test('rows with the same pictures share a number, in whatever order they list them; those without have none', async (t) => {
  const { rows, picture, synthesized } = await enteringRows((await children(t)).context);
  assert.deepEqual([...rows], [0, 2, 3, 4, 5, 6, 7]);
  const [first, second, none, ...written] = picture;
  assert.deepEqual(
    [first === second, none, written.slice(0, 3).every((number) => number === written[0])],
    [true, -1, true],
  );
  assert.ok(first !== written[0] && first! >= 0 && written[0]! >= 0);
  assert.equal(written[3], -1);
  assert.deepEqual([...synthesized], [0, 0, 0, 1, 1, 1, 1]);
});

test('a sample without a cluster has that of its nearest ancestor, also of one that was dropped', async (t) => {
  const { context, clustered } = await children(t);
  const { rows } = await enteringRows(context);
  const { cluster, distance } = await clustersOf(stage, context, [clustered], rows);
  assert.deepEqual([...cluster], [9, 7, -1, 8, 6, 8, -1]);
  assert.deepEqual([...distance], [0.5, 2, NaN, 1.25, 3, 1.25, NaN]);
});

test('without a cluster stage all samples are one cluster, of which dynamic increase makes nothing', async (t) => {
  const { context } = await children(t);
  const { cluster } = await clustersOf({ name: 'choose', strategy: 'top' }, context, [], Int32Array.of(0, 2));
  assert.deepEqual([...cluster], [0, 0]);
  await assert.rejects(clustersOf(stage, context, [], Int32Array.of(0)), /dynamic-increase needs clusters/);
});
