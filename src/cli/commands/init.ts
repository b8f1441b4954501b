import { relative } from 'node:path';
import { exitCodes } from '../../protocol/errors.ts';
import { initDataset } from '../../core/pipeline/init.ts';
import { demoFolder } from '../../core/pipeline/machines.ts';
import { text } from '../options.ts';
import type { CommandContext } from '../command-context.ts';

/** `init`: writes a recipe, and with `--demo` puts the demo dataset beside it. */
export async function init(
  { output }: CommandContext,
  [dir = '.']: string[],
  options: Record<string, unknown>,
): Promise<number> {
  const demo = options['demo'] === true;
  const preset = text(options['preset']) ?? (demo ? 'demo' : 'lite');
  const made = await initDataset(dir, { preset, dataset: demo ? demoFolder('dataset') : null });
  output.document(made);
  if (made.samples !== null)
    output.print(`${made.samples} samples with planted defects (truth.json tells which) in ${made.folder}`);
  output.print(`Recipe: ${made.recipe}\nNext: better-synth run ${relative('.', made.folder) || '.'}`);
  return exitCodes.done;
}
