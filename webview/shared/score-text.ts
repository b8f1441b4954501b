import type { Json } from '../../src/protocol/records.ts';
import { number } from './words.ts';

/** Below this a number is told by its exponent: its zeros say nothing, and take the place of others. */
const tiny = 1e-4;

/** A score as text: several values of one sample one after the other. */
export function scoreText(value: Json | undefined): string {
  if (typeof value === 'number') return value !== 0 && Math.abs(value) < tiny ? value.toExponential(1) : number(value);
  if (Array.isArray(value))
    return (
      value
        .slice(0, 3)
        .map((each: Json) => scoreText(each))
        .join(', ') || '–'
    );
  return value == null ? '–' : JSON.stringify(value);
}
