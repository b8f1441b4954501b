import type { FieldValue } from '../../operators/operator.ts';
import type { OperatorUse } from '../../recipe/recipe.ts';
import type { ScoreColumn } from './score-column.ts';

/** What an operator measured for the rows of a stage, by index into them. */
export interface Measured {
  /** Of a filter, by statistics key. */
  readonly columns: Readonly<Record<string, ScoreColumn>>;
  /** Of a deduplicator; empty: never a duplicate. */
  readonly fingerprints: readonly string[];
  /** Of a deduplicator that only compares for equality, instead of `fingerprints`; see `DuplicateQuestion`. */
  readonly groups: Int32Array | null;
  /** Of a selector that reads a field of the line. */
  readonly fields: readonly FieldValue[];
  /** Why rows could not be measured. */
  readonly failures: ReadonlyMap<number, string>;
  /** 1 where a row was never measured; null: nowhere. */
  readonly missing: Uint8Array | null;
}

/** The rows of a clean stage and everything that decides about them. */
export interface StageQuestion {
  /** How many rows enter, in dataset order. */
  readonly count: number;
  /** 1: tagged `keep`, -1: tagged `drop`, 0: neither. */
  readonly tags: Int8Array | null;
  /** Rows that no operator can look at (an unreadable line), with the reason. */
  readonly unreadable: ReadonlyMap<number, string>;
  readonly process: readonly OperatorUse[];
  readonly measured: (label: string) => Measured;
  /**
   * One number per row of a statistic as it stands before the operator `label` of `process`, whose parameters may be
   * others than those of the run; null where none was measured.
   */
  readonly statistic: (key: string, label: string, process: readonly OperatorUse[]) => Float64Array | null;
  /** A row's id, for reasons. */
  readonly name: (row: number) => string;
}
