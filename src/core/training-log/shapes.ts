/** What printed dicts of trainings mean, whoever printed them. */
import type { Field } from './fields.ts';

/** A dict of a training, read. */
export interface Entry {
  /** The step that it names; null: it names none. */
  readonly step: number | null;
  readonly totalSteps: number | null;
  /** Seconds, since whenever. */
  readonly time: number | null;
  /** Numbers by metric, NaN and infinite ones too. */
  readonly metrics: ReadonlyMap<string, number>;
  /** `step`: of a training step. `evaluation`: only of an evaluation. `end`: of the whole training. */
  readonly kind: 'step' | 'evaluation' | 'end';
}

/** Names of other trainers for the same. */
const aliases: Readonly<Record<string, string>> = {
  lr: 'learning_rate',
  train_loss: 'loss',
  'grad_norm/all': 'grad_norm',
};
const stepNames = ['step', 'global_step', 'current_steps', 'iteration', 'iter'];
const totalNames = ['total_steps', 'max_steps'];
const timeNames = ['timestamp', 'time', 'ts', 'elapsed_time', 'elapsed'];
/** About how the training goes, and no curve. */
const passing = new Set([...stepNames, ...totalNames, ...timeNames, 'percentage', 'remaining_time', 'eta']);

/** Reads a dict; null: it is none of a training. */
export function entryOf(fields: ReadonlyMap<string, Field>): Entry | null {
  const isEnd = fields.has('train_runtime');
  const metrics = new Map<string, number>();
  for (const [name, value] of fields) {
    if (typeof value !== 'number' || passing.has(name)) continue;
    metrics.set(isEnd ? name : metricName(name), value);
  }
  const names = [...metrics.keys()];
  const isEvaluation = names.some((name) => name.startsWith('eval_'));
  const step = firstNumber(fields, stepNames);
  const known = isEnd || isEvaluation || metrics.has('loss') || metrics.has('learning_rate');
  const counted = (step !== null || metrics.has('epoch')) && names.some((name) => name !== 'epoch');
  if (!known && !counted) return null;
  const kind = isEnd ? 'end' : isEvaluation && !metrics.has('loss') ? 'evaluation' : 'step';
  return { step, totalSteps: firstNumber(fields, totalNames), time: timeOf(fields), metrics, kind };
}

function metricName(name: string): string {
  const plain = name.replace(/^train\//, '').replace(/^eval\//, 'eval_');
  return Object.hasOwn(aliases, plain) ? aliases[plain]! : plain;
}

function firstNumber(fields: ReadonlyMap<string, Field>, names: readonly string[]): number | null {
  for (const name of names) {
    const value = fields.get(name);
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  }
  return null;
}

function timeOf(fields: ReadonlyMap<string, Field>): number | null {
  for (const name of timeNames) {
    const value = fields.get(name);
    if (typeof value === 'number' && Number.isFinite(value)) return value > 1e11 ? value / 1000 : value;
    const seconds = typeof value === 'string' ? secondsIn(value) : NaN;
    if (Number.isFinite(seconds)) return seconds;
  }
  return null;
}

/** Of `1:02:03`, `1 day, 1:02:03`, or a date. */
function secondsIn(text: string): number {
  const match = /^(?:(\d+) days?, )?(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text);
  if (match === null) return Date.parse(text) / 1000;
  const [, days = '0', hours, minutes, seconds] = match;
  return Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
