import type { LabUnknown } from '../../../protocol/lab.ts';
import { states, type StageDecision } from '../decide/decide.ts';
import type { StoredStage } from '../decide-at.ts';

/** Which samples lack a score, by the operator that misses it first, and why. */
export function unknownsOf({ question, measured, edited }: StoredStage, decision: StageDecision): LabUnknown[] {
  if (decision.counts.unknown === 0) return [];
  const found = new Map<string, LabUnknown>();
  decision.outcome.forEach((state, row) => {
    if (state !== states.unknown) return;
    const operator = decision.operators[decision.by[row]!]!.name;
    const isEdited = edited.has(question.rows[row]!);
    const why = !measured.has(operator) ? 'new' : isEdited ? 'edited' : 'survivors';
    const key = `${operator} ${why}`;
    found.set(key, { why, operator, samples: (found.get(key)?.samples ?? 0) + 1 });
  });
  return [...found.values()];
}
