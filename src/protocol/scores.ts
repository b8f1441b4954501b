/** What a view asks about distributions of scores that filter one another, and about the style of captions. */
import type { FilterProblem } from './grid.ts';
import type { StageKind } from './records.ts';

/** What can have become of a sample, in the order in which {@link Counted} has them. */
export const outcomeGroups = ['none', 'kept', 'dropped', 'failed'] as const;
/** One of them. */
export type OutcomeGroup = (typeof outcomeGroups)[number];

/** Little-endian 32-bit numbers as base64: all bins of the first group, then those of the next. */
export type Counted = string;

/** An interval of a score, both ends in it. */
export interface Brush {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** Equally wide bins: the first begins at `from`. */
export interface Bins {
  readonly from: number;
  readonly width: number;
  readonly count: number;
}

/** Numbers that sum up values; NaN does not cross the wire: without a value all but `count` and `missing` are null. */
export interface Summary {
  readonly count: number;
  /** Samples without a finite value. */
  readonly missing: number;
  readonly mean: number | null;
  /** Of the population. */
  readonly sigma: number | null;
  readonly min: number | null;
  readonly p5: number | null;
  readonly p25: number | null;
  readonly median: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
  readonly max: number | null;
}

/** A bound that the recipe sets on a score now. */
export interface ScoreThreshold {
  readonly stage: string;
  /** The operator's label in its stage. */
  readonly operator: string;
  readonly value: number;
  readonly side: 'min' | 'max';
}

/** The distribution of a score over all samples that the filter finds. */
export interface ScoreDistribution {
  readonly key: string;
  readonly bins: Bins;
  /** The values are whole numbers. */
  readonly whole: boolean;
  /** A sample has a value per picture: its mean counts, as in filters. */
  readonly list: boolean;
  readonly counts: Counted;
  readonly summary: Summary;
  readonly thresholds: readonly ScoreThreshold[];
}

/** A stage whose scores can be looked at, or whose decision can be drawn. */
export interface ScoreStage {
  readonly name: string;
  readonly kind: StageKind;
  readonly decides: boolean;
}

/** Distributions, held by the engine under a number until the dataset, its results or edits change. */
export interface ScoresOpened {
  readonly view: number;
  /** Those that measured something. */
  readonly stages: readonly ScoreStage[];
  /** The stage that was asked for; null: all scores. */
  readonly stage: string | null;
  /** Whose decision is drawn; null: each sample's last. */
  readonly decidedBy: string | null;
  /** All samples of the dataset, and those that the filter finds. */
  readonly of: number;
  readonly total: number;
  /** By {@link outcomeGroups}. */
  readonly groups: readonly number[];
  readonly problem: FilterProblem | null;
  readonly scores: readonly ScoreDistribution[];
}

/** What lies within all brushes. */
export interface ScoresBrushed {
  /** Of the samples, for `grid/rows`. */
  readonly result: number;
  readonly total: number;
  /** By {@link outcomeGroups}. */
  readonly groups: readonly number[];
  /** By score: samples within all brushes but its own. */
  readonly counts: Readonly<Record<string, Counted>>;
  /** Of two scores: cells row after row, the first score along a row; samples within all brushes but these two's. */
  readonly plot: Counted | null;
}

/** Summaries of a score, of some samples. */
export interface ScoreSummaries {
  readonly key: string;
  readonly all: Summary;
  /** Within all brushes. */
  readonly brushed: Summary;
  /** Of the brushed ones, by {@link outcomeGroups}. */
  readonly groups: readonly Summary[];
}

/** Where a phrase stands in captions. */
export type PhrasePlace = 'opener' | 'tail' | 'anywhere';

/** A phrase of captions, in lower case without punctuation. */
export interface Phrase {
  readonly text: string;
  /** Captions that have it in its place. */
  readonly captions: number;
  /** How many would have it there, if it stood in all places of a caption equally often; of `anywhere`: null. */
  readonly expected: number | null;
  /** An operator of a recipe that takes it out, as a line of YAML. */
  readonly rule: string;
}

/** How many words captions have: the last bin has all longer ones. */
export interface Lengths {
  readonly captions: number;
  readonly mean: number | null;
  readonly median: number | null;
  /** Captions by their number of words. */
  readonly counts: readonly number[];
}

/** How captions are written. */
export interface CaptionStyle {
  readonly captions: number;
  readonly problem: FilterProblem | null;
  /** The recipe's first stage that may change captions. */
  readonly stage: string | null;
  readonly openers: readonly Phrase[];
  readonly tails: readonly Phrase[];
  readonly stock: readonly Phrase[];
  readonly hedges: readonly Phrase[];
  /** Different n-grams over all n-grams, of 1, 2 and 3 words; null: there are none. */
  readonly distinct: readonly (number | null)[];
  /** Captions that are the same as an earlier one, whatever the case. */
  readonly repeated: number;
  readonly duplicates: readonly { readonly text: string; readonly captions: number }[];
  readonly lengths: {
    /** As the dataset's lines have them. */
    readonly original: Lengths;
    /** Of the same samples, as they stand now. */
    readonly present: Lengths;
    readonly synthesized: Lengths;
  };
}

/** Its questions, each with what it is asked with and what is answered. */
export interface ScoresMethods {
  /** Reads the distributions of a stage's scores, or of all where it is null. */
  'scores/open': { ask: { readonly stage: string | null; readonly filter: string }; answer: ScoresOpened };
  /** `plot`: two scores against each other. */
  'scores/brush': {
    ask: {
      readonly view: number;
      readonly brushes: readonly Brush[];
      readonly plot: { readonly x: string; readonly y: string } | null;
    };
    answer: ScoresBrushed;
  };
  /** Two scores against each other as in {@link ScoresBrushed.plot}, of all samples, whatever is brushed. */
  'scores/plot': { ask: { readonly view: number; readonly x: string; readonly y: string }; answer: Counted };
  /** Of what is brushed now. */
  'scores/summaries': { ask: { readonly view: number }; answer: readonly ScoreSummaries[] };
  'scores/style': { ask: { readonly filter: string }; answer: CaptionStyle };
  /** Names the samples whose caption has a phrase, so that a filter finds them. */
  'scores/phrase': {
    ask: { readonly filter: string; readonly text: string; readonly place: PhrasePlace };
    answer: { readonly filter: string; readonly samples: number };
  };
}

/** Their names. */
export const scoresMethods = [
  'scores/open',
  'scores/brush',
  'scores/plot',
  'scores/summaries',
  'scores/style',
  'scores/phrase',
] as const satisfies readonly (keyof ScoresMethods)[];
