/**
 * The wire between an editor and the engine of one dataset folder: a table of questions with their answers, and of
 * events. The engine speaks JSON-RPC over its child-process channel; a frame has at most 4 MB, so nothing here carries a
 * dataset: views ask for windows.
 */
import type { GridQuestion, GridResult, GridRow, Picture, Range, RowBits, Thumbnail } from './grid.ts';
import type { FailureKind, FailureDetails } from './errors.ts';
import type { Json, Problem, StageKind, StageReport } from './records.ts';
import type { Completion, Hover, Language, RecipeOutline, TextPlace } from './recipe-language.ts';
import type { FollowedEvent, RunProgress, RunSummary } from './runs.ts';
import type { CompareMethods } from './compare.ts';
import type { LabMethods } from './lab.ts';
import type { LedgerMethods } from './ledger.ts';
import type { MapMethods } from './map.ts';
import type { ScoresMethods } from './scores.ts';
import type { TrainingHostMethods, TrainingMethods } from './training.ts';
import type { PictureCaptions, SampleHistory } from './samples.ts';

/** Raised when a question or an answer changes its shape; engine and editor must have the same. */
export const protocolVersion = 1;

/** A run of numbers of edits or tag events, by which they can be taken back; null where nothing was changed. */
export type Batch = { readonly from: number; readonly to: number } | null;

/** A caption that somebody wants to write. */
export interface WantedEdit {
  readonly id: string;
  readonly caption: string;
  /** The caption that the writer saw; on another one the edit is refused as a conflict. */
  readonly seen: string;
}

/** What an edit or the taking back of edits did; all of it is on the disk. */
export interface Edited {
  readonly batch: Batch;
  readonly count: number;
  /** The captions of the samples as they are now, of the first 1000. */
  readonly captions: readonly { readonly id: string; readonly caption: string }[];
  /** Samples that were left alone because somebody else has edited them since. */
  readonly skipped: readonly string[];
}

/** One score of a caption that is being written. */
export interface CaptionScore {
  readonly stage: string;
  /** The operator's label in its stage. */
  readonly operator: string;
  /** The statistics key. */
  readonly key: string;
  readonly value: number | readonly number[] | null;
  /** The operator's bounds on it, resolved to numbers; null: none on that side, or not known without a run. */
  readonly min: number | null;
  readonly max: number | null;
  /** Whether the operator would keep the sample; null where that depends on other samples. */
  readonly keeps: boolean | null;
}

/** What the engine says of a caption that is being written. */
export interface ScoredCaption {
  readonly scores: readonly CaptionScore[];
  /** Of the recipe's model that reads least: where its reading ends. Null: no model reads captions. */
  readonly tokens: {
    readonly model: string;
    readonly count: number;
    readonly limit: number;
    /** From this UTF-16 offset of the caption on nothing is read; null: all is. */
    readonly cut: number | null;
  } | null;
  /** Why model scores are missing, where they are. */
  readonly missing: string | null;
}

/** Find and replace over the samples of a grid result. */
export interface Replacement {
  readonly result: number;
  readonly find: string;
  readonly replace: string;
  /** A Python-style pattern in linear time; else `find` is plain text. */
  readonly pattern: boolean;
  readonly matchCase: boolean;
}

/** What a replacement would do. */
export interface ReplacementPreview {
  readonly samples: number;
  readonly matches: number;
  /** The first of the samples. */
  readonly shown: readonly { readonly id: string; readonly before: string; readonly after: string }[];
  /** Why `find` cannot be used, or null. */
  readonly problem: string | null;
}

/** A stage where it stands. */
export interface StageOverview {
  readonly name: string;
  readonly kind: StageKind;
  /** As `status` says it: up to date, stale, never run. */
  readonly state: string;
  readonly why: string | null;
  /** Of its last completed run. */
  readonly last: StageReport | null;
}

/** A dataset folder at a glance. */
export interface Overview {
  readonly file: string;
  readonly samples: number;
  /** Lines that are no samples. */
  readonly problems: number;
  /** False while the dataset is being imported: `samples` then counts as far as it is. */
  readonly imported: boolean;
  readonly stages: readonly StageOverview[];
  readonly clusters: readonly { readonly cluster: number; readonly samples: number }[];
  readonly tags: readonly { readonly tag: string; readonly samples: number }[];
  readonly edits: number;
  /** Edits of samples that have another text now, or are gone. */
  readonly conflicts: readonly { readonly id: string; readonly caption: string; readonly why: string }[];
  /** Samples that failed, by why. */
  readonly quarantine: readonly {
    readonly stage: string;
    readonly operator: string | null;
    readonly reason: string;
    readonly samples: number;
  }[];
  /** The keys of all measured statistics, with where their values lie. */
  readonly scores: readonly ScoreOverview[];
  /** What is wrong with the recipe or the dataset so that stages cannot be told, or null. */
  readonly failure: Failure | null;
}

/** The distribution of a statistic. */
export interface ScoreOverview {
  readonly key: string;
  readonly count: number;
  readonly min: number;
  readonly p5: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
  /** How many values lie in each of equally wide bins from `min` to `max`. */
  readonly bins?: readonly number[];
}

/** A sample in full. */
export interface SampleInFull {
  readonly row: GridRow;
  readonly history: SampleHistory;
  readonly captions: PictureCaptions;
  /** Parent and children, oldest first; the nearest of its cluster by distance to the centre. */
  readonly family: readonly GridRow[];
  readonly cluster: readonly GridRow[];
}

/** A {@link ProductError} as it crosses the wire. */
export interface Failure {
  readonly kind: FailureKind | 'conflict';
  readonly message: string;
  readonly details: Omit<FailureDetails, 'cause'>;
}

/** A recipe's text as it stands in an editor. */
export interface RecipeText {
  /** Absolute path of the file that it is, or will be. */
  readonly path: string;
  readonly text: string;
  /** In which it is explained; English where none is named. Problems are told in English. */
  readonly language?: Language;
}

/** Questions, each with what it is asked with and what is answered. */
export interface EngineMethods
  extends ScoresMethods, LabMethods, MapMethods, TrainingMethods, TrainingHostMethods, CompareMethods, LedgerMethods {
  /** The first question. Refused when the versions differ. The dataset is imported behind it. */
  open: {
    ask: {
      readonly version: number;
      readonly folder: string;
      /** Another JSONL than the recipe's: opened read-only. */
      readonly file: string | null;
      /** Restricted Mode: nothing is written, decoded or scored. */
      readonly restricted: boolean;
    };
    answer: {
      /** The dataset file, relative to the folder. */
      readonly file: string;
      /** Where thumbnails will lie. */
      readonly thumbnails: string;
      readonly readOnly: boolean;
    };
  };
  overview: { ask: null; answer: Overview };

  'grid/open': { ask: GridQuestion; answer: GridResult };
  'grid/rows': {
    ask: { readonly result: number; readonly from: number; readonly count: number; readonly scores: readonly string[] };
    answer: readonly GridRow[];
  };
  /** The ids at places of a result, at most 100,000 at once. */
  'grid/ids': { ask: { readonly result: number; readonly ranges: readonly Range[] }; answer: readonly string[] };
  /** Where a sample stands in a result; -1: it is not in it. */
  'grid/place': { ask: { readonly result: number; readonly id: string }; answer: number };
  /**
   * Where the samples at places of a result stand in another one, as far as they are in it; null: scattered over more
   * than 2000 ranges.
   */
  'grid/places': {
    ask: { readonly result: number; readonly ranges: readonly Range[]; readonly into: number };
    answer: readonly Range[] | null;
  };
  /**
   * Names samples, so that filters find them as `set:<name>` until the dataset or its results change. A name that is
   * taken stands for the new ones.
   */
  'sets/put': { ask: { readonly name: string; readonly rows: RowBits }; answer: { readonly samples: number } };
  thumbnails: { ask: readonly Picture[]; answer: readonly Thumbnail[] };
  /** The picture's file, absolute, after all checks of its path. */
  'picture/path': { ask: { readonly path: string }; answer: string };
  sample: { ask: { readonly id: string; readonly scores: readonly string[] }; answer: SampleInFull };

  'captions/score': { ask: { readonly id: string; readonly caption: string }; answer: ScoredCaption };
  'captions/edit': { ask: readonly WantedEdit[]; answer: Edited };
  /** Gives back what a batch of edits replaced. */
  'captions/revert': { ask: { readonly from: number; readonly to: number }; answer: Edited };
  'captions/find': { ask: Replacement; answer: ReplacementPreview };
  'captions/replace': { ask: Replacement; answer: Edited };
  /** All tags of the ids, or of places of a result. */
  'tags/change': {
    ask: {
      readonly of: { readonly ids: readonly string[] } | { readonly result: number; readonly ranges: readonly Range[] };
      readonly add: readonly string[];
      readonly remove: readonly string[];
    };
    answer: { readonly batch: Batch; readonly samples: number };
  };
  'tags/revert': {
    ask: { readonly from: number; readonly to: number };
    answer: { readonly batch: Batch; readonly samples: number };
  };
  /** The dataset with its edits, as a new file. Never over an existing one. */
  'edits/write': { ask: { readonly path: string }; answer: { readonly samples: number; readonly edits: number } };

  'runs/list': { ask: null; answer: readonly RunSummary[] };
  /** The run that goes on, or null. */
  'runs/active': { ask: null; answer: RunProgress | null };
  /** What was told of a run so far; of the progress of a stage the first and the last. What is told after it is new. */
  'runs/events': { ask: { readonly n: number }; answer: readonly FollowedEvent[] };
  /** Asks a run to stop: what is finished is kept. */
  'runs/stop': { ask: { readonly n: number }; answer: null };

  'recipe/check': { ask: RecipeText; answer: readonly Problem[] };
  'recipe/outline': { ask: RecipeText; answer: RecipeOutline };
  'recipe/complete': { ask: RecipeText & TextPlace; answer: readonly Completion[] };
  'recipe/hover': { ask: RecipeText & TextPlace; answer: Hover | null };
}

/** A question's name. */
export type EngineMethod = keyof EngineMethods;
/** What a question is asked with. */
export type Ask<M extends EngineMethod> = EngineMethods[M]['ask'];
/** What is answered. */
export type Answer<M extends EngineMethod> = EngineMethods[M]['answer'];

/** What an engine tells unasked. */
export interface EngineEvents {
  /** Views over these ask again. `dataset`: also while an import goes on. */
  changed: { readonly what: readonly ('dataset' | 'edits' | 'tags' | 'results' | 'recipe')[] };
  /** The events of runs, of whatever process, as they are written. */
  run: { readonly n: number; readonly event: FollowedEvent };
  /** The run that goes on, twice a second while there is one; null once it has ended. */
  'run-progress': RunProgress | null;
  log: { readonly level: 'info' | 'warning' | 'error'; readonly message: string; readonly data?: Json };
}
