/** What became of each row in the last stage that decided on it. */
import { column } from '../../store/columns.ts';
import { quoteText } from '../../store/duck.ts';
import { selectRows } from '../../store/rows.ts';
import { partOf } from '../completed.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';

/** The outcomes by their number in {@link Decided}. */
export const outcomeNames = ['none', 'kept', 'dropped', 'failed'] as const;

/** Numbers per row; 0 of `outcome` and -1 of the others: none. */
export interface Decided {
  /** Into {@link outcomeNames}. */
  readonly outcome: Uint8Array;
  /** Into the flow's completed stages. */
  readonly stage: Int16Array;
  /** Into `operators`. */
  readonly operator: Int16Array;
  /** All names of operators that decided, over all stages. */
  readonly operators: readonly string[];
}

/** Reads the decisions of all stages, the later overruling the earlier. */
export async function readDecided({ duck, store }: Pick<Session, 'duck' | 'store'>, flow: Flow): Promise<Decided> {
  const operators: string[] = [];
  const decided = {
    outcome: new Uint8Array(flow.rows),
    stage: new Int16Array(flow.rows).fill(-1),
    operator: new Int16Array(flow.rows).fill(-1),
  };
  for (const [number, stage] of flow.completed.entries()) {
    const part = partOf(stage, 'decisions');
    if (part === undefined) continue;
    const source = await store.source([part.part]);
    const named = await selectRows(
      duck,
      `SELECT DISTINCT operator FROM ${source} WHERE operator IS NOT NULL ORDER BY 1`,
    );
    for (const name of column(named, 'operator', 'text')) if (!operators.includes(name!)) operators.push(name!);
    const batch = await selectRows(
      duck,
      `SELECT row, ${placeSql('outcome', outcomeNames)} AS outcome, ${placeSql('operator', operators)} AS operator FROM ${source}`,
    );
    const [outcomes, by] = [column(batch, 'outcome', 'int'), column(batch, 'operator', 'int')];
    column(batch, 'row', 'int').forEach((row, i) => {
      decided.outcome[row] = outcomes[i]!;
      decided.stage[row] = number;
      decided.operator[row] = by[i]!;
    });
  }
  return { ...decided, operators };
}

/** The 0-based place of a name in a list; -1: it is not in it. */
function placeSql(name: string, list: readonly string[]): string {
  return `coalesce(list_position([${['', ...list].map(quoteText).join(', ')}], ${name}), 1)::INTEGER - 2`;
}
