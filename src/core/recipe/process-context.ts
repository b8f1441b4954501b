import type { Operator } from '../operators/operator.ts';
import type { Places } from './places.ts';
import type { Reporter } from './reporter.ts';
import type { MapNode, Span } from './source.ts';

/** What reading a list of operators needs to know. */
export interface ProcessContext {
  readonly report: Reporter;
  readonly places: Places;
  readonly table: ReadonlyMap<string, Operator>;
  readonly stage: string;
  readonly kind: 'clean' | 'measure';
  /** Parameters that were accepted and ignored, with the first place of each; said once by {@link sayIgnored}. */
  readonly ignored: Map<string, Span>;
}

/** One item of the list: the operator's name, where it stands, and its parameters as written. */
export interface NamedItem {
  readonly name: string;
  readonly key: Span;
  /** Null where none are given. */
  readonly parameters: MapNode | null;
}
