/** The proof as text. */
import type { Estimate } from '../../src/base/estimate.ts';
import { table } from '../../src/cli/table.ts';
import type { ArmName } from './arms.ts';
import type { Candidate } from './candidates.ts';
import type { ArmResult, Condition } from './result.ts';

const meaning: Readonly<Record<ArmName, string>> = {
  raw: 'drawn from the pool',
  clean: "drawn from the pool's captions that the filters keep",
  selected: 'selected from those and from captions written anew',
  control: 'filtered and selected by shuffled scores',
  captions: 'drawn from the pool and all captions written anew',
  oracle: "drawn from the pool's true captions",
};

/** What became of the pool: how many captions there are, how many of them the filters keep, how many are false. */
export function poolTable(candidates: readonly Candidate[]): string {
  const row = (what: string, among: (candidate: Candidate) => boolean) => {
    const own = candidates.filter(among);
    return [what, own.length, own.filter(({ kept }) => kept).length, own.filter(({ times }) => times > 0).length];
  };
  return table(
    ['captions', 'all', 'kept', 'selected'],
    [
      row('true', ({ isTrue }) => isTrue === true),
      row('false', ({ isTrue }) => isTrue === false),
      row('written anew', ({ synthesized }) => synthesized),
    ],
  );
}

/** The arms, best read with {@link poolTable}. */
export function armsTable(results: readonly ArmResult[]): string {
  const rows = results.map(({ arm, mean, overRaw, gap }) => [
    arm,
    meaning[arm],
    percent(mean),
    overRaw === null ? '' : pointsText(overRaw),
    overRaw?.verdict ?? '',
    gap === null ? '' : `${whole(gap.value)} ${interval(gap, whole)}`,
  ]);
  return table(['arm', 'captions', 'right', 'over raw, 95 % interval', 'verdict', 'gap closed, %'], rows);
}

/** A difference in percentage points with its interval. */
export function pointsText(estimate: Estimate): string {
  return `${points(estimate.value)} ${interval(estimate, points)}`;
}

/** A line for each condition. */
export function conditionLines(conditions: readonly Condition[]): string {
  return conditions.map(({ what, isMet }) => `${isMet ? 'met   ' : 'MISSED'}  ${what}`).join('\n');
}

function interval({ low, high }: Estimate, text: (value: number) => string): string {
  return `[${text(low)}, ${text(high)}]`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Percentage points with their sign. */
function points(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(1)}`;
}

function whole(share: number): string {
  return (share * 100).toFixed(0);
}
