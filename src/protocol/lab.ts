/** What a view asks about the threshold lab: a clean stage decided anew at other thresholds. Nothing is measured. */
import type { Counts } from './records.ts';

/** A threshold as recipes write it: a number, a size such as `1MB`, or a statistic such as `{percentile: 25}`. */
export type LabValue = string | number | boolean | Readonly<Record<string, number>>;

/** A threshold that is tried. */
export interface LabSetting {
  /** The operator's label in its stage. */
  readonly operator: string;
  readonly parameter: string;
  readonly value: LabValue;
}

/** One end of the interval of a statistic. */
export interface LabBound {
  readonly parameter: string;
  readonly side: 'min' | 'max';
  /** As the recipe has it; its default where it says nothing. */
  readonly recipe: LabValue;
  /** As the recipe had it when the stage was run last. */
  readonly run: LabValue;
  /** Takes whole numbers alone. */
  readonly whole: boolean;
  /** Written as the size of a file. */
  readonly size: boolean;
}

/** What an operator measured over the samples that enter the stage. Of nothing, numbers are null. */
export interface LabStatistic {
  readonly key: string;
  /** How many values there are, of how many samples; one that was measured and is no number counts in `notNumbers`. */
  readonly values: number;
  readonly samples: number;
  readonly notNumbers: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  readonly sigma: number | null;
  /** What is drawn, in equally wide bins from `low` to `high`; rare values beyond stand in the outermost ones. */
  readonly low: number;
  readonly high: number;
  readonly bins: readonly number[];
  readonly bounds: readonly LabBound[];
}

/** An operator of the stage. */
export interface LabOperator {
  readonly name: string;
  readonly kind: 'manual' | 'filter' | 'mapper' | 'deduplicator' | 'selector';
  /** Empty where it has none that thresholds bound. */
  readonly statistics: readonly LabStatistic[];
  /** Other parameters, as texts. */
  readonly others: readonly { readonly name: string; readonly value: string }[];
  /** What lies within the thresholds goes. */
  readonly reversed: boolean;
}

/** A stage that can be chosen. */
export interface LabStage {
  readonly name: string;
  readonly kind: 'clean' | 'measure';
  /** Whether a run has left scores of it. */
  readonly ran: boolean;
}

/** The lab as it is opened on a stage. */
export interface LabView {
  readonly stages: readonly LabStage[];
  /** The stage that is shown; null: the recipe has none that can be. */
  readonly stage: LabStage | null;
  /** The run that it was done in; null where there is none. */
  readonly run: number | null;
  /** In the order in which they decide. */
  readonly operators: readonly LabOperator[];
  /** Of a `measure` stage, which decides nothing: a clean stage over what it measured, to be copied. */
  readonly yaml: string | null;
}

/** Samples without a score, by why: edited since, dropped earlier under `score: survivors`, or no run knew the operator. */
export interface LabUnknown {
  readonly why: 'edited' | 'survivors' | 'new';
  readonly operator: string;
  readonly samples: number;
}

/** Samples that flip. */
export interface LabFlips {
  readonly total: number;
  /** Of `grid/rows`: the first of them; told anew with each answer. */
  readonly result: number;
}

/** What the thresholds that are tried would do. */
export interface LabDecision extends Counts {
  readonly unknown: number;
  readonly operators: readonly (Counts & { readonly name: string; readonly unknown: number })[];
  /** Where each threshold lies as a number; null: nowhere, there are no values. */
  readonly at: readonly { readonly operator: string; readonly parameter: string; readonly at: number | null }[];
  /** How many the last run kept, and how many the recipe would keep as it is. */
  readonly keptByRun: number;
  readonly keptByRecipe: number;
  /** Samples that are kept for their tag alone. */
  readonly wonBack: number;
  /** In the grid all of them are `set:lab-unknown`. */
  readonly unknowns: readonly LabUnknown[];
  /** Kept now and not by the last run, and the other way round: in the grid they are `set:lab-in` and `set:lab-out`. */
  readonly flipIn: LabFlips;
  readonly flipOut: LabFlips;
}

/** A threshold that may be set, and how many samples the stage would then keep. */
export interface LabSuggestion {
  readonly value: LabValue;
  readonly at: number | null;
  readonly kept: number;
}

/** A stage at thresholds. */
export interface LabAsk {
  readonly stage: string;
  /** The others are the recipe's. */
  readonly settings: readonly LabSetting[];
}

/** Its questions, each with what it is asked with and what is answered. */
export interface LabMethods {
  /** On the last clean stage that ran where none is named. */
  'lab/open': { ask: { readonly stage: string | null }; answer: LabView };
  'lab/decide': { ask: LabAsk & { readonly order: 'nearest' | 'dataset' }; answer: LabDecision };
  /** What each operator would drop as the only one, in their order. */
  'lab/alone': { ask: LabAsk; answer: readonly { readonly name: string; readonly dropped: number }[] };
  /** Why rows would not be kept; null for others. */
  'lab/why': {
    ask: LabAsk & { readonly rows: readonly number[] };
    answer: readonly ({ readonly operator: string; readonly reason: string } | null)[];
  };
  /** For one threshold: a quarter, three standard deviations, and with `target` so many samples kept. */
  'lab/suggest': {
    ask: LabAsk & { readonly operator: string; readonly parameter: string; readonly target: number | null };
    answer: readonly LabSuggestion[];
  };
  /** The files of the recipe with the thresholds in them; nothing is written. */
  'lab/texts': {
    ask: LabAsk;
    answer: readonly { readonly path: string; readonly before: string; readonly after: string }[];
  };
}

/** Their names. */
export const labMethods = [
  'lab/open',
  'lab/decide',
  'lab/alone',
  'lab/why',
  'lab/suggest',
  'lab/texts',
] as const satisfies readonly (keyof LabMethods)[];
