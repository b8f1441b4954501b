import { html, nothing, type TemplateResult } from 'lit';
import type { ScoreOverview } from '../../src/protocol/engine.ts';
import type { Json } from '../../src/protocol/records.ts';
import { scoreText } from './score-text.ts';

/** The one number of a score that a bar shows: of several the least. */
export function least(value: Json | undefined): number | null {
  if (typeof value === 'number') return value;
  if (!Array.isArray(value)) return null;
  const numbers = value.filter((each): each is number => typeof each === 'number');
  return numbers.length === 0 ? null : Math.min(...numbers);
}

/** Bounds that an operator sets on a score. */
export interface Bounds {
  readonly min: number | null;
  readonly max: number | null;
}

/** Bounds as text; one that no value reaches is none. */
export function boundsText({ min, max }: Bounds): string {
  const texts = [isBound(min) ? `≥ ${scoreText(min)}` : '', isBound(max) ? `≤ ${scoreText(max)}` : ''];
  return texts.filter((text) => text !== '').join(', ');
}

function isBound(bound: number | null): bound is number {
  return bound !== null && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
}

/** A small bar: where a value lies in its distribution, with the operator's bounds as strokes. */
export function scoreBar(
  value: number | null,
  spread: ScoreOverview | undefined,
  bounds: Bounds = { min: null, max: null },
): TemplateResult | typeof nothing {
  const set = [bounds.min, bounds.max].filter(isBound);
  const all = [value, ...set, spread?.min, spread?.max].filter((each) => typeof each === 'number');
  const low = Math.min(...all);
  const high = Math.max(...all);
  if (value === null || !(high > low)) return nothing;
  const percent = (at: number): string => `${(100 * (at - low)) / (high - low)}%`;
  const strokes = set.map((at) => html`<i class="bound" .style=${`inset-inline-start: ${percent(at)}`}></i>`);
  return html`<span class="score-bar" aria-hidden="true">
    <i class="value" .style=${`inline-size: ${percent(value)}`}></i>${strokes}
  </span>`;
}
