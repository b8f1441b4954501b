import { dirname } from 'node:path';
import { exitCodes } from '../../protocol/errors.ts';
import type { RunReport } from '../../protocol/records.ts';
import { planRun, type PlannedStage } from '../../core/pipeline/plan.ts';
import { runRecipe, type RunOptions } from '../../core/pipeline/run.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { machines } from '../../core/pipeline/machines.ts';
import { problemLine } from '../problem-line.ts';
import { positiveInteger, text, texts } from '../options.ts';
import { ProgressLine } from '../progress.ts';
import type { CommandContext } from '../command-context.ts';
import { plainText } from '../../base/plain-text.ts';
import { runNotes, runTable } from '../run-table.ts';
import { table } from '../table.ts';
import { counted } from '../words.ts';

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
      for (const stage of plan)
        if (stage.requests !== undefined) output.print(plainText(requestsText(stage.name, stage.requests)));
      return exitCodes.done;
    }
    for (const problem of session.loaded?.problems ?? []) {
      if (problem.severity === 'warning') output.remark(problemLine(problem, dirname(session.loaded!.path)));
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

/** What a stage would send, and where. */
function requestsText(
  stage: string,
  { profile, origin, model, atMost }: NonNullable<PlannedStage['requests']>,
): string {
  const place = origin === null ? (profile === 'demo' ? 'this machine' : 'nowhere known') : origin;
  const count =
    atMost === null ? 'one request for each sample that enters it' : `at most ${counted(atMost, 'request')}`;
  const asked = `profile ${profile} (${place}), model ${model ?? 'none'}`;
  return `· ${stage} would send ${count} to ${asked}; a failed one may be made again, and an answered one never is`;
}

function report(output: CommandContext['output'], result: RunReport, preview: boolean): void {
  output.document(result);
  output.print(`${preview ? 'Preview' : 'Run'} ${result.run}\n${runTable(result.stages)}`);
  for (const note of runNotes(result.stages)) output.print(`· ${note}`);
  if (result.exit === exitCodes.someFailed) {
    output.remark(
      `Done, but some samples failed: the grid shows them by the filter outcome:failed, better-synth query "SELECT * FROM decisions WHERE outcome = 'failed'" names them.`,
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
