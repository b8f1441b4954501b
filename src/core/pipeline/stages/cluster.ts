/** The stage `cluster`: captions or pictures become vectors, vectors become clusters. Keeps every row that has a vector. */
import type { ClusterStage } from '../../recipe/recipe.ts';
import { captionIn } from '../../dataset/tokens.ts';
import { kmeans, type ClusteringProgress, type StoppedClustering } from '../../select/kmeans.ts';
import { labels as clusterLabels, type LabelledTexts } from '../../select/labels.ts';
import type { MatrixProduct } from '../../../base/matrix.ts';
import type { Centres, RowBlocks } from '../../select/matrix.ts';
import { assign } from '../../select/nearest.ts';
import { fitTfIdf, type TfIdf } from '../../select/tf-idf.ts';
import { column } from '../../store/columns.ts';
import type { Part } from '../../store/part-check.ts';
import { presentBatches } from '../present-batches.ts';
import type { RunEvent } from '../../../protocol/runs.ts';
import { embedRows, type EmbeddedRows } from './embed.ts';
import { wordEmbedder } from './embed-words.ts';
import type { Embedder } from './embedder.ts';
import type { StageContext, StageRun } from './stage-context.ts';

const batchRows = 8192;
const clusterColumns = [
  { name: 'row', type: 'int' },
  { name: 'cluster', type: 'int' },
  { name: 'distance', type: 'double' },
] as const;

/**
 * Runs a cluster stage: vectors, then k-means.
 * @param openModel null: captions become vectors by TF-IDF and truncated SVD
 */
export async function* runCluster(
  stage: ClusterStage,
  context: StageContext,
  product: MatrixProduct,
  openModel: (() => Promise<Embedder>) | null,
): StageRun {
  const words = openModel === null ? await fitTfIdf(captions(context), { seed: context.seed }) : null;
  const open = words === null ? openModel! : () => Promise.resolve(wordEmbedder(words));
  const embedded = yield* embedRows(stage.name, context, open);
  const rows = blocksOf(context, embedded);
  const clustering = await kmeans(rows, stage.k, context.seed, product, checkpoints(context), await stoppedAt(context));
  const { centres } = clustering;
  const { part, sizes } = yield* writeClusters(stage, context, embedded.part, rows, centres, product);
  const report = {
    centres: { k: centres.rows, dimensions: centres.columns, data: [...centres.data] },
    sizes,
    labels: await labelsOf(context, part, words, centres.rows),
    inertia: clustering.inertia,
  };
  context.record.add([{ role: 'clusters', part, meta: report }]);
  const kept = embedded.part.rows;
  const notes = [...embedded.notes, ...loweredTo(centres.rows, stage, kept)];
  return { in: kept + embedded.failed, kept, dropped: 0, failed: embedded.failed, operators: [], notes };
}

function loweredTo(k: number, stage: ClusterStage, rows: number): string[] {
  if (k === stage.k || rows === 0) return [];
  const what = stage.of === 'text' ? 'captions' : 'pictures';
  return [`k lowered from ${stage.k} to ${k}: there are no more distinct ${what}`];
}

/** The captions of the samples that can be read. */
async function* captions({ duck, chain, signal }: StageContext): AsyncGenerator<string[]> {
  for await (const batch of presentBatches(duck, chain, { columns: ['problem'], batchRows })) {
    signal.throwIfAborted();
    const problems = column(batch, 'problem', 'text');
    yield captionsOf(column(batch, 'text', 'text').filter((_, i) => problems[i] === null));
  }
}

function captionsOf(texts: readonly (string | null)[]): string[] {
  return texts.map((text) => captionIn(text ?? ''));
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

function blocksOf({ store }: StageContext, { part, dimensions }: EmbeddedRows): RowBlocks {
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

/** Names of clusters from their captions' words; where a model made the vectors, the words are counted for this alone. */
async function labelsOf(context: StageContext, clusters: Part, words: TfIdf | null, k: number): Promise<string[]> {
  const counted = words ?? (await fitTfIdf(captions(context), { seed: context.seed, dimensions: 1 }));
  return clusterLabels(captionsWithClusters(context, clusters), counted, k);
}

async function* captionsWithClusters({ duck, store, chain }: StageContext, part: Part): AsyncGenerator<LabelledTexts> {
  const clusters = await store.readColumns([part], ['row', 'cluster']);
  const [rows, numbers] = [column(clusters, 'row', 'int'), column(clusters, 'cluster', 'int')];
  let at = 0;
  for await (const batch of presentBatches(duck, chain, { columns: [], batchRows })) {
    const cluster = column(batch, 'row', 'int').map((row) => {
      while (at < rows.length && rows[at]! < row) at++;
      return rows[at] === row ? numbers[at]! : -1;
    });
    yield { texts: captionsOf(column(batch, 'text', 'text')), cluster };
  }
}
