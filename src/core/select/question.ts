/** What the select stage asks, and what it is answered. */

/** A score that ranks or splits rows. */
export interface ScoreColumn {
  /** Data-Juicer's stats key. */
  readonly key: string;
  /** One value per row; NaN where the row has none. */
  readonly values: Float64Array;
  /** The lowest values are the best: such a score ranks, and is cut, from the other end. */
  readonly lowerIsBetter?: boolean;
}

/** Ways to choose rows. */
export type Strategy = 'dynamic-increase' | 'top' | 'percentile' | 'sigma' | 'high-low';

/** Rows in dataset order, and what to do with them. */
export interface SelectQuestion {
  readonly strategy: Strategy;
  /** Of `top`: how many; of `percentile`: the percentile; of `sigma` and `high-low`: the sigmas. Null: the strategy's default. */
  readonly at: number | null;
  /** The sum of `times`; null: every chosen row once. */
  readonly budget: number | null;
  readonly fill: 'repeat' | 'none';
  readonly seed: number;
  /** Cluster number per row; −1 for a row without one. */
  readonly cluster: Int32Array;
  /** Squared distance to the cluster's centre, not rounded; NaN for a row without a cluster. */
  readonly distance: Float64Array;
  readonly by: readonly ScoreColumn[];
  /** Number of the row's set of pictures: rows with equal numbers share all pictures; −1: none. */
  readonly picture: Int32Array;
  /** 1: the caption was written by a model; 0: an original. */
  readonly synthesized: Uint8Array;
  /** `high-low`: whether an original that is low gives its place to a high synthesized caption of its pictures. */
  readonly replaceLow: boolean;
  /** Originals per synthesized sample in the result, above 0; null: as they come. */
  readonly ratio: number | null;
  /** How many captions of one set of pictures the strategy gets to see; null: all. */
  readonly maxPerImage: number | null;
  /** What people said: 1 keep, −1 drop, 0 nothing. It overrules the strategy's result and does not change it otherwise. */
  readonly manual: Int8Array;
}

/** What a selection gives. */
export interface Selection {
  /** How often each row is used; 0: dropped. */
  readonly times: Int32Array;
  /** Why a row that is not used is not, by row: its place in `reasons`, see `left-out.ts`. */
  readonly why: Uint8Array;
  /** Sentences that the user should read. */
  readonly notes: readonly string[];
}

/** Which rows a strategy chooses: 1 for a chosen row, by row; and what is to be said about it. */
export interface Choice {
  readonly chosen: Uint8Array;
  /** 1 for each row that it would choose if there were neither budget nor ratio; left out: those that it chose. */
  readonly fit?: Uint8Array;
  /** 1 for each row that has all scores and is not high enough. */
  readonly low?: Uint8Array;
  readonly notes: readonly string[];
}

/** Streams of the seed: a change in one use never shifts the draws of another. */
export const streams = { dynamicIncrease: 1, highLow: 2, trim: 3, repeat: 4 } as const;
