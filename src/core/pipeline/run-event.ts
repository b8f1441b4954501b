import type { StageReport } from '../../protocol/records.ts';

/** What a run tells while it goes on. */
export type RunEvent =
  | { readonly type: 'run'; readonly run: number; readonly samples: number; readonly stages: readonly string[] }
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
