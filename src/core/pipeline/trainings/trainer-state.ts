/** `trainer_state.json`, in which Hugging Face's Trainer keeps what it has logged, with exact steps. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Json } from '../../../protocol/records.ts';
import { LogBytes } from '../../training-log/encoding.ts';
import type { Field } from '../../training-log/fields.ts';
import type { StepOf } from '../../training-log/training-log.ts';

/** Its name. */
export const trainerStateName = 'trainer_state.json';
/** Bytes; a larger one is not read. */
export const mostOfState = 256 * 1024 * 1024;

/** The entries of a `log_history`. @throws SyntaxError where the text is no JSON */
export function historyIn(bytes: Buffer): Map<string, Field>[] {
  const text = new LogBytes()
    .take(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/u, '');
  const state = JSON.parse(text.replace(/\bNaN\b/g, '"nan"').replace(/(-?)\bInfinity\b/g, '"$1inf"')) as Json;
  const history = typeof state === 'object' && state !== null && 'log_history' in state ? state['log_history'] : [];
  if (!Array.isArray(history)) return [];
  return (history as readonly Record<string, Json>[]).map(
    (entry) => new Map(Object.entries(entry ?? {}).flatMap(([name, value]) => field(name, value))),
  );
}

/** The steps of lines that a log beside a `trainer_state.json` has in common with it; undefined: there is none. */
export async function stepsBeside(log: string): Promise<StepOf | undefined> {
  const path = join(dirname(log), trainerStateName);
  const stats = await stat(path).catch(() => null);
  if (stats?.isFile() !== true || stats.size > mostOfState) return undefined;
  try {
    const steps = new Map<string, number>();
    for (const fields of historyIn(await readFile(path))) {
      const step = fields.get('step');
      if (typeof step === 'number') steps.set(keyOf(fields), step);
    }
    return (fields) => steps.get(keyOf(fields)) ?? null;
  } catch {
    return undefined;
  }
}

/** What a line and its entry have in common: an epoch, and a loss in full. */
function keyOf(fields: ReadonlyMap<string, Field>): string {
  return ['epoch', 'loss', 'eval_loss', 'grad_norm'].map((name) => String(fields.get(name) ?? '')).join(' ');
}

function field(name: string, value: Json): (readonly [string, Field])[] {
  if (value === 'nan' || value === 'inf' || value === '-inf')
    return [[name, { nan: NaN, inf: Infinity, '-inf': -Infinity }[value]]];
  return typeof value === 'object' && value !== null ? [] : [[name, value]];
}
