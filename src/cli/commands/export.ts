import { exitCodes, ProductError } from '../../protocol/errors.ts';
import { exportResult as exportDataset } from '../../core/pipeline/export/export-result.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { text } from '../options.ts';
import type { CommandContext } from '../command-context.ts';
import { numberText } from '../table.ts';

/** `export`: writes a result. */
export async function exportResult(
  { output }: CommandContext,
  [dir = '.']: string[],
  options: Record<string, unknown>,
): Promise<number> {
  for (const [option, name] of [
    ['withImages', '--with-images'],
    ['questions', '--questions'],
  ] as const) {
    if (options[option] !== undefined) throw new ProductError('usage', `${name} is not in this version.`);
  }
  const stage = text(options['stage']);
  return withSession(dir, text(options['recipe']), async (session) => {
    const request = {
      format: text(options['format'])!,
      output: text(options['output'])!,
      force: options['force'] === true,
    };
    const { path, records, notes } = await exportDataset(
      session,
      stage === undefined ? request : { ...request, stage },
    );
    output.document({ path, records, notes });
    output.print(`${numberText(records)} records in ${path}`);
    for (const note of notes) output.remark(`! ${note}`);
    return exitCodes.done;
  });
}
