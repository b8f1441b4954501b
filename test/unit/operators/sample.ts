import { findOperator } from '../../../src/core/operators/index.ts';
import type { Filter, Mapper, SampleView, Selector, Tools } from '../../../src/core/operators/operator.ts';
import { compile } from '../../../src/core/operators/shared/pattern.ts';
import type { Json } from '../../../src/protocol/records.ts';

/** What operators get from the product. */
export const tools: Tools = { compile };

/** A sample with a text and other fields by dotted path. */
export function sample(text: string, fields: Readonly<Record<string, Json>> = {}): SampleView {
  return {
    id: '1',
    text,
    images: [],
    tokens: { image: '<__dj__image>', eoc: '<|__dj__eoc|>' },
    field: (path) => (path === 'text' ? text : fields[path]),
  };
}

/** What a filter of this name measures for a sample. */
export function measure(name: string, given: SampleView, parameters: object = {}): Readonly<Record<string, unknown>> {
  const filter = findOperator(name) as Filter<object>;
  return filter.measureText!(filter.parameters.parse(parameters), tools)(given);
}

/** A mapper's text. */
export function mapped(name: string, text: string, parameters: object = {}): string {
  const mapper = findOperator(name) as Mapper<object>;
  return mapper.map(mapper.parameters.parse(parameters), tools)(text);
}

/** The rows that a selector keeps, in ascending order. */
export function selected(name: string, values: readonly (number | string | null)[], parameters: object): number[] {
  const selector = findOperator(name) as Selector<object>;
  const rows = selector.select(values.length, values, selector.parameters.parse(parameters));
  return [...rows].sort((a, b) => a - b);
}

/** The messages of a refused set of parameters; empty where it is accepted. */
export function refusals(name: string, parameters: object): string[] {
  const result = findOperator(name)!.parameters.safeParse(parameters);
  return result.success ? [] : result.error.issues.map(({ message }) => message);
}
