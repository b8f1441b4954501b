import type { ScoreOverview } from '../../../protocol/engine.ts';
import type { StageReport } from '../../../protocol/records.ts';
import { inEnglish, type Say } from './say.ts';

/** What is known about the dataset and the machine where a recipe is edited. All of it may be empty. */
export interface Knowledge {
  /** Where the values of measured statistics lie. */
  readonly scores: readonly ScoreOverview[];
  /** Reports of the stages' last completed runs. */
  readonly reports: readonly StageReport[];
  /** Names of endpoints that captions can be asked from. */
  readonly profiles: readonly string[];
  /** Models that are here. */
  readonly models: readonly string[];
  /** In the reader's language. */
  readonly say: Say;
}

/** What is known where nothing is. */
export const nothingKnown: Knowledge = { scores: [], reports: [], profiles: [], models: [], say: inEnglish };
