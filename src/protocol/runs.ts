/** Runs as views, tasks and followers see them. */
import type { StageReport } from './records.ts';

/** What a run tells while it goes on. */
export type RunEvent =
  | {
      readonly type: 'run';
      readonly run: number;
      readonly samples: number;
      readonly stages: readonly string[];
      /** On some samples only, outside all views. */
      readonly preview?: boolean;
    }
  | { readonly type: 'stage'; readonly stage: string; readonly samples: number }
  | {
      readonly type: 'progress';
      readonly stage: string;
      /** What is being done: `measured`, `embedded`, `clustered`, `captioned`, `trained` (steps), `written`. */
      readonly what: string;
      readonly done: number;
      readonly total: number;
      /** Why nothing is asked just now. */
      readonly waiting?: string;
      /** Of `measured`, and of `embedded` pictures: how many this run has looked at in the stage; what is remembered is not looked at. */
      readonly looked?: number;
      /** Of those: how many were decoded, and not only read as far as their header. */
      readonly decoded?: number;
      /** Of `trained`: the loss of the step. */
      readonly loss?: number;
    }
  | { readonly type: 'stage-done'; readonly stage: string; readonly report: StageReport };

/** The last event of a run. A killed run has none. */
export interface RunEnd {
  readonly type: 'end';
  /** An exit code of the command line. */
  readonly exit: number;
  /** Why it did not end well, as people should read it. */
  readonly failure: {
    readonly message: string;
    readonly where?: string;
    readonly safe?: string;
    readonly next?: string;
  } | null;
}

/** A line of `runs/<n>/events.jsonl`, where a run is followed from other processes. */
export type FollowedEvent = (RunEvent | RunEnd) & { readonly at: string };

/** What became of a run. */
export type RunState = 'running' | 'done' | 'failed' | 'cancelled';

/** A run in a list of runs. */
export interface RunSummary {
  readonly n: number;
  readonly state: RunState;
  readonly exit: number | null;
  /** ISO times. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly preview: boolean;
  /** Of the process that runs, or ran. */
  readonly pid: number;
  /** Stages that ended, as far as the run came. */
  readonly stages: readonly StageReport[];
  /** Absolute paths of what lies on the disk: a folder per stage. */
  readonly folders: readonly { readonly stage: string; readonly path: string; readonly files: readonly string[] }[];
}

/** Where a run that goes on is: the latest of its events. */
export interface RunProgress {
  readonly n: number;
  readonly pid: number;
  readonly startedAt: string;
  readonly stages: readonly string[];
  /** The stage that works, and its latest progress. */
  readonly now: Extract<RunEvent, { type: 'progress' }> | null;
  readonly done: readonly StageReport[];
}
