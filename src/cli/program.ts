/** The command line's grammar: commands, arguments and options. What they do lies in commands/. */
import { Command, CommanderError, Option } from 'commander';
import { exitCodes, ProductError } from '../protocol/errors.ts';
import type { CommandContext } from './command-context.ts';
import { processOutput, reportFailure } from './output.ts';

declare const VERSION: string | undefined;

type Action = (context: CommandContext, args: string[], options: Record<string, unknown>) => Promise<number>;

/** Commands of the design that later versions bring, and what they will be for. */
const later: Readonly<Record<string, string>> = {
  import: 'other formats of datasets',
  parity: 'comparison with Data-Juicer',
  mcp: 'tools for agents',
};

/** Runs one command line (without program names); the answer is the exit code. */
export async function runProgram(args: readonly string[], signal: AbortSignal): Promise<number> {
  const json = args.includes('--json');
  const output = processOutput(json);
  let exit = 0;
  const program = new Command('better-synth')
    .description(
      'Clean, cluster, synthesize, select, train on and export image–caption datasets; every decision explained, nothing of yours written to.',
    )
    .version(typeof VERSION === 'string' ? VERSION : 'development')
    .exitOverride()
    .configureOutput({
      writeErr: (text) => output.remark(text.trimEnd()),
      writeOut: (text) => void (json ? process.stderr : process.stdout).write(text),
    })
    .showHelpAfterError('(better-synth --help lists what there is)');

  const command = (usage: string, description: string, load: () => Promise<Action>): Command =>
    program
      .command(usage)
      .description(description)
      .option('--json', 'one JSON document on stdout, nothing else there')
      .action(async (...given: unknown[]) => {
        const options = given[given.length - 2] as Record<string, unknown>;
        const values = given.slice(0, -2) as (string | string[] | undefined)[];
        exit = await (
          await load()
        )(
          { output, signal },
          values.flatMap((value) => value ?? []),
          options,
        );
      });

  addCommands(command);
  for (const [name, purpose] of Object.entries(later)) {
    program
      .command(name, { hidden: true })
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        throw new ProductError('usage', `"${name}" (${purpose}) is not in this version.`, {
          next: 'better-synth --help',
        });
      });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.done;
      output.document({ error: { kind: 'usage', code: exitCodes.usage, message: error.message } });
      return exitCodes.usage;
    }
    return reportFailure(error, output);
  }
}

const recipeOption = ['--recipe <file>', 'another recipe than the folder’s better-synth.yaml'] as const;

function addCommands(command: (usage: string, description: string, load: () => Promise<Action>) => Command): void {
  command('init [dir]', 'write a recipe to start from', async () => (await import('./commands/init.ts')).init)
    .addOption(
      new Option('--preset <name>', 'which recipe; lite, and with --demo demo').choices(['lite', 'demo', 'standard']),
    )
    .option('--demo', 'also put a small sample dataset there');
  command(
    'check [dir]',
    'look for faults in recipe and dataset; runs nothing',
    async () => (await import('./commands/check.ts')).check,
  )
    .option(...recipeOption)
    .option('--models', 'also try the models on shuffled captions');
  command('run [dir]', 'run what is not up to date', async () => (await import('./commands/run.ts')).run)
    .option(...recipeOption)
    .option('--stage <name...>', 'only these stages, and before them what is not up to date')
    .option('--from <name>', 'this stage and all after it')
    .option('--to <name>', 'no stage after this one')
    .option('--sample <n>', 'a preview on n samples, outside all views')
    .option('--dry-run', 'say what would run, and why')
    .option('--force', 'decide again even what is up to date');
  command(
    'status [dir]',
    'stages, counts, what is stale and why',
    async () => (await import('./commands/status.ts')).status,
  ).option(...recipeOption);
  command(
    'show <dir-or-id> [id]',
    'the whole history of one sample: show [DIR] ID',
    async () => (await import('./commands/show.ts')).show,
  );
  command(
    'captions <dir-or-id> [id]',
    'all captions of a picture with their scores: captions [DIR] ID',
    async () => (await import('./commands/captions.ts')).captions,
  );
  command(
    'query <dir-or-sql> [sql]',
    'one SELECT over the views: query [DIR] "SQL"',
    async () => (await import('./commands/query.ts')).query,
  )
    .addOption(new Option('--format <format>').choices(['table', 'json', 'csv', 'parquet']))
    .option('--output <file>', 'write the answer there');
  command(
    'decide [dir]',
    'what would be kept at other thresholds',
    async () => (await import('./commands/decide.ts')).decide,
  )
    .requiredOption('--stage <name>', 'the clean stage')
    .option('--set <operator.parameter=value...>', 'a threshold to try')
    .option(...recipeOption)
    .option('--write', 'put the thresholds into the recipe');
  command(
    'edit <dir> <id>',
    'a caption of your own; the dataset file stays as it is',
    async () => (await import('./commands/edit.ts')).edit,
  ).requiredOption('--text <caption>', 'the caption, without tokens');
  command(
    'tag <dir> <id...>',
    'tags; keep and drop overrule filters and selection',
    async () => (await import('./commands/tag.ts')).tag,
  )
    .option('--add <tag...>')
    .option('--remove <tag...>');
  command('export [dir]', 'write a result', async () => (await import('./commands/export.ts')).exportResult)
    .requiredOption(
      '--format <format>',
      'data-juicer, llava, parquet, csv, clusters-by-image, clusters-by-cluster, edits',
    )
    .requiredOption('--output <path>', 'where to; must not exist')
    .option('--stage <name>', 'the result of this stage, by default of the last')
    .option(...recipeOption)
    .option('--force', 'replace what is there')
    .option('--with-images <how>', 'take the pictures along: copy, hardlink (a folder) or tar (an archive)')
    .option('--questions <file>', 'what LLaVA records ask: a question a line, or a JSON list');
  command(
    'diff <dir-or-run> <run> [run]',
    'two runs as sets: diff [DIR] RUN-A RUN-B',
    async () => (await import('./commands/diff.ts')).diff,
  );
  command(
    'report [dir]',
    'one HTML file that shows what happened',
    async () => (await import('./commands/report.ts')).report,
  )
    .option('--output <file>', 'where to; by default into the folder of the run')
    .option('--force', 'replace what is there')
    .option('--log <file...>', 'logs of trainings or tables of scores, whose evaluations the report tells');
  command(
    'models <action> [id]',
    'the models on this machine: models list, models path ID',
    async () => (await import('./commands/models.ts')).models,
  );
  command(
    'caption-server',
    'an OpenAI-compatible server on loopback over a local captioner; until Ctrl-C',
    async () => (await import('./commands/caption-server.ts')).captionServer,
  )
    .option('--port <port>', 'by default a free one')
    .option('--model <model>', 'a captioner; by default demo/captioner')
    .option('--key-stdin', 'read its key from stdin, so that a profile outlives a restart; by default a random one');
  command(
    'profiles <action> [name]',
    'captioning endpoints: profiles add NAME --url U, list, remove NAME, test NAME',
    async () => (await import('./commands/profiles.ts')).profiles,
  )
    .option('--url <url>', 'address up to /chat/completions; adding it approves its origin')
    .option('--model <model>', 'the model to ask where a recipe names none')
    .option('--key-env <variable>', 'the environment variable that holds the key')
    .option('--key-stdin', 'read the key from stdin and keep it in the 0600 file')
    .option('--concurrency <n>', 'most requests at a time, by default 8');
  command('fsck [dir]', 'check our own files', async () => (await import('./commands/fsck.ts')).fsckCommand)
    .option('--read-data', 'read every part and picture again')
    .option('--repair', 'put damaged parts aside and rebuild what can be rebuilt');
}
