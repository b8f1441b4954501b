/**
 * Decisions of a clean stage, replayed from what was measured: no file, no model. The rows run through the
 * operators in `runOrder`; the first that drops a row, or that could not measure it, has the credit.
 */
import type { Counts, OperatorReport } from '../../../protocol/records.ts';
import type { OperatorUse } from '../../recipe/recipe.ts';
import { judgeOf, type Judge, type Verdict } from './judge.ts';
import { runOrder } from './order.ts';
import type { Measured, StageQuestion } from './question.ts';

/** States of a row; the first three are outcomes, `unknown` is a row that lacks a score. */
export const states = { kept: 0, dropped: 1, failed: 2, unknown: 3 } as const;

/** An operator's report, with the rows that it could not decide for want of a score. */
export interface DecidedOperator extends OperatorReport {
  readonly unknown: number;
}

/** The operator that stands for people's tags; first in a stage where there are any. */
const manual = 'manual';

/** What a stage decided, row by row and in sums. */
export interface StageDecision {
  /** One of `states` per row. */
  readonly outcome: Uint8Array;
  /** Index into `operators` of the one that decided; -1: none. */
  readonly by: Int16Array;
  readonly operators: readonly DecidedOperator[];
  readonly counts: Counts & { readonly unknown: number };
  /** Why a row was dropped or failed, else null. */
  readonly reason: (row: number) => string | null;
  /** The row that stands for a duplicate, else -1. */
  readonly standsFor: (row: number) => number;
}

/**
 * Decides a stage.
 * @param options.alone also counts what each operator would drop as the only one
 * @param options.now a clock in seconds for the reports; without it they say 0
 */
export function decideStage(
  question: StageQuestion,
  options: { readonly alone?: boolean; readonly now?: () => number } = {},
): StageDecision {
  const now = options.now ?? (() => 0);
  const flow = new Flow(question);
  if (question.tags?.some((tag) => tag !== 0) === true) flow.run(manual, manualDrop(question), nothingMeasured, now);
  for (const use of runOrder(question.process)) {
    const measured = question.measured(use.label);
    const judge = judgeOf(use, measured, question);
    const alone = options.alone === true ? dropsAlone(use, question) : undefined;
    flow.run(use.label, judge, measured, now, alone);
  }
  return flow.end();
}

const nothingMeasured: Pick<Measured, 'failures' | 'missing'> = { failures: new Map(), missing: null };

/** The rows as they pass from operator to operator. */
class Flow {
  readonly outcome: Uint8Array;
  readonly by: Int16Array;
  readonly operators: DecidedOperator[] = [];
  readonly verdicts: Verdict[] = [];
  readonly failures = new Map<number, string>();
  readonly question: StageQuestion;
  /** Rows that an operator would have dropped, had they not been tagged `keep`. */
  readonly #won = new Set<number>();
  /** The rows that are still kept, in dataset order. */
  #reached: Int32Array;

  constructor(question: StageQuestion) {
    this.question = question;
    this.#reached = new Int32Array(question.count);
    for (let row = 0; row < question.count; row++) this.#reached[row] = row;
    this.outcome = new Uint8Array(question.count);
    this.by = new Int16Array(question.count).fill(-1);
  }

  run(
    name: string,
    judge: Judge,
    measured: Pick<Measured, 'failures' | 'missing'>,
    now: () => number,
    alone?: number,
  ): void {
    const started = now();
    const before = this.#reached.length;
    const index = this.operators.length;
    const sums = [0, 0, 0, 0];
    const settle = (row: number, state: number): void => {
      this.outcome[row] = state;
      this.by[row] = index;
      sums[state]!++;
    };
    for (const [row, reason] of measured.failures) {
      if (this.outcome[row] !== states.kept) continue;
      settle(row, states.failed);
      this.failures.set(row, reason);
    }
    measured.missing?.forEach((missing, row) => {
      if (missing === 1 && this.outcome[row] === states.kept) settle(row, states.unknown);
    });
    if (sums.some((sum) => sum > 0)) this.#reached = this.#reached.filter((row) => this.outcome[row] === states.kept);
    const verdict = judge(this.#reached);
    const reached = this.#reached.length;
    if (verdict.dropped !== null) this.#drop(verdict.dropped, index);
    this.verdicts.push(verdict);
    const [, , failed = 0, unknown = 0] = sums;
    const kept = this.#reached.length;
    const counts = { in: before, kept, dropped: reached - kept, failed, unknown };
    this.operators.push({ name, ...counts, seconds: now() - started, ...details(verdict, alone) });
  }

  /** Leaves those out that an operator drops, but for what people keep. */
  #drop(dropped: Uint8Array, index: number): void {
    const { tags } = this.question;
    const reached = this.#reached;
    let kept = 0;
    for (let i = 0; i < reached.length; i++) {
      const row = reached[i]!;
      if (dropped[row] === 1 && tags?.[row] !== 1) {
        this.outcome[row] = states.dropped;
        this.by[row] = index;
        continue;
      }
      if (dropped[row] === 1) this.#won.add(row);
      reached[kept++] = row;
    }
    this.#reached = reached.subarray(0, kept);
  }

  end(): StageDecision {
    const { outcome, by, operators, verdicts, failures, question } = this;
    for (const [row, reason] of question.unreadable) {
      if (outcome[row] !== states.kept) continue;
      outcome[row] = states.failed;
      failures.set(row, reason);
    }
    const won = this.#won;
    for (const row of won) if (outcome[row] === states.kept) by[row] = 0;
    const sum = (state: number): number => count(outcome, state);
    return {
      outcome,
      by,
      operators,
      counts: {
        in: question.count,
        kept: sum(states.kept),
        dropped: sum(states.dropped),
        failed: sum(states.failed),
        unknown: sum(states.unknown),
      },
      reason: (row) => {
        if (outcome[row] === states.dropped) return verdicts[by[row]!]!.explain(row);
        return failures.get(row) ?? (won.has(row) ? 'tagged keep' : null);
      },
      standsFor: (row) => (outcome[row] === states.dropped ? (verdicts[by[row]!]!.standsFor?.(row) ?? -1) : -1),
    };
  }
}

/** Tags never overrule a failure: a row that some operator could not measure goes on to fail there. */
function manualDrop({ tags, unreadable, process, measured }: StageQuestion): Judge {
  const failed = new Set(unreadable.keys());
  for (const use of process) for (const row of measured(use.label).failures.keys()) failed.add(row);
  const dropped = Uint8Array.from(tags ?? [], (tag, row) => (tag === -1 && !failed.has(row) ? 1 : 0));
  return () => ({ dropped, explain: () => 'tagged drop' });
}

/** How many rows an operator would drop as the only one. */
export function dropsAlone(use: OperatorUse, question: StageQuestion): number {
  const measured = question.measured(use.label);
  const { failures, missing } = measured;
  const unmeasured = new Uint8Array(question.count);
  for (const row of failures.keys()) unmeasured[row] = 1;
  missing?.forEach((is, row) => (unmeasured[row]! |= is));
  const reached = indicesOf(unmeasured, 0);
  const verdict = judgeOf(use, measured, question)(reached);
  let sum = 0;
  if (verdict.dropped !== null) for (let i = 0; i < reached.length; i++) sum += verdict.dropped[reached[i]!]!;
  return sum;
}

function details(verdict: Verdict, alone: number | undefined): Pick<OperatorReport, 'alone' | 'resolved'> {
  const resolved = Object.keys(verdict.resolved ?? {}).length > 0 ? verdict.resolved : undefined;
  return { ...(alone === undefined ? {} : { alone }), ...(resolved === undefined ? {} : { resolved }) };
}

function count(outcome: Uint8Array, state: number): number {
  let n = 0;
  for (let row = 0; row < outcome.length; row++) if (outcome[row] === state) n++;
  return n;
}

/** The rows in a state, in dataset order. */
export function indicesOf(outcome: Uint8Array, state: number): Int32Array {
  const found = new Int32Array(outcome.length);
  let n = 0;
  for (let row = 0; row < outcome.length; row++) if (outcome[row] === state) found[n++] = row;
  return found.subarray(0, n);
}
