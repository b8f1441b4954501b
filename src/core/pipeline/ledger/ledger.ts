import { filterValue } from '../../../protocol/filter-fields.ts';
import type { FunnelStage, Ledger, TerminalState } from '../../../protocol/ledger.ts';
import { lastPartOf, type CompletedStage } from '../completed.ts';
import { selectObjects } from '../../store/rows.ts';
import type { Flow } from '../flow.ts';
import { outcomeNames, readDecided, type Decided } from '../grid/decided.ts';
import type { Session } from '../session.ts';

/**
 * Where every row of a flow ended: one terminal state each, so that the sums equal the input.
 * @param input how many rows were imported; those behind them were created
 */
export async function ledgerOf(session: Session, flow: Flow, input: number): Promise<Ledger> {
  return {
    input,
    created: flow.rows - input,
    stages: flow.completed.map(funnelStage),
    states: terminalStates(await readDecided(session, flow), flow.completed, input),
    selected: await selectedOf(session, flow),
  };
}

function funnelStage({ run, report }: CompletedStage): FunnelStage {
  const { name, kind, in: entered, kept, dropped, failed, created, seconds, operators } = report;
  return {
    ...{ name, kind, run, in: entered, kept, dropped, failed, created, seconds },
    operators: operators.map(({ name, in: entered, kept, dropped, failed, alone = null }) => {
      return { name, in: entered, kept, dropped, failed, alone };
    }),
  };
}

/** The states of all rows, counted. */
export function terminalStates(
  { outcome, stage, operator, operators }: Decided,
  stages: readonly Pick<CompletedStage, 'name' | 'report'>[],
  input: number,
): TerminalState[] {
  const counts = new Map<number, { row: number; source: number; created: number }>();
  for (let row = 0; row < outcome.length; row++) {
    const key = ((stage[row]! + 1) * (operators.length + 1) + operator[row]! + 1) * outcomeNames.length + outcome[row]!;
    let count = counts.get(key);
    if (count === undefined) counts.set(key, (count = { row, source: 0, created: 0 }));
    if (row < input) count.source++;
    else count.created++;
  }
  const found = [...counts.values()].map(({ row, source, created }) => ({
    place: stage[row]!,
    outcome: outcomeNames[outcome[row]!]!,
    stage: stages[stage[row]!]?.name ?? null,
    operator: operators[operator[row]!] ?? null,
    source,
    created,
  }));
  const rank = ({ place, outcome, operator }: (typeof found)[number]): number[] => [
    outcome === 'kept' ? 1 : 0,
    place,
    stages[place]?.report.operators.findIndex(({ name }) => name === operator) ?? -1,
    outcomeNames.indexOf(outcome),
  ];
  return found
    .sort((a, b) => compare(rank(a), rank(b)))
    .map(({ place: _, ...state }) => ({
      ...state,
      filter: filterOf(
        state,
        found.some(({ operator }) => operator === 'manual'),
      ),
    }));
}

function filterOf(
  { outcome, stage, operator }: Pick<TerminalState, 'outcome' | 'stage' | 'operator'>,
  hasManual: boolean,
): string {
  if (stage === null) return 'outcome:none';
  const named = operator === null ? (hasManual ? ' -operator:manual' : '') : ` operator:${filterValue(operator)}`;
  return `stage:${filterValue(stage)} outcome:${outcome}${named}`;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((value, i) => value !== b[i]);
  return place === -1 ? 0 : a[place]! - b[place]!;
}

async function selectedOf({ duck, store }: Session, { completed }: Flow): Promise<Ledger['selected']> {
  const part = lastPartOf(completed, 'selected');
  if (part === undefined) return null;
  const source = await store.source([part.part]);
  const [sums] = await selectObjects(
    duck,
    `SELECT count_if(times > 0) AS samples, coalesce(sum(times), 0) AS records FROM ${source}`,
  );
  return { samples: Number(sums!['samples']), records: Number(sums!['records']) };
}
