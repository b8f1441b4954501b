/** The stage `cluster`: captions become vectors, vectors become clusters. Keeps every row. */
import type { ClusterStage } from '../../recipe/recipe.ts';
import { captionOf, recogniseTokens } from '../../dataset/tokens.ts';
import { kmeans, type ClusteringProgress, type StoppedClustering } from '../../select/kmeans.ts';
import { labels as clusterLabels } from '../../select/labels.ts';
import type { Centres, MatrixProduct, RowBlocks } from '../../select/matrix.ts';
import { assign } from '../../select/nearest.ts';
import { fitTfIdf, type TfIdf } from '../../select/tf-idf.ts';
import { column, type Batch } from '../../store/columns.ts';
import type { Part } from '../../store/part-check.ts';
import { selectBatches } from '../../store/rows.ts';
import { presentRows } from '../chain.ts';
import type { RunEvent } from '../run-event.ts';
import type { StageContext, StageRun } from './stage-context.ts';

const batchRows = 8192;
const clusterColumns = [
  { name: 'row', type: 'int' },
  { name: 'cluster', type: 'int' },
  { name: 'distance', type: 'double' },
] as const;

/** Runs a cluster stage over captions (TF-IDF → truncated SVD → k-means). */
export async function* runCluster(stage: ClusterStage, context: StageContext, product: MatrixProduct): StageRun {
  const { seed } = context;
  const model = await fitTfIdf(captions(context), { seed });
  const embedded = yield* embed(stage, context, model);
  const rows = blocksOf(context, embedded, model.dimensions);
  const clustering = await kmeans(rows, stage.k, seed, product, checkpoints(context), await stoppedAt(context));
  const { centres } = clustering;
  const { part, sizes } = yield* writeClusters(stage, context, embedded, rows, centres, product);
  const labels = await clusterLabels(captionsWithClusters(context, part), model, centres.rows);
  const report = {
    centres: { k: centres.rows, dimensions: centres.columns, data: [...centres.data] },
    sizes,
    labels,
    inertia: clustering.inertia,
  };
  context.record.add([{ role: 'clusters', part, meta: report }]);
  const notes =
    centres.rows < stage.k && embedded.rows > 0
      ? [`k lowered from ${stage.k} to ${centres.rows}: there are no more distinct captions`]
      : [];
  return { in: embedded.rows, kept: embedded.rows, dropped: 0, failed: 0, operators: [], notes };
}

async function* captions(context: StageContext): AsyncGenerator<string[]> {
  for await (const batch of selectBatches(context.duck, presentRows(context.chain, []), batchRows)) {
    context.signal.throwIfAborted();
    yield captionsOf(batch);
  }
}

function captionsOf(batch: Batch): string[] {
  return column(batch, 'text', 'text').map((text) => captionOf(text ?? '', recogniseTokens(text ?? '')));
}

async function* embed(stage: ClusterStage, context: StageContext, model: TfIdf): AsyncGenerator<RunEvent, Part> {
  const known = context.record.parts('embeddings').at(-1);
  if (known !== undefined) return known.part;
  const columns = [
    { name: 'row', type: 'int' },
    { name: 'vector', type: 'floats', size: model.dimensions },
  ] as const;
  const writer = await context.store.openPart('embeddings', columns);
  try {
    let done = 0;
    for await (const batch of selectBatches(context.duck, presentRows(context.chain, []), batchRows)) {
      context.signal.throwIfAborted();
      const vector = model.embed(captionsOf(batch));
      await writer.append({ rows: batch.rows, columns: { row: column(batch, 'row', 'int'), vector } });
      done += batch.rows;
      yield { type: 'progress', stage: stage.name, what: 'embedded', done, total: done };
    }
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  const part = await writer.finish();
  context.record.add([{ role: 'embeddings', part, meta: { model: stage.model, dimensions: model.dimensions } }]);
  return part;
}

/** How often the centres are made durable while they move. */
const checkpointSeconds = 5;

/** Stops an aborted clustering between passes, and keeps its centres every few seconds. */
function checkpoints({ store, record, signal, now }: StageContext): ClusteringProgress {
  let last = now();
  return async ({ number, centres }) => {
    signal.throwIfAborted();
    if (centres === undefined || now() - last < checkpointSeconds) return;
    const batch = { rows: centres.data.length, columns: { value: centres.data } };
    const part = await store.writePart('centres', [{ name: 'value', type: 'double' }], batch);
    record.add([{ role: 'segment-centres', part, meta: { passes: number, columns: centres.columns } }]);
    last = now();
  };
}

/** Where a killed run had come to. */
async function stoppedAt({ store, record }: StageContext): Promise<StoppedClustering | undefined> {
  const kept = record.parts('segment-centres').at(-1);
  if (kept === undefined) return undefined;
  const { passes, columns } = kept.meta as { passes: number; columns: number };
  const data = column(await store.readColumns([kept.part], ['value']), 'value', 'double');
  return { centres: { rows: data.length / columns, columns, data }, passes };
}

function blocksOf({ store }: StageContext, part: Part, dimensions: number): RowBlocks {
  async function* read(): AsyncGenerator<Float32Array> {
    for await (const batch of store.stream([part], ['vector'], { batchRows })) yield column(batch, 'vector', 'floats');
  }
  return { rows: part.rows, columns: dimensions, read };
}

async function* writeClusters(
  stage: ClusterStage,
  context: StageContext,
  embedded: Part,
  rows: RowBlocks,
  centres: Centres,
  product: MatrixProduct,
): AsyncGenerator<RunEvent, { part: Part; sizes: number[] }> {
  const { row } = (await context.store.readColumns([embedded], ['row'])).columns as { row: Int32Array };
  const sizes = new Array<number>(centres.rows).fill(0);
  const writer = await context.store.openPart('clusters', clusterColumns);
  let done = 0;
  try {
    for await (const { cluster, distance } of embedded.rows === 0 ? [] : assign(rows, centres, product)) {
      await writer.append({
        rows: cluster.length,
        columns: { row: row.subarray(done, done + cluster.length), cluster, distance },
      });
      for (const number of cluster) sizes[number]!++;
      done += cluster.length;
      yield { type: 'progress', stage: stage.name, what: 'clustered', done, total: embedded.rows };
    }
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  return { part: await writer.finish(), sizes };
}

async function* captionsWithClusters(
  context: StageContext,
  clusters: Part,
): AsyncGenerator<{ texts: string[]; cluster: Int32Array }> {
  const source = await context.store.source([clusters]);
  const sql = `SELECT p.text, c.cluster FROM (${presentRows(context.chain, [])}) p JOIN ${source} c USING (row)`;
  for await (const batch of selectBatches(context.duck, sql, batchRows)) {
    yield { texts: captionsOf(batch), cluster: column(batch, 'cluster', 'int') };
  }
}
