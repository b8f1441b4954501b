/** What the proof has found, and whether that is enough. */
import { verdictOf, type Estimate, type Verdict } from '../../src/base/estimate.ts';
import { mean } from '../../src/base/statistics.ts';
import { arms, type ArmName } from './arms.ts';
import { difference, gapClosed } from './statistics.ts';

/** Per arm a share of right scenes for each seed. */
export type Shares = Readonly<Record<ArmName, readonly number[]>>;

/** An arm in the table. */
export interface ArmResult {
  readonly arm: ArmName;
  readonly mean: number;
  /** Arm − raw. Null for raw itself. */
  readonly overRaw: (Estimate & { readonly verdict: Verdict }) | null;
  /** Of the way from raw to oracle. Null for both. */
  readonly gap: Estimate | null;
}

/** A condition of the proof. */
export interface Condition {
  readonly what: string;
  readonly isMet: boolean;
}

/** The arms in order, each against raw. */
export function resultsOf(shares: Shares): ArmResult[] {
  const { raw, oracle } = shares;
  return (Object.keys(arms) as ArmName[]).map((arm) => {
    const own = shares[arm];
    const overRaw = difference(own, raw);
    return {
      arm,
      mean: mean(Float64Array.from(own)),
      overRaw: arm === 'raw' ? null : { ...overRaw, verdict: verdictOf(overRaw) },
      gap: arm === 'raw' || arm === 'oracle' ? null : gapClosed(own, raw, oracle),
    };
  });
}

/** What the captions written anew add to filtering: selected − clean. Nothing is asked of it. */
export function beyondFiltering({ selected, clean }: Shares): Estimate & { readonly verdict: Verdict } {
  const over = difference(selected, clean);
  return { ...over, verdict: verdictOf(over) };
}

/** The least share of the gap from raw to oracle that selection must close. */
const leastGap = 0.6;

/** The conditions that the arms must meet. */
export function conditionsOf(results: readonly ArmResult[]): Condition[] {
  const of = (name: ArmName): ArmResult => results.find(({ arm }) => arm === name)!;
  const [selected, control, oracle] = [of('selected'), of('control'), of('oracle')];
  return [
    { what: 'oracle is better than raw: there is a gap to close', isMet: oracle.overRaw!.low > 0 },
    { what: 'selected is better than raw: the interval lies above 0', isMet: selected.overRaw!.low > 0 },
    { what: 'control is not: its interval holds 0 or lies below', isMet: control.overRaw!.low <= 0 },
    { what: `selected closes at least ${leastGap * 100} % of the gap`, isMet: selected.gap!.value >= leastGap },
  ];
}
