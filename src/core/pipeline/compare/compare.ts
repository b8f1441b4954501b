/** Two results side by side: which samples each kept, why the others are missing, how scores moved, what changed in the recipe. */
import type { ComparedSide, KeptDistribution, ScoreShift } from '../../../protocol/compare.ts';
import type { Flow } from '../flow.ts';
import { readDecided } from '../grid/decided.ts';
import { imported } from '../imported.ts';
import type { Session } from '../session.ts';
import { groupChanges, isKept, type GroupedChange, type Side } from './changes.ts';
import { pairFlows } from './pairing.ts';
import { recipeDifference } from './recipe-lines.ts';
import { resultOf, type StageResult } from './result-of.ts';
import { keptDistributions, scoreShifts } from './shifts.ts';

/** Samples that one side kept and the other did not, for the same reason. */
export interface SideChange extends GroupedChange {
  readonly keptBy: 'a' | 'b';
}

/** Two results, sample by sample. */
export interface ComparedRuns {
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  readonly sides: { readonly a: Side; readonly b: Side };
  /** By sample of the pairing its row among the samples of now, -1 for none. */
  readonly now: Int32Array;
  /** Samples of the pairing. */
  readonly both: readonly number[];
  readonly onlyA: readonly number[];
  readonly onlyB: readonly number[];
  /** The most samples first. */
  readonly changes: readonly SideChange[];
  readonly scores: readonly ScoreShift[];
  readonly distributions: readonly KeptDistribution[];
  readonly recipe: readonly string[];
}

/**
 * Compares two results, each named `n` or `n-stage`.
 * @param now the samples of now, among which those that are compared can be shown
 * @throws ProductError `usage` when there is no such result
 */
export async function compareRuns(session: Session, now: Flow, nameA: string, nameB: string): Promise<ComparedRuns> {
  const dataset = await imported(session);
  const foundA = await resultOf(session, dataset, nameA);
  const foundB = await resultOf(session, dataset, nameB);
  const flows = [foundA.flow, foundB.flow, now];
  const [rowsA, rowsB, rowsNow] = (await pairFlows(session, flows, dataset.part.rows)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const a = await sideOf(session, foundA, rowsA);
  const b = await sideOf(session, foundB, rowsB);
  const sets = setsOf(a, b);
  const changes = [
    ...(await groupChanges(session, a, b, sets.onlyA)).map((change) => ({ ...change, keptBy: 'a' as const })),
    ...(await groupChanges(session, b, a, sets.onlyB)).map((change) => ({ ...change, keptBy: 'b' as const })),
  ];
  return {
    a: { run: foundA.run.n, stage: foundA.stage, kept: sets.both.length + sets.onlyA.length },
    b: { run: foundB.run.n, stage: foundB.stage, kept: sets.both.length + sets.onlyB.length },
    sides: { a, b },
    now: rowsNow,
    ...sets,
    changes: changes.sort((one, other) => other.samples.length - one.samples.length),
    scores: await scoreShifts(session, a.flow, b.flow),
    distributions: await keptDistributions(session, a, b),
    recipe: recipeDifference(foundA.run.recipe, foundB.run.recipe),
  };
}

async function sideOf(session: Session, { flow }: StageResult, rows: Int32Array): Promise<Side> {
  return { flow, decided: await readDecided(session, flow), rows };
}

function setsOf(a: Side, b: Side): Pick<ComparedRuns, 'both' | 'onlyA' | 'onlyB'> {
  const [both, onlyA, onlyB]: number[][] = [[], [], []];
  for (let sample = 0; sample < a.rows.length; sample++) {
    const [inA, inB] = [isKept(a, sample), isKept(b, sample)];
    if (inA && inB) both!.push(sample);
    else if (inA) onlyA!.push(sample);
    else if (inB) onlyB!.push(sample);
  }
  return { both: both!, onlyA: onlyA!, onlyB: onlyB! };
}
