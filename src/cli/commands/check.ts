import { exitCodes, ProductError } from '../../protocol/errors.ts';
import { checkDataset } from '../../core/pipeline/check.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { text } from '../options.ts';
import { plainText } from '../plain-text.ts';
import type { CommandContext } from '../command-context.ts';
import { numberText } from '../table.ts';

const shownProblems = 200;

/** `check`: faults in recipe and dataset; runs nothing. */
export async function check(
  { output }: CommandContext,
  [dir = '.']: string[],
  options: Record<string, unknown>,
): Promise<number> {
  if (options['models'] === true) throw new ProductError('usage', '--models is not in this version.');
  return withSession(dir, text(options['recipe']), async (session) => {
    const { problems, samples, bad, exit } = await checkDataset(session);
    output.document({ samples, bad, problems, exit });
    for (const { file, line, column, severity, code, message } of problems.slice(0, shownProblems)) {
      output.print(`${file}:${line ?? 1}:${column ?? 1}: ${severity} ${code}: ${plainText(message)}`);
    }
    if (problems.length > shownProblems)
      output.print(`… and ${numberText(problems.length - shownProblems)} more: --json lists all`);
    output.print(
      `${numberText(samples)} samples, ${numberText(bad)} of them bad; ${numberText(problems.length)} findings`,
    );
    return exit === 0 ? exitCodes.done : exit;
  });
}
