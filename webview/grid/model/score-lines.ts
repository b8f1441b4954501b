import type { CaptionScore } from '../../../src/protocol/engine.ts';

/** A score of a caption as one line. */
export interface ScoreLine {
  readonly score: CaptionScore;
  /** Another line has the same key with another value: the stage has to be named. */
  readonly named: boolean;
  /** Of each operator that measured this. */
  readonly by: readonly CaptionScore[];
}

/**
 * A line for each value: what several stages measured alike stands once, as the stage sees it that drops the sample, or
 * else the last one that judges.
 */
export function scoreLines(scores: readonly CaptionScore[]): ScoreLine[] {
  const groups = Map.groupBy(scores, ({ key, value }) => JSON.stringify([key, value]));
  const lines = [...groups.values()].map((by) => ({
    by,
    score: by.find(({ keeps }) => keeps === false) ?? by.findLast(({ keeps }) => keeps !== null) ?? by.at(-1)!,
  }));
  return lines.map((line) => ({
    ...line,
    named: lines.some((other) => other !== line && other.score.key === line.score.key),
  }));
}
