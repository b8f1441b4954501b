import { stringify } from 'yaml';
import type { CleanStage, OperatorUse } from '../../recipe/recipe.ts';
import { boundedStatistics } from './operators.ts';

/** A clean stage over what a `measure` stage measured: a quarter goes at each statistic, until somebody chooses better. */
export function cleanYaml({ name, process }: CleanStage): string {
  const stage = { name: `${name.slice(0, 58)}-clean`, clean: { process: process.map(operatorYaml) } };
  return stringify([stage], { flowCollectionPadding: false });
}

function operatorYaml(use: OperatorUse): object {
  const thresholds = boundedStatistics(use).map(({ min, max }) =>
    min === undefined ? { [max!]: { percentile: 75 } } : { [min]: { percentile: 25 } },
  );
  return { [use.operator.name]: Object.assign({}, use.parameters, ...withoutBounds(use), ...thresholds) as object };
}

/** Parameters that bound nothing stay; of the others the defaults are good. */
function withoutBounds(use: OperatorUse): object[] {
  const names = boundedStatistics(use).flatMap(({ min, max }) => [min, max]);
  return names.filter((name) => name !== undefined).map((name) => ({ [name]: undefined }));
}
