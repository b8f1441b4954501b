/** What a run is asked for; nothing: the whole recipe, as far as it is not up to date. */
export interface RunRequest {
  readonly stage?: string;
  readonly from?: string;
  readonly to?: string;
  /** A preview on so many samples. */
  readonly sample?: number;
  readonly force?: boolean;
  /** Nothing is run: it is said what would be, and why. */
  readonly dryRun?: boolean;
}

/** How many samples a preview takes. */
export const previewSamples = 20;

/**
 * The request that a task's definition, or a command's argument, stands for. Both are written by hand or by others: what
 * is of a wrong type is passed over.
 */
export function requestOf(definition: Readonly<Record<string, unknown>>): RunRequest {
  const { stage, from, to, sample, force, dryRun } = definition;
  return {
    ...(isName(stage) ? { stage } : {}),
    ...(isName(from) ? { from } : {}),
    ...(isName(to) ? { to } : {}),
    ...(typeof sample === 'number' && Number.isSafeInteger(sample) && sample > 0 ? { sample } : {}),
    ...(force === true ? { force } : {}),
    ...(dryRun === true ? { dryRun } : {}),
  };
}

/** The arguments of the command line. @param folder absolute */
export function runArguments(folder: string, { stage, from, to, sample, force, dryRun }: RunRequest): string[] {
  return [
    'run',
    ...(stage === undefined ? [] : ['--stage', stage]),
    ...(from === undefined ? [] : ['--from', from]),
    ...(to === undefined ? [] : ['--to', to]),
    ...(sample === undefined ? [] : ['--sample', String(sample)]),
    ...(force === true ? ['--force'] : []),
    ...(dryRun === true ? ['--dry-run'] : []),
    // Behind everything that looks like an option.
    '--',
    folder,
  ];
}

/** A name cannot be taken for an option. */
function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.startsWith('-');
}
