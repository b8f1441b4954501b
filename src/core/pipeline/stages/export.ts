/** The stage `export`: writes a file into the dataset folder; replaces only a file that it wrote itself. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ProductError } from '../../../protocol/errors.ts';
import { PathResolver } from '../../dataset/resolve-path.ts';
import type { ExportStage } from '../../recipe/recipe.ts';
import { diskError } from '../../store/disk-errors.ts';
import { hashFile } from '../../store/part-check.ts';
import type { ExportSource } from '../export/rows.ts';
import { writeExport } from '../export/write-export.ts';
import type { StoredReport } from '../find-completed.ts';
import { outputsWritten } from '../outputs-written.ts';
import { countPresent } from '../present-batches.ts';
import type { StageContext, StageResult, StageRun } from './stage-context.ts';

/** Runs an export stage. In a preview nothing is written. */
export async function* runExport(
  stage: ExportStage,
  context: StageContext,
  source: ExportSource & { preview: boolean },
): StageRun {
  const total = await countPresent(context.duck, context.chain);
  const counts = { in: total, kept: total, dropped: 0, failed: 0, operators: [] };
  if (source.preview) return { ...counts, notes: ['a preview writes no file'] };
  const path = await outputPath(stage, source);
  makeFolder(dirname(path));
  yield { type: 'progress', stage: stage.name, what: 'written', done: 0, total };
  const { sha256, records, notes } = await writeExport(source, stage.format, path, {
    replace: true,
    announce: ({ sha256 }) => context.record.announce({ path: stage.output, sha256 }),
    workshop: workshopFor(path, source),
  });
  yield { type: 'progress', stage: stage.name, what: 'written', done: total, total };
  const result: StageResult = {
    ...counts,
    notes: [`${records} records in ${stage.output}`, ...notes],
    output: { path: stage.output, sha256 },
  };
  return result;
}

/** Whether the file that an export wrote is still there as it was written. */
export async function outputIsThere(output: StoredReport['output'], folder: string): Promise<boolean> {
  if (output === null) return true;
  const resolved = await (await PathResolver.of(folder)).resolveOutput(output.path);
  return 'path' in resolved && (await hashFile(resolved.path)) === output.sha256;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw diskError(error, folder);
  }
}

/** What a kill leaves half-written lies in our own folder, not among the user's files, unless that is another volume. */
function workshopFor(path: string, { session: { layout } }: ExportSource): string | undefined {
  return statSync(layout.cache).dev === statSync(dirname(path)).dev ? layout.cache : undefined;
}

async function outputPath(stage: ExportStage, { session }: ExportSource): Promise<string> {
  const resolved = await (await PathResolver.of(session.folder)).resolveOutput(stage.output);
  const refuse = (why: string, next: string): ProductError =>
    new ProductError('usage', `${stage.output} ${why}.`, {
      where: `stage ${stage.name}`,
      safe: 'Nothing was written.',
      next,
    });
  if ('problem' in resolved) throw refuse(resolved.problem, 'Name another output.');
  if (resolved.path === session.file)
    throw refuse('is the dataset itself', 'Name another output: a source is never written to.');
  if (!existsSync(resolved.path)) return resolved.path;
  const present = await hashFile(resolved.path);
  if (present !== null && outputsWritten(session.state, stage.output).has(present)) return resolved.path;
  throw refuse('exists, and this stage did not write it', 'Move it away, or name another output.');
}
