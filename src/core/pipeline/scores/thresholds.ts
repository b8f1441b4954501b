/** What the recipe sets as bounds on scores now. */
import type { ScoreThreshold } from '../../../protocol/scores.ts';
import type { OperatorUse } from '../../recipe/recipe.ts';
import { resolveBounds } from '../decide/bounds.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';

const noRows = new Int32Array();

/** By statistic: the bounds of a clean stage, or of all. One that is a statistic has the number that it had in the last run. */
export function thresholdsOf(
  { loaded }: Pick<Session, 'loaded'>,
  { completed }: Pick<Flow, 'completed'>,
  stage: string | null,
): ReadonlyMap<string, readonly ScoreThreshold[]> {
  const found = new Map<string, ScoreThreshold[]>();
  for (const each of loaded?.recipe?.stages ?? []) {
    if (each.kind !== 'clean' || (stage !== null && each.name !== stage)) continue;
    const report = completed.find(({ name }) => name === each.name)?.report;
    for (const use of each.process) {
      const resolved = report?.operators.find(({ name }) => name === use.label)?.resolved ?? {};
      for (const { key, ...bound } of boundsOf(use, resolved)) {
        found.set(key, [...(found.get(key) ?? []), { stage: each.name, operator: use.label, ...bound }]);
      }
    }
  }
  return found;
}

function boundsOf(
  use: OperatorUse,
  resolved: Readonly<Record<string, number>>,
): (Pick<ScoreThreshold, 'value' | 'side'> & { readonly key: string })[] {
  if (use.operator.kind !== 'filter') return [];
  const unknown = Object.fromEntries(Object.keys(use.statistics).map((name) => [name, undefined]));
  const alone = { ...use, parameters: { ...use.parameters, ...unknown, ...resolved }, statistics: {} };
  return resolveBounds(alone, () => new Float64Array(), noRows).bounds.flatMap(({ statistic: { key }, min, max }) =>
    [
      { key, side: 'min' as const, value: min },
      { key, side: 'max' as const, value: max },
    ].filter(({ value }) => isBound(value)),
  );
}

/** No recipe means the greatest whole number, which stands for an open side, as a bound. */
function isBound(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) < Number.MAX_SAFE_INTEGER;
}
