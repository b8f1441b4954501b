/** Thresholds that may be set: a quarter, three standard deviations, a number of samples to keep. */
import type { LabSuggestion, LabValue } from '../../../protocol/lab.ts';
import type { OperatorUse } from '../../recipe/recipe.ts';
import { decideStage, states } from '../decide/decide.ts';
import { lengthAt, startAt, type ScoreColumn } from '../decide/score-column.ts';
import type { StoredStage } from '../decide-at.ts';
import { boundedStatistics, boundsOf, columnOf } from './operators.ts';
import { numberAt } from './thresholds.ts';

/** The threshold that suggestions are made for. */
export interface SuggestFor {
  readonly operator: string;
  readonly parameter: string;
  /** How many samples the stage should keep; null: nobody said it. */
  readonly target: number | null;
}

/** Suggestions for a threshold, the others staying as they are, each with what the stage would keep. */
export function suggestionsFor(stored: StoredStage, process: readonly OperatorUse[], ask: SuggestFor): LabSuggestion[] {
  const use = process.find(({ label }) => label === ask.operator);
  const bound = use && boundOf(use, ask.parameter);
  if (use === undefined || bound === undefined) return [];
  const low = bound.side === 'min';
  const values: LabValue[] = [{ percentile: low ? 25 : 75 }, { sigma: low ? -3 : 3 }];
  if (ask.target !== null) values.push(...valuesKeeping(stored, process, use, bound, ask.target));
  return values.map((value) => {
    const tried = { ...stored.question, process: withValue(process, use, ask.parameter, value) };
    const { counts, operators } = decideStage(tried);
    const report = operators.find(({ name }) => name === use.label);
    const at = numberAt(
      tried.process.find(({ label }) => label === use.label)!,
      ask.parameter,
      report?.resolved,
    );
    return { value, at, kept: counts.kept };
  });
}

interface SuggestedBound {
  readonly parameter: string;
  readonly side: 'min' | 'max';
  readonly key: string;
  readonly size: boolean;
}

function boundOf(use: OperatorUse, parameter: string): SuggestedBound | undefined {
  return boundedStatistics(use)
    .flatMap((statistic) =>
      boundsOf(statistic).map((bound) => ({
        ...bound,
        key: statistic.key,
        size: statistic.readBound !== undefined,
      })),
    )
    .find((bound) => bound.parameter === parameter);
}

/** The number that keeps as near as possible to so many samples of the whole stage, and so many of those that reach the operator. */
function valuesKeeping(
  stored: StoredStage,
  process: readonly OperatorUse[],
  use: OperatorUse,
  { parameter, side, key, size }: SuggestedBound,
  target: number,
): LabValue[] {
  if (use.reversed) return [];
  const best: LabValue[] = target > 0 ? [{ keep: target }] : [];
  const open = withValue(process, use, parameter, side === 'min' ? -Number.MAX_VALUE : Number.MAX_VALUE);
  const { outcome } = decideStage({ ...stored.question, process: open });
  const sign = side === 'min' ? 1 : -1;
  const all = use.parameters['any_or_all'] === 'all';
  const column = columnOf(stored, use, key);
  const values = Float64Array.from(outcome, (state, row) =>
    state === states.kept ? sign * deciding(column, row, all ? 'worst' : 'best', sign) : NaN,
  );
  const kept = values.filter(Number.isFinite);
  const nth = thresholdKeeping(kept.sort().reverse(), target);
  if (nth === null) return best;
  return [size ? String(Math.round(sign * nth)) : sign * nth, ...best];
}

/** The value of a sample that decides: where all its pictures must pass the worst, else the best. */
function deciding(column: ScoreColumn, row: number, which: 'worst' | 'best', sign: number): number {
  const start = startAt(column, row);
  const length = lengthAt(column, row);
  if (length === 1) return column.values[start]!;
  const values = [...column.values.subarray(start, start + length)].map((value) => sign * value);
  return sign * (which === 'worst' ? Math.min(...values) : Math.max(...values));
}

/**
 * The lower bound that keeps as near as possible to so many values.
 * @param values from the highest to the lowest
 */
export function thresholdKeeping(values: Float64Array, target: number): number | null {
  const wanted = Math.min(Math.max(target, 1), values.length);
  const at = values[wanted - 1];
  if (at === undefined) return null;
  // Equal values go together: those with them, or those without them, whichever is nearer.
  const next = values.findIndex((value) => value < at);
  const withEquals = next === -1 ? values.length : next;
  const without = values.indexOf(at);
  const threshold = without > 0 && target - without < withEquals - target ? values[without - 1]! : at;
  const below = values.find((value) => value < threshold);
  return shortest(threshold, below ?? threshold);
}

/** The number with the fewest digits above `below` and at most `upTo`: it decides the same. */
function shortest(upTo: number, below: number): number {
  for (let digits = 1; digits < 17; digits++) {
    const rounded = Number(upTo.toPrecision(digits));
    if (rounded <= upTo && rounded > below) return rounded;
  }
  return upTo;
}

/** Operators with one threshold set, whether or not a recipe could say it. */
function withValue(process: readonly OperatorUse[], use: OperatorUse, parameter: string, value: LabValue) {
  const { [parameter]: _, ...statistics } = use.statistics;
  const changed: OperatorUse =
    typeof value === 'object'
      ? { ...use, statistics: { ...statistics, [parameter]: value as unknown as OperatorUse['statistics'][string] } }
      : { ...use, statistics, parameters: { ...use.parameters, [parameter]: value } };
  return process.map((each) => (each.label === use.label ? changed : each));
}
