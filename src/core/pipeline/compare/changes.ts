/** Why samples are in one of two results and not in the other. */
import type { ChangeCause } from '../../../protocol/compare.ts';
import { memoised } from '../../../base/memoised.ts';
import { measurementsOf, statisticByRow } from '../completed.ts';
import type { Flow } from '../flow.ts';
import { outcomeNames, type Decided } from '../grid/decided.ts';
import type { Session } from '../session.ts';

/** A result with what was decided in it. */
export interface Side {
  readonly flow: Flow;
  readonly decided: Decided;
  /** By sample of the pairing: its row, -1 where it has none. */
  readonly rows: Int32Array;
}

/** Samples that one side kept and the other left out, for the same reason. */
export interface GroupedChange {
  readonly cause: ChangeCause;
  /** Where the other side took them out; null: it has no such samples. */
  readonly stage: string | null;
  readonly operator: string | null;
  readonly key: string | null;
  /** Samples of the pairing, in order. */
  readonly samples: readonly number[];
  /** What each side measured of a sample; NaN: nothing. */
  readonly scoreOf: (side: 'keeper' | 'other', sample: number) => number;
}

/** Whether a side keeps a sample: it is there, and no stage took it out. */
export function isKept({ decided, rows }: Side, sample: number): boolean {
  const row = rows[sample]!;
  return row !== -1 && decided.outcome[row]! <= outcomeNames.indexOf('kept');
}

/** Groups samples that `keeper` kept and `other` did not by why; the largest group first. */
export async function groupChanges(
  session: Session,
  keeper: Side,
  other: Side,
  samples: readonly number[],
): Promise<GroupedChange[]> {
  const takers = await takersOf(session, keeper, other, samples);
  const groups = new Map<string, GroupedChange & { samples: number[] }>();
  for (const sample of samples) {
    const taker = takers.get(takerNumber(other, sample))!;
    const cause = causeOf(keeper, other, sample, taker);
    const name = `${taker.number} ${cause}`;
    let group = groups.get(name);
    if (group === undefined) {
      const { stage, operator, key, scores } = taker;
      const scoreOf: GroupedChange['scoreOf'] = (side, one) => scores?.[side](one) ?? NaN;
      groups.set(name, (group = { cause, stage, operator, key, samples: [], scoreOf }));
    }
    group.samples.push(sample);
  }
  return [...groups.values()].sort((a, b) => b.samples.length - a.samples.length);
}

type Scores = Readonly<Record<'keeper' | 'other', (sample: number) => number>>;

/** An operator of a stage of the other side that took samples out. */
interface Taker {
  readonly number: number;
  readonly stage: string | null;
  readonly operator: string | null;
  /** The statistic that it decides by; null for what depends on other samples. */
  readonly key: string | null;
  /** What both sides measured of it. */
  readonly scores: Scores | null;
  /** Whether the keeping side has it, too. */
  readonly isShared: boolean;
}

/** Stage and operator that decided about a sample, as one number; -1: the side has no such sample. */
function takerNumber({ decided, rows }: Side, sample: number): number {
  const row = rows[sample]!;
  return row === -1 ? -1 : (decided.stage[row]! + 1) * (decided.operators.length + 1) + decided.operator[row]! + 1;
}

async function takersOf(
  session: Session,
  keeper: Side,
  other: Side,
  samples: readonly number[],
): Promise<Map<number, Taker>> {
  const takers = new Map<number, Taker>();
  const measured = memoised((key: string) => scoresOfBoth(session, keeper, other, key));
  for (const sample of samples) {
    const number = takerNumber(other, sample);
    if (takers.has(number)) continue;
    const row = other.rows[sample]!;
    const stage = other.flow.completed[other.decided.stage[row] ?? -1];
    const operator = other.decided.operators[other.decided.operator[row] ?? -1] ?? null;
    const key = stage === undefined || operator === null ? null : keyOf(stage, operator);
    const scores = key === null ? null : await measured(key);
    takers.set(number, { number, stage: stage?.name ?? null, operator, key, scores, isShared: has(keeper, operator) });
  }
  return takers;
}

/** Whether a side has an operator, or a selection. */
function has({ flow }: Side, operator: string | null): boolean {
  return flow.completed.some(
    ({ kind, report }) => kind === operator || report.operators.some(({ name }) => name === operator),
  );
}

function causeOf(keeper: Side, other: Side, sample: number, { operator, scores, isShared }: Taker): ChangeCause {
  const row = other.rows[sample]!;
  if (row === -1) return 'created';
  if (outcomeNames[other.decided.outcome[row]!] === 'failed') return 'failed';
  if (operator === 'manual' || isWonByTag(keeper, sample)) return 'tag';
  if (!isShared) return 'operator';
  if (scores === null) return 'neighbours';
  return Object.is(scores.keeper(sample), scores.other(sample)) ? 'threshold' : 'score';
}

/** Kept by a tag against what an operator said. */
function isWonByTag({ decided, rows }: Side, sample: number): boolean {
  return decided.operators[decided.operator[rows[sample]!]!] === 'manual';
}

/** The statistic that an operator of a stage decides by; null for what depends on other samples. */
function keyOf(stage: Flow['completed'][number], operator: string): string | null {
  const measurement = measurementsOf(stage).find(({ label }) => label === operator);
  return measurement?.columns.find(({ shown }) => shown)?.key ?? null;
}

async function scoresOfBoth(session: Session, keeper: Side, other: Side, key: string): Promise<Scores> {
  const read = async ({ flow, rows }: Side): Promise<(sample: number) => number> => {
    const values = (await statisticByRow(session, flow.completed, key)) ?? new Float64Array();
    return (sample) => values[rows[sample]!] ?? NaN;
  };
  return { keeper: await read(keeper), other: await read(other) };
}
