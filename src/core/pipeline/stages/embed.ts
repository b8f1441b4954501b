/** Vectors of the samples that enter a cluster stage, made durable as they come. */
import { captionIn } from '../../dataset/tokens.ts';
import { column, textsAt, type Batch } from '../../store/columns.ts';
import type { Part } from '../../store/part-check.ts';
import { selectBatches } from '../../store/rows.ts';
import { countPresent, presentBatches } from '../present-batches.ts';
import type { RunEvent } from '../../../protocol/runs.ts';
import { decisionColumns } from './decisions-part.ts';
import type { EmbeddedRow, Embedder, Embedding, EnteringRow } from './embedder.ts';
import { EmbeddingSegments } from './embedding-segments.ts';
import type { StageContext, StagePart } from './stage-context.ts';

/** All vectors of a stage. */
export interface EmbeddedRows {
  /** `row, content, vector` of the samples that have one, in dataset order. */
  readonly part: Part;
  readonly dimensions: number;
  readonly failed: number;
  readonly notes: readonly string[];
}

/** What earlier runs know is looked up for so many samples at once; a multiple of every embedder's group. */
const windowRows = 8192;

/**
 * Embeds the samples that enter; what a killed run of the same fingerprint has embedded is not embedded again.
 * @param open what makes vectors, where some are left to be made; it is closed at the end
 * @throws ProductError `model`, `unusable` (error budget), `disk`, `damaged`
 */
export async function* embedRows(
  stage: string,
  context: StageContext,
  open: () => Promise<Embedder>,
): AsyncGenerator<RunEvent, EmbeddedRows> {
  const finished = finishedRows(context);
  if (finished !== undefined) {
    context.budget.add(finished.failed, stage);
    return finished;
  }
  const embedder = await open();
  try {
    const segments = new EmbeddingSegments(context, embedder.dimensions, embedder.memory?.key ?? null);
    if (embedder.book !== null) embedder.book.onSet = (path, facts) => segments.notePicture(path, facts);
    yield* embedAll(stage, context, embedder, segments);
    return await finish(context, embedder, segments);
  } finally {
    await embedder.close();
  }
}

/** What a killed run left that came beyond this. */
function finishedRows({ record }: StageContext): EmbeddedRows | undefined {
  const known = record.parts('embeddings').at(-1);
  return known && { part: known.part, ...(known.meta as unknown as Omit<EmbeddedRows, 'part'>) };
}

async function* embedAll(
  stage: string,
  context: StageContext,
  embedder: Embedder,
  segments: EmbeddingSegments,
): AsyncGenerator<RunEvent, void> {
  const total = await countPresent(context.duck, context.chain);
  const { row, rows, failed } = segments.reached;
  let done = rows;
  context.budget.add(failed, stage);
  try {
    for await (const window of windowsOf(context, row)) {
      const known = await recall(window, embedder);
      for (let from = 0; from < window.length; from += embedder.groupRows) {
        context.signal.throwIfAborted();
        const group = window.slice(from, from + embedder.groupRows);
        const embedded = await embedGroup(group, known.slice(from, from + group.length), embedder);
        const segment = await segments.append(embedded);
        if (segment !== null) await embedder.memory?.add(segment);
        done += group.length;
        yield { type: 'progress', stage, what: 'embedded', done, total, ...embedder.pictures };
        context.budget.add(embedded.filter(isFailed).length, stage);
      }
    }
    await segments.finish();
  } catch (error) {
    // What is embedded so far is worth keeping, whatever stopped us; the first error is the one to tell.
    await segments.finish().catch(() => segments.abandon());
    throw error;
  }
}

/** The entering samples beyond a row, `windowRows` at a time: neither a kill nor how rows were stored moves the windows' groups. */
async function* windowsOf({ duck, chain }: StageContext, after: number): AsyncGenerator<EnteringRow[]> {
  let window: EnteringRow[] = [];
  const options = { columns: ['images', 'problem'], batchRows: windowRows, after };
  for await (const batch of presentBatches(duck, chain, options)) {
    for (let i = 0; i < batch.rows; i++) {
      window.push(enteringRow(batch, i));
      if (window.length < windowRows) continue;
      yield window;
      window = [];
    }
  }
  if (window.length > 0) yield window;
}

function enteringRow(batch: Batch, index: number): EnteringRow {
  const text = column(batch, 'text', 'text')[index] ?? '';
  return {
    row: column(batch, 'row', 'int')[index]!,
    caption: captionIn(text),
    images: textsAt(column(batch, 'images', 'texts'), index) ?? [],
    problem: column(batch, 'problem', 'text')[index] ?? null,
  };
}

/** Per sample the vector that is known of it, else null. */
async function recall(rows: readonly EnteringRow[], embedder: Embedder): Promise<readonly (Embedding | null)[]> {
  const { memory } = embedder;
  if (memory === null) return rows.map(() => null);
  const contents = await embedder.contents(rows);
  const vectors = await memory.recall(rows.map(({ row }, i) => ({ row, content: contents[i]! })));
  return vectors.map((vector, i) => vector && { content: contents[i]!, vector });
}

async function embedGroup(
  group: readonly EnteringRow[],
  known: readonly (Embedding | null)[],
  embedder: Embedder,
): Promise<EmbeddedRow[]> {
  const results = new Map<EnteringRow, Embedding | string>();
  group.forEach((row, i) => {
    const result = row.problem ?? known[i] ?? null;
    if (result !== null) results.set(row, result);
  });
  const missing = group.filter((row) => !results.has(row));
  const made = missing.length === 0 ? [] : await embedder.embed(missing);
  missing.forEach((row, i) => results.set(row, finite(made[i]!)));
  return group.map((row) => ({ row: row.row, result: results.get(row)! }));
}

function finite(result: Embedding | string): Embedding | string {
  const broken = typeof result !== 'string' && !result.vector.every(Number.isFinite);
  return broken ? 'the model answers with numbers that are not finite' : result;
}

function isFailed({ result }: EmbeddedRow): boolean {
  return typeof result === 'string';
}

async function finish(context: StageContext, embedder: Embedder, segments: EmbeddingSegments): Promise<EmbeddedRows> {
  const { dimensions } = embedder;
  const { failed } = segments.reached;
  const note = embedder.note();
  const part = await segments.vectors();
  const end = { dimensions, failed, notes: note === null ? [] : [note] };
  const parts: StagePart[] = [{ role: 'embeddings', part, meta: { ...end, key: segments.key } }];
  if (failed > 0)
    parts.push({ role: 'decisions', part: await decisions(context, await segments.source()), meta: null });
  context.record.add(parts);
  return { part, ...end };
}

/** Samples without a vector fail, all others stay. */
async function decisions({ duck, store }: StageContext, segments: string): Promise<Part> {
  const sql = `SELECT row, CASE WHEN reason IS NULL THEN 'kept' ELSE 'failed' END AS outcome, NULL::VARCHAR AS operator, reason FROM ${segments}`;
  const writer = await store.openPart('decisions', decisionColumns);
  try {
    for await (const batch of selectBatches(duck, sql, 16_384)) await writer.append(batch);
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  return writer.finish();
}
