/** Where an export may be written: not where a source is, and over nothing that was not asked to go away. */
import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { ProductError } from '../../../protocol/errors.ts';
import { PathResolver } from '../../dataset/resolve-path.ts';
import { column } from '../../store/columns.ts';
import { quoteText } from '../../store/duck.ts';
import { ownFolder } from '../../store/layout.ts';
import { selectBatches } from '../../store/rows.ts';
import type { Session } from '../session.ts';
import { assertReplaceable, type ImageMode } from './image-package.ts';

/**
 * Where an export is written.
 * @param mode how pictures are taken along; null: they are not
 * @throws ProductError `usage` for a place that is taken, no place for results, or of another kind
 */
export function outputPath(
  session: Session,
  { output, force }: { readonly output: string; readonly force: boolean },
  mode: ImageMode | null,
): string {
  const path = resolve(output);
  const folder = dirname(path);
  if (!existsSync(folder))
    throw new ProductError('usage', `There is no folder ${folder}.`, { where: path, next: 'Make it first.' });
  const real = join(realpathSync(folder), basename(path));
  const sources = [session.file, session.loaded?.path ?? session.file].map(realOf);
  const isSource = [...sources, realOf(session.folder)].some(
    (file) => file === real || file.startsWith(join(real, sep)),
  );
  if (isSource || real.startsWith(join(realOf(session.folder), ownFolder, sep))) throw noPlace(path);
  if (existsSync(path) && !force) {
    throw new ProductError('usage', `${path} exists.`, {
      where: path,
      safe: 'Nothing was written.',
      next: 'Name another file, or add --force to replace it.',
    });
  }
  refuseOtherKind(path, mode);
  return path;
}

/** A folder takes the place of nothing but a folder that such an export wrote, a file that of files alone. */
function refuseOtherKind(path: string, mode: ImageMode | null): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  const wanted = mode === 'copy' || mode === 'hardlink' ? 'folder' : 'file';
  const found = stats.isDirectory() ? 'folder' : 'file';
  if (wanted !== found) {
    throw new ProductError('usage', `${path} is a ${found}, and a ${wanted} is to be written.`, {
      where: path,
      safe: 'Nothing was written.',
      next: 'Name another place.',
    });
  }
  if (wanted === 'folder') assertReplaceable(path);
}

/** A picture of the dataset is a source too, and so is a folder that holds one. The views must be there. @throws ProductError `usage` */
export async function refusePicture({ duck, folder }: Session, path: string): Promise<void> {
  if (!existsSync(path)) return;
  const real = realpathSync(path);
  const within = statSync(real).isDirectory() ? 'true' : `ends_with(path, ${quoteText(basename(path))})`;
  const sql = `SELECT DISTINCT path FROM (SELECT unnest(images) AS path FROM samples) WHERE ${within}`;
  const resolver = await PathResolver.of(folder);
  for await (const named of selectBatches(duck, sql, 2048)) {
    for (const picture of column(named, 'path', 'text')) {
      const found = await resolver.resolve(picture!);
      if ('path' in found && (found.path === real || found.path.startsWith(join(real, sep)))) throw noPlace(path);
    }
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
