import type { InputRow, Sample } from './sample.ts';

/** A row while it is measured. */
export interface Draft {
  /** Its index among the rows of the batch. */
  readonly index: number;
  readonly input: InputRow;
  /** Null for a line that could not be read: every operator fails on it. */
  readonly sample: Sample | null;
  /** Why operators could not measure it, by label. */
  readonly failures: Record<string, string>;
  /** What operators noticed, by label. */
  readonly flags: Record<string, string>;
}
