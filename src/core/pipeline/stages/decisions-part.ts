import type { ColumnSpec } from '../../store/columns.ts';
import type { Part } from '../../store/part-check.ts';
import type { Parts } from '../../store/parts.ts';
import { states, type StageDecision } from '../decide/decide.ts';

/** The columns of a decisions part. */
export const decisionColumns: readonly ColumnSpec[] = [
  { name: 'row', type: 'int' },
  { name: 'outcome', type: 'text' },
  { name: 'operator', type: 'text' },
  { name: 'reason', type: 'text' },
];
const outcomes = ['kept', 'dropped', 'failed'] as const;
const batchRows = 16_384;

/** Writes decisions as a part: `row, outcome, operator, reason`; kept rows have neither operator nor reason, but for those that a tag kept. */
export async function decisionsPart(
  store: Parts,
  rows: Int32Array,
  decision: Pick<StageDecision, 'outcome' | 'by' | 'reason'> & { operators: readonly { name: string }[] },
): Promise<Part> {
  const writer = await store.openPart('decisions', decisionColumns);
  for (let from = 0; from < rows.length; from += batchRows) {
    const indices = Array.from({ length: Math.min(batchRows, rows.length - from) }, (_, i) => from + i);
    await writer.append({
      rows: indices.length,
      columns: {
        row: rows.subarray(from, from + indices.length),
        outcome: indices.map((i) => outcomeOf(decision.outcome[i]!)),
        operator: indices.map((i) => decision.operators[decision.by[i]!]?.name ?? null),
        reason: indices.map((i) => decision.reason(i)),
      },
    });
  }
  return writer.finish();
}

function outcomeOf(state: number): string {
  if (state === states.unknown) throw new Error('a finished stage has no unknown rows');
  return outcomes[state]!;
}
