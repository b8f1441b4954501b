import type {
  CaptionCounts,
  Json,
  ModelReport,
  OperatorReport,
  PictureCounts,
  TellsApart,
} from '../../../protocol/records.ts';
import type { Duck } from '../../store/duck.ts';
import type { Part } from '../../store/part-check.ts';
import type { Parts } from '../../store/parts.ts';
import type { Chain } from '../chain.ts';
import type { ErrorBudget } from '../error-budget.ts';
import type { RunEvent } from '../../../protocol/runs.ts';

/** What a registered part is to its stage. */
export type PartRole =
  | 'edited'
  | 'segment-scores'
  | 'segment-texts'
  | 'segment-embeddings'
  | 'segment-centres'
  | 'segment-training'
  | 'scores'
  | 'texts'
  | 'pictures'
  | 'decisions'
  | 'created'
  | 'created-edited'
  | 'captions'
  | 'embeddings'
  | 'clusters'
  | 'selected'
  | 'training';

/** A part with what it is to its stage and what the stage wrote down about it. */
export interface StagePart {
  readonly role: PartRole;
  readonly part: Part;
  readonly meta: Json;
}

/** A stage's record in `state.db`: what it has finished survives a kill. */
export interface StageRecord {
  /** All parts of the stage so far, those of a killed run with the same fingerprint included. */
  parts(role: PartRole): readonly StagePart[];
  /** Registers finished parts, in one synced transaction. */
  add(parts: readonly StagePart[]): void;
  /** Says which file is about to appear outside the store: after a kill it is known as this stage's own. */
  announce(output: StageOutput): void;
}

/** A file that a stage writes for the user. */
export interface StageOutput {
  /** In the dataset folder. */
  readonly path: string;
  readonly sha256: string;
}

/** The surroundings of a running stage. */
export interface StageContext {
  readonly duck: Duck;
  readonly store: Parts;
  readonly record: StageRecord;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly budget: ErrorBudget;
  /** Where the stage's rows come from. */
  readonly chain: Chain;
  /** How many rows there are so far, dropped ones too: the next to be created has this number. */
  readonly rows: number;
  /** Rows tagged `keep` (1) and `drop` (-1). */
  readonly tags: ReadonlyMap<number, 1 | -1>;
  /** Asked to decide again: an export replaces what it wrote. */
  readonly force: boolean;
  /** A clock in seconds, monotonic. */
  readonly now: () => number;
}

/** What a stage ended with, besides its parts. */
export interface StageResult {
  readonly in: number;
  readonly kept: number;
  readonly dropped: number;
  readonly failed: number;
  /** Samples that it made. */
  readonly created?: number;
  readonly operators: readonly OperatorReport[];
  readonly notes: readonly string[];
  readonly pictures?: PictureCounts;
  readonly models?: readonly ModelReport[];
  readonly captions?: CaptionCounts;
  readonly tellsApart?: readonly TellsApart[];
  /** Of an export: the file that was written. */
  readonly output?: StageOutput;
}

/** A running stage: tells its progress, ends with its result; can be left between any two events. */
export type StageRun = AsyncGenerator<RunEvent, StageResult>;
