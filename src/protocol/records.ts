/** Plain rows that cross borders: between store, stages, command line and, later, views. */

/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The one terminal state of a sample in a stage. */
export type Outcome = 'kept' | 'dropped' | 'failed';

/** Counts of an operator or a stage: `in = kept + dropped + failed`, always. */
export interface Counts {
  readonly in: number;
  readonly kept: number;
  readonly dropped: number;
  readonly failed: number;
}

/** What one operator did in a run. */
export interface OperatorReport extends Counts {
  /** The operator's name; a repeated one is `name#2`. `manual` stands for tags. */
  readonly name: string;
  readonly seconds: number;
  /** What it would drop if it stood alone. */
  readonly alone?: number;
  /** Statistic thresholds as numbers, by parameter name. */
  readonly resolved?: Readonly<Record<string, number>>;
}

/** How often pictures were looked at, and how many of these times they were decoded. */
export interface PictureCounts {
  readonly looked: number;
  readonly decoded: number;
}

/** What one model was given to do. */
export interface ModelReport {
  /** As the recipe names it; a model that lends its features stands for itself. */
  readonly model: string;
  /** Pictures that went through its tower. */
  readonly pictures: number;
  readonly texts: number;
  /** Texts held against pictures, or features judged. */
  readonly pairs: number;
  readonly seconds: number;
}

/** What a synthesize stage got from its endpoint. */
export interface CaptionCounts {
  /** Samples that asked for captions. */
  readonly samples: number;
  /** Of those: samples that got at least one. */
  readonly answered: number;
  /** Of those: samples that got none, by why. */
  readonly failures: Readonly<Partial<Record<ReplyFailure, number>>>;
  /** Requests that this run sent, each counted once; what was answered before is not in it. */
  readonly asked: number;
  /** Attempts beyond the first. */
  readonly retries: number;
  /** Attempts that brought nothing, and may be charged all the same. */
  readonly maybePaid: number;
}

/** Whether an image–text model tells the captions of pictures from shuffled ones. */
export interface TellsApart {
  readonly operator: string;
  /** As the recipe names it. */
  readonly model: string;
  /** The probability that a true pair scores above a shuffled one: .5 is guessing; null: too few pairs to say. */
  readonly auc: number | null;
  /** How many true pairs, and as many shuffled ones. */
  readonly pairs: number;
}

/** What one stage did in a run. */
export interface StageReport extends Counts {
  readonly name: string;
  readonly kind: StageKind;
  readonly created: number;
  readonly seconds: number;
  readonly cached: boolean;
  readonly operators: readonly OperatorReport[];
  /** Of a stage that looked at pictures, or asked models: what this run did itself. What was remembered is not in it. */
  readonly pictures?: PictureCounts;
  readonly models?: readonly ModelReport[];
  /** Of a stage that had captions written. */
  readonly captions?: CaptionCounts;
  /** Of a stage that asked image–text models, each of which had pairs enough to be tried. */
  readonly tellsApart?: readonly TellsApart[];
  /** Sentences that the user should read. */
  readonly notes?: readonly string[];
}

/** What `run` did: the document of `run --json`. */
export interface RunReport {
  readonly run: number;
  readonly stages: readonly StageReport[];
  readonly exit: number;
}

/** The kinds of stages that a recipe can name. */
export const stageKinds = ['measure', 'clean', 'cluster', 'synthesize', 'select', 'train', 'export'] as const;
/** One of them. */
export type StageKind = (typeof stageKinds)[number];

/** A finding of `check`: a recipe or a dataset problem at a place. */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'info';
  /** A stable kebab-case name, for documentation and quick fixes. */
  readonly code: string;
  readonly message: string;
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based, in UTF-16 units. */
  readonly column?: number;
  /** Length of the marked range in UTF-16 units. */
  readonly length?: number;
  /** What to write instead of the marked range, where one answer is right. */
  readonly fix?: string;
}

/**
 * Why a model's answer is no caption. `rejected`: the server refuses this very request; `unanswered`: all attempts at it
 * are used up.
 */
export const replyFailures = [
  'refusal',
  'cut-off',
  'empty',
  'wrong-form',
  'wrong-language',
  'rejected',
  'unanswered',
] as const;
/** One of them. */
export type ReplyFailure = (typeof replyFailures)[number];
