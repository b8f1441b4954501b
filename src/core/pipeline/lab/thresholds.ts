import type { OperatorUse } from '../../recipe/recipe.ts';
import type { DecidedOperator } from '../decide/decide.ts';
import { boundedStatistics, boundsOf } from './operators.ts';

/** Where a threshold lies as a number; null: there are no values to take a statistic of. */
export function numberAt(use: OperatorUse, parameter: string, resolved: DecidedOperator['resolved']): number | null {
  const statistic = boundedStatistics(use).find(({ min, max }) => min === parameter || max === parameter);
  const written = use.parameters[parameter];
  const plain = typeof written === 'string' ? statistic?.readBound?.(written) : (written as number);
  const at = parameter in use.statistics ? resolved?.[parameter] : plain;
  return at !== undefined && Number.isFinite(at) ? at : null;
}

/** A threshold as a number. */
export interface ThresholdAt {
  readonly operator: string;
  readonly parameter: string;
  readonly key: string;
  readonly at: number | null;
}

/** All thresholds of a stage as numbers, as they came out of a decision. */
export function thresholdsAt(process: readonly OperatorUse[], decided: readonly DecidedOperator[]): ThresholdAt[] {
  return process.flatMap((use) => {
    const resolved = decided.find(({ name }) => name === use.label)?.resolved;
    return boundedStatistics(use).flatMap((statistic) =>
      boundsOf(statistic).map(({ parameter }) => ({
        ...{ operator: use.label, parameter, key: statistic.key },
        at: numberAt(use, parameter, resolved),
      })),
    );
  });
}
