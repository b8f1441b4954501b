import { exitCodes } from '../../protocol/errors.ts';
import type { RunReport } from '../../protocol/records.ts';
import { planRun } from '../../core/pipeline/plan.ts';
import { runRecipe, type RunOptions } from '../../core/pipeline/run.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { machines } from '../machines.ts';
import { positiveInteger, text, texts } from '../options.ts';
import { ProgressLine } from '../progress.ts';
import type { CommandContext } from '../command-context.ts';
import { runNotes, runTable } from '../run-table.ts';
import { table } from '../table.ts';

/** `run`: runs what is not up to date. */
export async function run(
  { output, signal }: CommandContext,
  [dir = '.']: string[],
  options: Record<string, unknown>,
): Promise<number> {
  const choice = runOptions(options);
  return withSession(dir, text(options['recipe']), async (session) => {
    if (options['dryRun'] === true) {
      const plan = await planRun(session, machines(), { ...choice, modelsNeeded: true });
      output.document({ stages: plan });
      output.print(
        table(
          ['stage', 'kind', 'state', 'why'],
          plan.map(({ name, kind, state, why }) => [name, kind, state, why]),
        ),
      );
      return exitCodes.done;
    }
    for (const { severity, message, line } of session.loaded?.problems ?? []) {
      if (severity === 'warning') output.remark(`! ${session.loaded!.path}:${line ?? 1} ${message}`);
    }
    const progress = new ProgressLine();
    const running = runRecipe(session, choice, machines(), signal);
    let step = await running.next().finally(() => progress.clear());
    while (step.done !== true) {
      progress.show(step.value);
      step = await running.next().catch((error: unknown) => {
        progress.clear();
        throw error;
      });
    }
    progress.clear();
    report(output, step.value, options['sample'] !== undefined);
    return step.value.exit;
  });
}

function report(output: CommandContext['output'], result: RunReport, preview: boolean): void {
  output.document(result);
  output.print(`${preview ? 'Preview' : 'Run'} ${result.run}\n${runTable(result.stages)}`);
  for (const note of runNotes(result.stages)) output.print(`· ${note}`);
  if (result.exit === exitCodes.someFailed) {
    output.remark(
      `Done, but some samples failed: better-synth query "SELECT * FROM decisions WHERE outcome = 'failed'" names them.`,
    );
  }
}

function runOptions(options: Record<string, unknown>): RunOptions {
  const stages = texts(options['stage']);
  const from = text(options['from']);
  const to = text(options['to']);
  const sample = positiveInteger('--sample', options['sample']);
  return {
    ...(stages === undefined ? {} : { stages }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(sample === undefined ? {} : { sample }),
    force: options['force'] === true,
  };
}
