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

const isRight: { readonly [K in keyof Required<RunRequest>]: (value: unknown) => boolean } = {
  stage: isName,
  from: isName,
  to: isName,
  sample: (value) => Number.isSafeInteger(value) && (value as number) > 0,
  force: isFlag,
  dryRun: isFlag,
};

/**
 * The request that a task's definition stands for. It is written by hand: with a wrong value it stands for none, for
 * without that value it would run something else.
 */
export function requestOf(
  definition: Readonly<Record<string, unknown>>,
): { readonly request: RunRequest } | { readonly wrong: readonly string[] } {
  const given = Object.entries(isRight).filter(([name]) => definition[name] !== undefined);
  const wrong = given.filter(([name, isGood]) => !isGood(definition[name])).map(([name]) => name);
  if (wrong.length > 0) return { wrong };
  return { request: Object.fromEntries(given.map(([name]) => [name, definition[name]])) };
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
function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && !value.startsWith('-');
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}
