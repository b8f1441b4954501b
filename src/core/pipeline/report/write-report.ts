import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { writeDurably } from '../../store/durable.ts';
import { layoutOf } from '../../store/layout.ts';
import { outputPath } from '../export/output-place.ts';
import { ImportedGrid } from '../grid/imported-grid.ts';
import { Sets } from '../grid/sets.ts';
import { Thumbnails } from '../grid/thumbnails.ts';
import { lastFlow } from '../last-flow.ts';
import { ledgerOf } from '../ledger/ledger.ts';
import type { Session } from '../session.ts';
import type { RunMachines } from '../stages/stage-of-run.ts';
import { createViews } from '../views.ts';
import { clustersShown } from './clusters.ts';
import { reportDocument } from './document.ts';
import { evaluationsIn } from './evaluations.ts';
import { examplesOf } from './examples.ts';
import { spreadsOf } from './histograms.ts';
import { pictureData } from './pictures.ts';
import { lossCurves } from './training.ts';

/** Where a report is written, and over what. */
export interface ReportRequest {
  /** Null: into the folder of the run that it is about. */
  readonly output: string | null;
  readonly force: boolean;
  /** Logs of trainings and tables of scores whose evaluations are told. */
  readonly logs: readonly string[];
}

/** A report that was written. */
export interface WrittenReport {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Writes one HTML file about the recipe run last: funnel, ledger, scores, samples that were kept and that were not,
 * clusters, trainings, evaluations.
 * @throws ProductError `usage` for a place that is taken or no place for results, or a log that cannot be read, `disk`
 */
export async function writeReport(
  session: Session,
  { decoder }: Pick<RunMachines, 'decoder'>,
  { output, force, logs }: ReportRequest,
  signal: AbortSignal,
): Promise<WrittenReport> {
  const { dataset, flow } = await createViews(session);
  const { run = null } = await lastFlow(session, dataset);
  const own = output === null;
  const path = own ? placeOf(session, run?.n ?? 0) : outputPath(session, { output, force }, null);
  const grid = await ImportedGrid.open(session, dataset, flow, new Sets(), null);
  const thumbnails = new Thumbnails({ dataset: session.folder, temporary: false, restricted: false, decoder });
  try {
    const ledger = await ledgerOf(session, flow, dataset.part.rows);
    const examples = await examplesOf(grid, ledger);
    const clusters = await clustersShown(session, flow, grid);
    const shown = [...examples, ...clusters.shown].flatMap(({ rows }) => rows);
    const document = reportDocument({
      ...{ dataset: basename(session.folder), run, ledger, examples, clusters },
      spreads: await spreadsOf(session, flow),
      evaluations: await evaluationsIn(logs),
      curves: await lossCurves(session, flow),
      notes: flow.completed.flatMap(({ name, report }) => (report.notes ?? []).map((note) => `${name}: ${note}`)),
      pictures: await pictureData(thumbnails, shown, signal),
    });
    const bytes = Buffer.from(document);
    await writeDurably(path, bytes, { replace: own || force });
    return { path, bytes: bytes.length };
  } finally {
    await thumbnails.close();
    await grid.close();
  }
}

function placeOf(session: Session, run: number): string {
  const path = join(layoutOf(session.folder).runs, `${run}-report`, 'report.html');
  mkdirSync(dirname(path), { recursive: true });
  return path;
}
