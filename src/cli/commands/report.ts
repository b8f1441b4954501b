import { exitCodes } from '../../protocol/errors.ts';
import { machines } from '../../core/pipeline/machines.ts';
import { writeReport } from '../../core/pipeline/report/write-report.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { numberText } from '../../base/number-text.ts';
import { text, texts } from '../options.ts';
import type { CommandContext } from '../command-context.ts';

/** `report`: one HTML file about the recipe run last. */
export async function report(
  { output, signal }: CommandContext,
  [dir = '.']: string[],
  options: Record<string, unknown>,
): Promise<number> {
  const request = {
    output: text(options['output']) ?? null,
    force: options['force'] === true,
    logs: texts(options['log']) ?? [],
  };
  return withSession(dir, undefined, async (session) => {
    const written = await writeReport(session, machines(), request, signal);
    output.document(written);
    output.print(`${numberText(Math.ceil(written.bytes / 1000))} kB in ${written.path}`);
    return exitCodes.done;
  });
}
