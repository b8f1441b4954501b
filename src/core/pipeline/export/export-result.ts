import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { ProductError } from '../../../protocol/errors.ts';
import { PathResolver } from '../../dataset/resolve-path.ts';
import { exportFormats, type ExportFormat } from '../../recipe/recipe.ts';
import { column } from '../../store/columns.ts';
import { quoteText } from '../../store/duck.ts';
import { ownFolder } from '../../store/layout.ts';
import { selectRows } from '../../store/rows.ts';
import { advance, startOfFlow } from '../flow.ts';
import { createViews } from '../views.ts';
import { partOf } from '../completed.ts';
import type { Session } from '../session.ts';
import { writeExport } from './write-export.ts';

/** What to export, and where to. */
export interface ExportRequest {
  readonly format: string;
  readonly output: string;
  /** The result of this stage; the last one's by default. */
  readonly stage?: string;
  /** Replace a file that is there. */
  readonly force: boolean;
}

/**
 * Exports the result of the recipe run last, or of one of its stages.
 * @throws ProductError `usage` for an unknown format or stage, an output that exists, or one that is a source
 */
export async function exportResult(
  session: Session,
  request: ExportRequest,
): Promise<{ path: string; records: number; notes: readonly string[] }> {
  const format = knownFormat(request.format);
  const path = outputPath(session, request);
  const { dataset, flow } = await createViews(session);
  await refusePicture(session, path);
  const names = flow.completed.map(({ name }) => name);
  if (names.length === 0 && format !== 'edits')
    throw new ProductError('usage', 'There is no result yet.', { next: 'better-synth run first.' });
  if (request.stage !== undefined && !names.includes(request.stage)) {
    throw new ProductError('usage', `No completed stage "${request.stage}".`, {
      next: `There are ${names.join(', ')}.`,
    });
  }
  const stages =
    request.stage === undefined ? flow.completed : flow.completed.slice(0, names.indexOf(request.stage) + 1);
  const edited = stages.map((stage) => partOf(stage, 'edited')).at(0) ?? null;
  let wanted = await startOfFlow(session, dataset, edited);
  for (const stage of stages) wanted = await advance(session, wanted, stage);
  const { records, notes } = await writeExport({ session, dataset, flow: wanted }, format, path, {
    replace: request.force,
  });
  return { path, records, notes };
}

function knownFormat(format: string): ExportFormat {
  const known = exportFormats.find((name) => name === format);
  if (known !== undefined) return known;
  const later = ['llava', 'webdataset'].includes(format);
  throw new ProductError(
    'usage',
    later ? `The format ${format} is not in this version.` : `There is no format "${format}".`,
    {
      next: `Formats: ${exportFormats.join(', ')}.`,
    },
  );
}

function outputPath(session: Session, { output, force }: ExportRequest): string {
  const path = resolve(output);
  const folder = dirname(path);
  if (!existsSync(folder))
    throw new ProductError('usage', `There is no folder ${folder}.`, { where: path, next: 'Make it first.' });
  const real = join(realpathSync(folder), basename(path));
  const sources = [session.file, session.loaded?.path ?? session.file].map(realOf);
  if (sources.includes(real) || real.startsWith(join(realOf(session.folder), ownFolder, sep))) throw noPlace(path);
  if (existsSync(path) && !force) {
    throw new ProductError('usage', `${path} exists.`, {
      where: path,
      safe: 'Nothing was written.',
      next: 'Name another file, or add --force to replace it.',
    });
  }
  return path;
}

/** A picture of the dataset is a source too. @throws ProductError `usage` */
async function refusePicture({ duck, folder }: Session, path: string): Promise<void> {
  if (!existsSync(path)) return;
  const real = realpathSync(path);
  const named = await selectRows(
    duck,
    `SELECT DISTINCT path FROM (SELECT unnest(images) AS path FROM samples) WHERE ends_with(path, ${quoteText(basename(path))})`,
  );
  const resolver = await PathResolver.of(folder);
  for (const picture of column(named, 'path', 'text')) {
    const found = await resolver.resolve(picture!);
    if ('path' in found && found.path === real) throw noPlace(path);
  }
}

function noPlace(path: string): ProductError {
  return new ProductError('usage', `${path} is not a place for results: sources are never written to.`, {
    where: path,
    safe: 'Nothing was written.',
    next: 'Name another file.',
  });
}

function realOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}
