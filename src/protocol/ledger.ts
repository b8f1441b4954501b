/** What a view asks about where every input row ended. */
import type { Counts, Outcome, StageKind } from './records.ts';

/** Samples that ended in the same way: kept by all stages, or dropped or failed in one. */
export interface TerminalState {
  /** `none`: no stage has decided about them. */
  readonly outcome: Outcome | 'none';
  /** The last stage that decided about them. */
  readonly stage: string | null;
  /** Who decided there: an operator, `select`, or `manual` for a person's tag; null: nobody had to. */
  readonly operator: string | null;
  /** How many of them are lines of the dataset, and how many were created by stages. */
  readonly source: number;
  readonly created: number;
  /** Finds them in the grid. */
  readonly filter: string;
}

/** An operator as rows go through it. */
export interface FunnelOperator extends Counts {
  readonly name: string;
  /** What it would drop if it stood alone, where that was counted. */
  readonly alone: number | null;
}

/** A stage as rows go through it. */
export interface FunnelStage extends Counts {
  readonly name: string;
  readonly kind: StageKind;
  readonly run: number;
  /** Samples that it made; they leave it with those that it kept. */
  readonly created: number;
  readonly seconds: number;
  readonly operators: readonly FunnelOperator[];
}

/** Where all samples of the recipe run last ended. The states' `source` sum up to `input`, their `created` to `created`. */
export interface Ledger {
  readonly input: number;
  readonly created: number;
  readonly stages: readonly FunnelStage[];
  /** In the order of stages and operators; what was kept to the end is the last. */
  readonly states: readonly TerminalState[];
  /** What the last selection takes: how many samples, and how often altogether; null: there was none. */
  readonly selected: { readonly samples: number; readonly records: number } | null;
}

/** Its questions, each with what it is asked with and what is answered. */
export interface LedgerMethods {
  'ledger/open': { ask: null; answer: Ledger };
}

/** Their names. */
export const ledgerMethods = ['ledger/open'] as const satisfies readonly (keyof LedgerMethods)[];
