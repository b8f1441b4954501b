import { basename, dirname } from 'node:path';
import { exitCodes } from '../../protocol/errors.ts';
import { checkDataset, type CheckResult } from '../../core/pipeline/check.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { text } from '../options.ts';
import { problemLine } from '../problem-line.ts';
import type { Output } from '../output.ts';
import { plainText } from '../../base/plain-text.ts';
import type { CommandContext } from '../command-context.ts';
import { machines } from '../../core/pipeline/machines.ts';
import { numberText } from '../../base/number-text.ts';
import { counted } from '../words.ts';

const shownProblems = 200;

/** `check`: faults in recipe and dataset, with `--models` also models that tell none of its captions apart; runs nothing. */
export async function check(
  { output, signal }: CommandContext,
  [dir = '.']: string[],
  options: Record<string, unknown>,
): Promise<number> {
  const tried = options['models'] === true ? { signal } : null;
  return withSession(dir, text(options['recipe']), async (session) => {
    const { problems, samples, bad, models, exit } = await checkDataset(session, machines(), tried);
    output.document({ samples, bad, problems, ...(models === null ? {} : { models }), exit });
    printTrials(output, models);
    const recipes = session.loaded === null ? session.folder : dirname(session.loaded.path);
    for (const problem of problems.slice(0, shownProblems)) {
      output.print(problemLine(problem, problem.file === basename(session.file) ? session.folder : recipes));
    }
    if (problems.length > shownProblems)
      output.print(`… and ${numberText(problems.length - shownProblems)} more: --json lists all`);
    output.print(
      `${counted(samples, 'sample')}, ${numberText(bad)} of them bad; ${counted(problems.length, 'finding')}`,
    );
    return exit === 0 ? exitCodes.done : exit;
  });
}

/** How well each image–text model tells true captions from shuffled ones. */
function printTrials(output: Output, models: CheckResult['models']): void {
  if (models?.length === 0) output.print('This recipe asks no image–text model.');
  for (const { stage, operator, model, auc, pairs } of models ?? []) {
    const said = auc === null ? 'too few pairs' : `AUC ${auc.toFixed(3)}`;
    output.print(plainText(`${stage}: ${operator} with ${model}: ${said} (${pairs} true, as many shuffled)`));
  }
}
