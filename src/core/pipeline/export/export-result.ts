import { join } from 'node:path';
import { ProductError } from '../../../protocol/errors.ts';
import { exportFormats, type ExportFormat } from '../../recipe/recipe.ts';
import { advance, startOfFlow, type Flow } from '../flow.ts';
import { lastRealRun } from '../last-flow.ts';
import { createViews } from '../views.ts';
import { partOf } from '../completed.ts';
import { parseAt, recipeName, type Session } from '../session.ts';
import type { Exported } from './export-row.ts';
import { imageModes, recordsName, type ImageMode } from './image-package.ts';
import { outputPath, refusePicture } from './output-place.ts';
import { builtInQuestions } from './questions.ts';
import { writeWithImages, type PicturesTaken } from './with-images.ts';
import { writeExport } from './write-export.ts';

/** What to export, and where to. */
export interface ExportRequest {
  readonly format: string;
  readonly output: string;
  /** The result of this stage; the last one's by default. */
  readonly stage?: string;
  /** Replace a file that is there. */
  readonly force: boolean;
  /** Take the pictures along. */
  readonly withImages?: string;
  /** What LLaVA's records ask, see `parseQuestions`; our own questions by default. */
  readonly questions?: readonly string[];
}

/** What was exported. */
export interface ExportResult extends Exported {
  readonly path: string;
  readonly pictures?: PicturesTaken;
}

/**
 * Exports the result of the recipe run last, or of one of its stages.
 * @throws ProductError `usage` for an unknown format or stage, an output that exists, or one that is a source; `disk`,
 *   `cancelled`
 */
export async function exportResult(
  session: Session,
  request: ExportRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<ExportResult> {
  const format = knownFormat(request.format);
  const mode = imageMode(format, request);
  const path = outputPath(session, request, mode);
  const views = await createViews(session);
  await refusePicture(session, path);
  const source = { session, dataset: views.dataset, flow: await wantedFlow(session, views, request) };
  const asking = { questions: request.questions ?? builtInQuestions, seed: seedOfLastRun(session) };
  const replace = request.force;
  if (mode !== null)
    return { path, ...(await writeWithImages(source, { format, mode, path, replace, asking, signal })) };
  const { records, notes } = await writeExport(source, format, path, { replace }, asking);
  return { path, records, notes };
}

/** The flow behind the stage that is asked for. */
async function wantedFlow(
  session: Session,
  { dataset, flow }: Awaited<ReturnType<typeof createViews>>,
  { stage, format }: ExportRequest,
): Promise<Flow> {
  const names = flow.completed.map(({ name }) => name);
  if (names.length === 0 && format !== 'edits')
    throw new ProductError('usage', 'There is no result yet.', { next: 'better-synth run first.' });
  if (stage !== undefined && !names.includes(stage)) {
    throw new ProductError('usage', `No completed stage "${stage}".`, { next: `There are ${names.join(', ')}.` });
  }
  const stages = stage === undefined ? flow.completed : flow.completed.slice(0, names.indexOf(stage) + 1);
  const edited = stages.map((completed) => partOf(completed, 'edited')).at(0) ?? null;
  let wanted = await startOfFlow(session, dataset, edited);
  for (const completed of stages) wanted = await advance(session, wanted, completed);
  return wanted;
}

/** The seed of the recipe as it was run. */
function seedOfLastRun(session: Session): number {
  const run = lastRealRun(session);
  const path = session.loaded?.path ?? join(session.folder, recipeName);
  return (run === undefined ? null : parseAt(path, run.recipe).recipe)?.seed ?? 0;
}

function knownFormat(format: string): ExportFormat {
  const known = exportFormats.find((name) => name === format);
  if (known !== undefined) return known;
  const later = format === 'webdataset';
  throw new ProductError(
    'usage',
    later ? `The format ${format} is not in this version.` : `There is no format "${format}".`,
    {
      next: `Formats: ${exportFormats.join(', ')}.`,
    },
  );
}

function imageMode(format: ExportFormat, { withImages, questions }: ExportRequest): ImageMode | null {
  if (questions !== undefined && format !== 'llava') throw new ProductError('usage', `${format} asks no questions.`);
  if (withImages === undefined) return null;
  const mode = imageModes.find((known) => known === withImages);
  if (mode === undefined) {
    throw new ProductError('usage', `Pictures cannot be taken along as "${withImages}".`, {
      next: `--with-images ${imageModes.join(', ')}`,
    });
  }
  if (recordsName(format) === null) throw new ProductError('usage', `${format} names no pictures to take along.`);
  return mode;
}
