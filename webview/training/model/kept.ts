import type { CurveAxis, TrainingKey } from '../../../src/protocol/training.ts';

/** What outlives the page. */
export interface Kept {
  /** Trainings that are shown; null: the newest. */
  readonly chosen: readonly TrainingKey[] | null;
  /** The training that steps are chosen in; null: the first that is shown. */
  readonly focus: TrainingKey | null;
  readonly axis: CurveAxis;
  readonly smoothing: number;
  readonly log: boolean;
  /** Outliers do not stretch the axis. */
  readonly robust: boolean;
  /** On the axis; null: all of it. */
  readonly range: { readonly from: number; readonly to: number } | null;
  /** Metrics that are shown besides the usual ones. */
  readonly more: readonly string[];
  /** Steps whose samples are shown. */
  readonly steps: { readonly key: TrainingKey; readonly from: number; readonly to: number } | null;
  readonly cluster: number | null;
  readonly baseline: string | null;
}

/** Of a page that was never shown. */
export const fresh: Kept = {
  chosen: null,
  focus: null,
  axis: 'step',
  smoothing: 0.6,
  log: false,
  robust: false,
  range: null,
  more: [],
  steps: null,
  cluster: null,
  baseline: null,
};

/** Trainings that can be shown at once. */
export const mostShown = 8;
