import type { Floats } from '../../../src/protocol/training.ts';
import { scoreText } from '../../shared/score-text.ts';
import { number, t } from '../../shared/words.ts';

/** Numbers that crossed the wire. */
export function floatsOf(text: Floats): Float64Array {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Float64Array(bytes.buffer, 0, bytes.length >> 3);
}

/** A value of a curve as text. */
export function valueText(value: number | null): string {
  if (value === null) return '–';
  return Number.isFinite(value) ? scoreText(value) : String(value);
}

/** A value of an axis as text. */
export function axisText(axis: 'step' | 'epoch' | 'time', value: number): string {
  return axis === 'time' ? durationText(value) : number(value);
}

/** Seconds as people say them. */
export function durationText(seconds: number): string {
  if (seconds < 60) return t('{0} s', number(Math.round(seconds * 10) / 10));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('{0} min {1} s', minutes, Math.round(seconds % 60));
  return t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}
