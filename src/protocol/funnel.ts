/** A recipe as a funnel: the steps that rows go through. */
import type { FunnelStage, Ledger } from './ledger.ts';

/** A step of the funnel: a stage, or an operator of it. */
export interface Step {
  readonly stage: FunnelStage;
  /** Null: the stage as a whole. */
  readonly operator: string | null;
  readonly in: number;
  readonly kept: number;
  readonly dropped: number;
  readonly failed: number;
  readonly created: number;
}

/** The steps that rows go through, in order. @param operators each operator that looked at rows, or stages alone */
export function stepsOf({ stages }: Pick<Ledger, 'stages'>, operators: boolean): Step[] {
  return stages.flatMap((stage) => {
    const { in: entered, kept, dropped, failed, created } = stage;
    const whole: Step = { stage, operator: null, in: entered, kept, dropped, failed, created };
    const took = stage.operators.filter((one) => one.dropped + one.failed > 0);
    // The only one that took samples is the stage.
    if (!operators || took.length === 0 || stage.operators.length === 1) return [whole];
    return [
      { ...whole, kept: entered, dropped: 0, failed: 0, created: 0 },
      ...took.map((one): Step => ({ ...one, stage, operator: one.name, created: 0 })),
      ...(created === 0 ? [] : [{ ...whole, in: kept, dropped: 0, failed: 0 }]),
    ];
  });
}
