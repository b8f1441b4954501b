/** The operators of a stage as the lab shows them. */
import type { LabBound, LabOperator, LabStatistic, LabValue } from '../../../protocol/lab.ts';
import type { Filter, Statistic } from '../../operators/operator.ts';
import type { OperatorUse } from '../../recipe/recipe.ts';
import { runOrder } from '../decide/order.ts';
import type { StoredStage } from '../decide-at.ts';
import { foldChunks, type ScoreColumn } from '../decide/score-column.ts';
import { distributionOf } from './distribution.ts';

/** A parameter's value as a recipe writes it. */
export function valueOf(use: OperatorUse, parameter: string): LabValue {
  return (use.statistics[parameter] ?? use.parameters[parameter]) as LabValue;
}

/** The parameters that bound a statistic, with the side. */
export function boundsOf({ min, max }: Statistic): { readonly parameter: string; readonly side: 'min' | 'max' }[] {
  return [
    ...(min === undefined ? [] : [{ parameter: min, side: 'min' as const }]),
    ...(max === undefined ? [] : [{ parameter: max, side: 'max' as const }]),
  ];
}

/** The statistics of an operator that thresholds bound. */
export function boundedStatistics({ operator }: OperatorUse): readonly Statistic[] {
  return operator.kind === 'filter' ? operator.statistics.filter((each) => boundsOf(each).length > 0) : [];
}

/** What an operator measured of a statistic, as its decision reads it. */
export function columnOf({ question }: StoredStage, use: OperatorUse, key: string): ScoreColumn {
  const found = question.measured(use.label).columns[key] ?? { values: new Float64Array(), offsets: null };
  return foldChunks(found, use.parameters['reduce_mode']);
}

/**
 * A stage's operators in the order in which they decide, people's tags first.
 * @param ran the operators as they were when the stage was run last
 * @param spelled whether the recipe says a parameter itself
 */
export function operatorsOf(
  stored: StoredStage,
  ran: readonly OperatorUse[],
  spelled: (label: string, parameter: string) => boolean,
): LabOperator[] {
  const { process, tags } = stored.question;
  const manual: LabOperator = { name: 'manual', kind: 'manual', statistics: [], others: [], reversed: false };
  const shown = runOrder(process).map((use) =>
    operatorOf(
      stored,
      use,
      ran.find(({ label }) => label === use.label),
      spelled,
    ),
  );
  return tags?.some((tag) => tag !== 0) === true ? [manual, ...shown] : shown;
}

function operatorOf(
  stored: StoredStage,
  use: OperatorUse,
  ran: OperatorUse | undefined,
  spelled: (label: string, parameter: string) => boolean,
): LabOperator {
  const statistics = boundedStatistics(use);
  const bounds = new Set(statistics.flatMap((each) => boundsOf(each).map(({ parameter }) => parameter)));
  const others = Object.entries(use.parameters).filter(
    ([name]) => !bounds.has(name) && (name === 'any_or_all' || spelled(use.label, name)),
  );
  return {
    name: use.label,
    kind: use.operator.kind,
    statistics: statistics.map((statistic) => statisticOf(stored, use, ran, statistic)),
    others: others.map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) })),
    reversed: use.reversed,
  };
}

function statisticOf(
  stored: StoredStage,
  use: OperatorUse,
  ran: OperatorUse | undefined,
  statistic: Statistic,
): LabStatistic {
  const { failures, missing } = stored.question.measured(use.label);
  const measured = (row: number): boolean => missing?.[row] !== 1 && !failures.has(row);
  const column = columnOf(stored, use, statistic.key);
  const bounds = boundsOf(statistic).map(({ parameter, side }): LabBound => ({
    ...{ parameter, side },
    recipe: valueOf(use, parameter),
    run: valueOf(ran ?? use, parameter),
    whole: !takes(use.operator as Filter<unknown>, parameter, 0.5) && statistic.readBound === undefined,
    size: statistic.readBound !== undefined,
  }));
  return { key: statistic.key, ...distributionOf(column, stored.question.count, measured), bounds };
}

function takes({ parameters }: Filter<unknown>, parameter: string, value: number): boolean {
  const shape = parameters.shape as Record<string, { safeParse(value: unknown): { success: boolean } }>;
  return shape[parameter]!.safeParse(value).success;
}
