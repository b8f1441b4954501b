/** What a view asks about trainings: curves, evaluations, the samples of a step. */
import type { Json } from './records.ts';

/** Numbers as base64 of little-endian 64-bit floats. */
export type Floats = string;

/** A training: of a run of ours (`run:<n>:<stage>`), or a log that somebody opened (`log:<path>`). */
export type TrainingKey = string;

/** Where a training stands. `stopped`: its log ends without an end, and nothing is written any more. */
export type TrainingState = 'running' | 'done' | 'failed' | 'cancelled' | 'killed' | 'stopped' | 'unreadable';

/** A training in a list. */
export interface Training {
  readonly key: TrainingKey;
  /** Of a run: its number and its stage; null: a log that was opened. */
  readonly run: { readonly n: number; readonly stage: string; readonly preview: boolean } | null;
  /** The log's file, absolute. */
  readonly path: string;
  readonly state: TrainingState;
  /** ISO time of the beginning of a run, or when a log was written last; null: not known. */
  readonly at: string | null;
}

/** How the steps of a log are known: its lines name them, bars between them do, or its lines are counted. */
export type StepSource = 'named' | 'bars' | 'counted';

/** What a curve stands over. */
export type CurveAxis = 'step' | 'epoch' | 'time';

/** A question for curves of one training. */
export interface CurvesAsk {
  readonly key: TrainingKey;
  /** Metrics whose points are wanted; others are named only. */
  readonly metrics: readonly string[];
  readonly axis: CurveAxis;
  /** On the axis; null: all of it. */
  readonly range: { readonly from: number; readonly to: number } | null;
  /** At most so many points a curve. */
  readonly points: number;
  /** Weight of what was before, 0 to below 1. */
  readonly smoothing: number;
  /** What was answered last: nothing is told again while that is so. */
  readonly known: string | null;
}

/** One curve: raw points with all extremes, and the smoothed value at each. */
export interface Curve {
  readonly metric: string;
  readonly x: Floats;
  /** NaN where the value was none: the line ends there. */
  readonly y: Floats;
  readonly smooth: Floats;
  readonly steps: Floats;
  /** The last value, and the smallest and the largest with their steps: over the whole training. */
  readonly last: number;
  readonly lastAt: number;
  readonly min: number;
  readonly minAt: number;
  readonly max: number;
  readonly maxAt: number;
  readonly count: number;
  /** Steps at which the value was NaN or infinite, the first of them. */
  readonly marks: readonly number[];
}

/** The curves of a training as they are now. */
export interface Curves {
  /** To be sent with the next question. */
  readonly version: string;
  readonly state: TrainingState;
  readonly metrics: readonly string[];
  readonly curves: readonly Curve[];
  /** Axes that are known besides steps. */
  readonly axes: readonly CurveAxis[];
  readonly stepSource: StepSource | null;
  readonly step: number;
  readonly totalSteps: number | null;
  /** Steps a second of late; null: not known. */
  readonly speed: number | null;
  /** Where it was begun again, on the axis. */
  readonly restarts: readonly number[];
  /** What the training's end said. */
  readonly end: Readonly<Record<string, number>> | null;
  /** Bytes of the log, and how many of them are read. */
  readonly size: number;
  readonly read: number;
  /** Lines that were a training's. */
  readonly entries: number;
  /** Scores of evaluations that lines name with a seed. */
  readonly scores: number;
  /** The first lines, where no line is a training's. */
  readonly head: readonly string[];
  /** Why the log cannot be read. */
  readonly problem: string | null;
}

/** A step that stands out, see `spikes.ts` in core. */
export interface Spike {
  readonly step: number;
  readonly value: number;
  readonly usual: number;
  readonly z: number;
}

/** The samples of steps. `exact`: as the training recorded them, at its end or before its first step; else why they are not known. */
export type StepSamples =
  | {
      readonly kind: 'exact';
      readonly result: number;
      readonly total: number;
      readonly filter: string;
      /** Their own losses in those steps, in the order of the result, of the first ones; null where none were recorded. */
      readonly losses: readonly number[] | null;
      /** Samples that the dataset as it is shown has no more. */
      readonly gone: number;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'unknown'; readonly why: 'log' | 'not-yet' | 'gone' | 'no-such-step' };

/** The samples of a cluster, as a training saw them. */
export interface ClusterLoss {
  readonly cluster: number;
  readonly samples: number;
  /** The mean of its samples' own losses, with its 95 % interval; null: one sample has none. */
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Mean of the differences to the mean loss of the step that each was seen in. */
  readonly over: number;
}

/** How two recipes differ in one thing. A side is undefined where the recipe has no such thing. */
export interface RecipeChange {
  /** Null: of the recipe itself. */
  readonly stage: string | null;
  /** What of the stage, as the recipe writes it; empty: the stage as a whole. */
  readonly what: string;
  readonly a?: Json;
  readonly b?: Json;
}

/** What evaluations found for one side of a comparison. */
export interface EvaluatedGroup {
  readonly group: string;
  readonly n: number;
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Against the baseline; null for the baseline itself. */
  readonly difference: GroupDifference | null;
}

/** A difference to the baseline. */
export interface GroupDifference {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Over seeds that both have; else over independent trainings. */
  readonly paired: boolean;
  readonly n: number;
  readonly verdict: 'better' | 'worse' | 'not distinguishable' | 'too few';
  /** About so many seeds would tell a difference of this size; null: it is told, or nobody knows. */
  readonly needed: number | null;
}

/** Evaluations by one metric. */
export interface Evaluation {
  readonly metric: string;
  readonly lowerIsBetter: boolean;
  readonly baseline: string;
  readonly groups: readonly EvaluatedGroup[];
}

/** Its questions, each with what it is asked with and what is answered. */
export interface TrainingMethods {
  /** All trainings of runs, the newest first, and the logs that were opened. */
  'training/list': { ask: null; answer: readonly Training[] };
  /** Null: nothing has changed since the version that was told. */
  'training/curves': { ask: CurvesAsk; answer: Curves | null };
  'training/spikes': { ask: { readonly key: TrainingKey; readonly metric: string }; answer: readonly Spike[] };
  /** The samples that steps saw, those with the largest loss first where it is known; they are named so that filters find them. */
  'training/samples': {
    ask: { readonly key: TrainingKey; readonly from: number; readonly to: number };
    answer: StepSamples;
  };
  /** Clusters by the loss of their samples; null: no samples are known, or nothing was clustered before the training. */
  'training/clusters': { ask: { readonly key: TrainingKey }; answer: readonly ClusterLoss[] | null };
  /** The samples of a cluster that a training saw, those with the largest loss first. */
  'training/cluster': { ask: { readonly key: TrainingKey; readonly cluster: number }; answer: StepSamples };
  /** Null: one of them is no training of a run, or its recipe cannot be read. */
  'training/recipes': {
    ask: { readonly a: TrainingKey; readonly b: TrainingKey };
    answer: readonly RecipeChange[] | null;
  };
  /** What the trainings and score tables that were opened evaluate. @param baseline null: the first group */
  'training/evaluations': {
    ask: { readonly keys: readonly TrainingKey[]; readonly baseline: string | null };
    answer: readonly Evaluation[];
  };
}

/** Their names. */
export const trainingMethods = [
  'training/list',
  'training/curves',
  'training/spikes',
  'training/samples',
  'training/clusters',
  'training/cluster',
  'training/recipes',
  'training/evaluations',
] as const satisfies readonly (keyof TrainingMethods)[];

/** What only the editor tells: pages cannot. */
export interface TrainingHostMethods {
  /** The logs that somebody chose to open, absolute: these may be read, and no others. */
  'training/logs': { ask: { readonly paths: readonly string[] }; answer: null };
}

/** Their names. */
export const trainingHostMethods = ['training/logs'] as const satisfies readonly (keyof TrainingHostMethods)[];
