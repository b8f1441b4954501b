/** A parameter that Data-Juicer has renamed: the new name, and what else keeps its old meaning. */
export interface OldSpelling {
  readonly parameter: string;
  /** Common parameters that the old name implied. */
  readonly implies: Readonly<Record<string, boolean>>;
}

/**
 * Old spellings by `operator.parameter`. `score_threshold` of the NSFW filters was a strict upper bound until
 * Data-Juicer's change 606 of March 2025, which split it into `min_score` and `max_score`.
 */
export const oldSpellings: ReadonlyMap<string, OldSpelling> = new Map([
  ['image_nsfw_filter.score_threshold', { parameter: 'max_score', implies: { max_closed_interval: false } }],
]);
