/** Runs of a cluster stage on a small dataset folder, and what they leave. */
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { queryViews } from '../../../src/core/pipeline/query.ts';
import { runRecipe } from '../../../src/core/pipeline/run.ts';
import { withSession } from '../../../src/core/pipeline/session.ts';
import { column } from '../../../src/core/store/columns.ts';
import { partsOfRole } from '../../../src/core/store/state/stages.ts';
import type { Json, StageReport } from '../../../src/protocol/records.ts';
import { folder as models } from '../models/model-fixtures.ts';
import { noEndpoints } from '../../support/no-endpoints.ts';

const decoder = resolve(import.meta.dirname, '../../../src/core/models/decoder.ts');

/** A recipe of one cluster stage. */
export function recipeOf(parameters: string): string {
  return `version: 1\nerror_budget: 0.9\nstages:\n  - name: cluster\n    cluster: { ${parameters} }\n`;
}

/** A tiny model's folder. */
export function tiny(name: string): string {
  return `${models}/${name}`;
}

/** How far a run is: samples with vectors, and pictures decoded until then. */
export interface Embedded {
  readonly done: number;
  readonly decoded?: number;
}

/** Runs a folder's recipe. @param cancelAfter cancels once so many samples have a vector */
export async function run(
  folder: string,
  cancelAfter = Infinity,
): Promise<{ report: StageReport; embedded: Embedded[] }> {
  return withSession(folder, undefined, async (session) => {
    const abort = new AbortController();
    const embedded: Embedded[] = [];
    const machines = { decoder, models: { demo: models, cache: models }, endpoint: noEndpoints };
    const running = runRecipe(session, {}, machines, abort.signal);
    let step = await running.next();
    for (; step.done !== true; step = await running.next()) {
      if (step.value.type !== 'progress' || step.value.what !== 'embedded') continue;
      embedded.push(step.value);
      if (step.value.done >= cancelAfter) abort.abort();
    }
    return { report: step.value.stages[0]!, embedded };
  });
}

/** The newest embeddings: the part's hash, and the vectors by row. */
export async function vectorsOf(folder: string): Promise<{ sha256: string; byRow: Map<number, readonly number[]> }> {
  return withSession(folder, undefined, async ({ state, store }) => {
    const { part } = partsOfRole(state, 'embeddings')[0]!;
    const batch = await store.readColumns([part], ['row', 'vector']);
    const vectors = column(batch, 'vector', 'floats');
    const size = vectors.length / batch.rows;
    const byRow = new Map<number, readonly number[]>();
    column(batch, 'row', 'int').forEach((row, i) => byRow.set(row, [...vectors.subarray(i * size, (i + 1) * size)]));
    return { sha256: part.sha256, byRow };
  });
}

/** What a query over the views answers. */
export async function query(folder: string, sql: string): Promise<Json[][]> {
  return withSession(folder, undefined, async (session) => {
    const rows: Json[][] = [];
    for await (const batch of (await queryViews(session, sql)).batches) rows.push(...batch);
    return rows;
  });
}

/** The names of the newest clusters. */
export async function labelsOf(folder: string): Promise<string[]> {
  return withSession(folder, undefined, ({ state }) =>
    Promise.resolve((partsOfRole(state, 'clusters')[0]!.meta as { labels: string[] }).labels),
  );
}

/** Fails where two vectors differ by more than 1e-5 somewhere. */
export function assertNear(ours: readonly number[], theirs: readonly number[]): void {
  assert.equal(ours.length, theirs.length);
  const off = Math.max(...ours.map((value, i) => Math.abs(value - theirs[i]!)));
  assert.ok(off <= 1e-5, `off by ${off}`);
}
