/** What a view asks about two runs or stages as sets of samples. */
import type { StageKind } from './records.ts';

/** What can be compared: what a stage of a run left. */
export interface ComparableStage {
  /** As `diff` names it: `7-clean-1`. */
  readonly name: string;
  readonly run: number;
  readonly stage: string;
  readonly kind: StageKind;
  readonly kept: number;
  /** When the run began, as an ISO time. */
  readonly at: string;
  /** Whether its parts are still there: those of the last 10 runs are. */
  readonly there: boolean;
}

/** One of two sides. */
export interface ComparedSide {
  readonly run: number;
  readonly stage: string;
  readonly kept: number;
}

/** Samples that a grid can show. */
export interface SampleSet {
  readonly samples: number;
  /** Of those, how many are among the dataset and its results of now: these the filter finds. */
  readonly there: number;
  readonly filter: string;
}

/**
 * Why a sample is on one side and not on the other. `threshold`: the same score, another bound; `score`: another score;
 * `operator`: an operator that the other side has not; `tag`: a person's tag; `neighbours`: it depends on other samples
 * `failed`: it could not be looked at; `created`: the other side has no such sample.
 */
export const changeCauses = ['threshold', 'score', 'operator', 'tag', 'neighbours', 'failed', 'created'] as const;
/** One of them. */
export type ChangeCause = (typeof changeCauses)[number];

/** Samples that one side kept and the other did not, for the same reason. */
export interface Change extends SampleSet {
  /** The side that kept them. */
  readonly keptBy: 'a' | 'b';
  readonly cause: ChangeCause;
  /** Where the other side took them out. */
  readonly stage: string | null;
  readonly operator: string | null;
  /** The score that decided, where one did. */
  readonly key: string | null;
  /** The first few of them in words, each with what both sides measured. */
  readonly examples: readonly {
    readonly id: string;
    readonly reason: string | null;
    readonly scoreA: number | null;
    readonly scoreB: number | null;
  }[];
}

/** How a score moved between two results, over the samples that both measured. */
export interface ScoreShift {
  readonly key: string;
  readonly samples: number;
  readonly changed: number;
  readonly meanA: number;
  readonly meanB: number;
}

/** Where a score lies in what each side kept: equally wide bins from `min` to `max`. What moved most comes first. */
export interface KeptDistribution {
  readonly key: string;
  readonly min: number;
  readonly max: number;
  /** Means of what is kept; null: nothing is. */
  readonly meanA: number | null;
  readonly meanB: number | null;
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** Two results side by side. */
export interface Comparison {
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  readonly both: SampleSet;
  readonly onlyA: SampleSet;
  readonly onlyB: SampleSet;
  /** The most samples first. */
  readonly changes: readonly Change[];
  readonly scores: readonly ScoreShift[];
  readonly distributions: readonly KeptDistribution[];
  /** Lines of the recipes that differ: `-` only in A, `+` only in B. */
  readonly recipe: readonly string[];
}

/** Its questions, each with what it is asked with and what is answered. */
export interface CompareMethods {
  /** What can be compared, the newest first. */
  'compare/stages': { ask: null; answer: readonly ComparableStage[] };
  /** Two results, each named `n` or `n-stage`. */
  'compare/open': { ask: { readonly a: string; readonly b: string }; answer: Comparison };
}

/** Their names. */
export const compareMethods = ['compare/stages', 'compare/open'] as const satisfies readonly (keyof CompareMethods)[];
