import type { Operator } from '../../operators/operator.ts';

/** Parameters of stages that name a model. */
export const stageModels: ReadonlySet<string> = new Set(['model', 'vision', 'text']);

/** The parameters of an operator that name a model. */
export function modelParameters(operator: Operator): readonly string[] {
  return operator.kind === 'filter' && operator.askModel !== undefined ? [operator.askModel.model] : [];
}
