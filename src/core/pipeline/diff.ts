/** Two runs side by side: which samples each kept, how scores moved, what changed in the recipe. */
import { ProductError } from '../../protocol/errors.ts';
import { column } from '../store/columns.ts';
import { selectRows } from '../store/rows.ts';
import type { Import } from '../store/state/registry.ts';
import { findRun, type Run } from '../store/state/runs.ts';
import { stagesOfRun } from '../store/state/stages.ts';
import { statisticSql, statisticsOf } from './completed.ts';
import { partsAreThere, toCompleted } from './find-completed.ts';
import { advance, startOfFlow, type Flow } from './flow.ts';
import { imported } from './imported.ts';
import { presentRows } from './chain.ts';
import type { Session } from './session.ts';

/** How one statistic moved between two results, over the samples that both have. */
export interface ScoreShift {
  readonly key: string;
  readonly samples: number;
  readonly changed: number;
  readonly meanA: number;
  readonly meanB: number;
}

/** Two results compared. */
export interface Diff {
  readonly a: { readonly run: number; readonly stage: string; readonly kept: number };
  readonly b: { readonly run: number; readonly stage: string; readonly kept: number };
  readonly both: number;
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
  readonly scores: readonly ScoreShift[];
  /** Lines of the recipes that differ: `-` only in A, `+` only in B. */
  readonly recipe: readonly string[];
}

/** Compares two results, each named `n` or `n-stage`. @throws ProductError `usage` when there is no such result */
export async function diffRuns(session: Session, nameA: string, nameB: string): Promise<Diff> {
  const dataset = await imported(session);
  const a = await resultOf(session, dataset, nameA);
  const b = await resultOf(session, dataset, nameB);
  const keptA = await keptIds(session, a.flow);
  const keptB = await keptIds(session, b.flow);
  const onlyA = [...keptA].filter((id) => !keptB.has(id));
  const onlyB = [...keptB].filter((id) => !keptA.has(id));
  const side = ({ run, stage }: Found, kept: ReadonlySet<string>) => ({ run: run.n, stage, kept: kept.size });
  return {
    a: side(a, keptA),
    b: side(b, keptB),
    both: keptA.size - onlyA.length,
    onlyA,
    onlyB,
    scores: await shifts(session, a.flow, b.flow),
    recipe: lineDifference(a.run.recipe, b.run.recipe),
  };
}

interface Found {
  readonly run: Run;
  readonly stage: string;
  readonly flow: Flow;
}

async function resultOf(session: Session, dataset: Import, name: string): Promise<Found> {
  const match = /^(\d+)(?:-(.+))?$/.exec(name);
  const run = match === null ? undefined : findRun(session.state, Number(match[1]));
  if (run === undefined)
    throw new ProductError('usage', `There is no run "${name}".`, {
      next: 'Runs are named n or n-stage; better-synth status --json lists them.',
    });
  const results = stagesOfRun(session.state, run.n).filter(({ state }) => state === 'done');
  const wanted = match![2] ?? results.at(-1)?.stage;
  const place = results.findIndex(({ stage }) => stage === wanted);
  if (wanted === undefined || place === -1) {
    throw new ProductError('usage', `Run ${run.n} completed no stage${wanted === undefined ? '' : ` "${wanted}"`}.`);
  }
  const completed = results.slice(0, place + 1).map((result) => toCompleted(session, result));
  const gone = completed.find((stage) => stage.stored.dataset !== dataset.sha256 || !partsAreThere(session, stage));
  if (gone !== undefined) {
    throw new ProductError(
      'usage',
      `What stage "${gone.name}" of run ${run.n} left is no longer there, or speaks of an earlier dataset file.`,
      {
        next: 'The parts of the last 10 runs are kept; run the recipe again.',
      },
    );
  }
  let flow = await startOfFlow(session, dataset, completed[0]!.parts.find(({ role }) => role === 'edited') ?? null);
  for (const stage of completed) flow = await advance(session, flow, stage);
  return { run, stage: wanted, flow };
}

async function keptIds(session: Session, flow: Flow): Promise<Set<string>> {
  const batch = await selectRows(session.duck, presentRows(flow.chain, ['id']));
  return new Set(column(batch, 'id', 'text') as string[]);
}

async function shifts(session: Session, a: Flow, b: Flow): Promise<ScoreShift[]> {
  const inB = new Set(statisticsOf(b.completed));
  const found: ScoreShift[] = [];
  for (const key of statisticsOf(a.completed).filter((shared) => inB.has(shared))) {
    const [sqlA, sqlB] = [
      await statisticSql(session, a.completed, key, false),
      await statisticSql(session, b.completed, key, false),
    ];
    const batch = await selectRows(
      session.duck,
      `SELECT count(*)::DOUBLE AS samples, count_if(a.value <> b.value)::DOUBLE AS changed, avg(a.value)::DOUBLE AS mean_a, avg(b.value)::DOUBLE AS mean_b
       FROM (${sqlA}) a JOIN (${sqlB}) b USING (row)`,
    );
    const value = (name: string): number => column(batch, name, 'double')[0]!;
    found.push({
      key,
      samples: value('samples'),
      changed: value('changed'),
      meanA: value('mean_a'),
      meanB: value('mean_b'),
    });
  }
  return found;
}

/** Lines that only one of two texts has, in order; a recipe is short, so longest common subsequence will do. */
function lineDifference(a: string, b: string): string[] {
  const [linesA, linesB] = [a.split('\n'), b.split('\n')];
  const longest = linesA.map(() => new Uint32Array(linesB.length + 1));
  longest.push(new Uint32Array(linesB.length + 1));
  for (let i = linesA.length - 1; i >= 0; i--) {
    for (let j = linesB.length - 1; j >= 0; j--) {
      longest[i]![j] =
        linesA[i] === linesB[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
    }
  }
  const difference: string[] = [];
  for (let i = 0, j = 0; i < linesA.length || j < linesB.length;) {
    if (i < linesA.length && linesA[i] === linesB[j]) {
      i++;
      j++;
    } else if (j >= linesB.length || (i < linesA.length && longest[i + 1]![j]! >= longest[i]![j + 1]!))
      difference.push(`- ${linesA[i++]!}`);
    else difference.push(`+ ${linesB[j++]!}`);
  }
  return difference;
}
