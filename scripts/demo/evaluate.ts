/** Holds what became of samples against what they were made to be. */
import type { Outcome } from '../../src/protocol/records.ts';
import type { Expected, Truth, TruthEntry } from './truth.ts';

/** What became of one sample; `caption` is its text without tokens after the last stage. */
export interface SampleOutcome {
  readonly outcome: Outcome;
  readonly caption: string | null;
}

/** Outcomes by the sample's id. */
export type Outcomes = ReadonlyMap<string, SampleOutcome>;

/** What became of the samples of one kind. `planted = dropped + kept + failed + absent`. */
export interface KindRow {
  readonly kind: string;
  readonly expect: Expected;
  readonly planted: number;
  readonly dropped: number;
  readonly kept: number;
  readonly failed: number;
  /** Without an outcome. */
  readonly absent: number;
  /** Have the caption that the truth has, whatever became of them. */
  readonly mended: number;
  /** Met what is expected of their kind. */
  readonly right: number;
}

/**
 * Compares a run with the truth, kind by kind in the truth's order. Captions are equal when they differ in white
 * space alone: what a mapper takes out of a sentence leaves two spaces.
 */
export function evaluate(truth: Truth, outcomes: Outcomes): KindRow[] {
  const kinds = Map.groupBy(Object.entries(truth), ([, { kind }]) => kind);
  return [...kinds].map(([kind, entries]) => kindRow(kind, entries, outcomes));
}

function kindRow(kind: string, entries: readonly [string, TruthEntry][], outcomes: Outcomes): KindRow {
  const { expect } = entries[0]![1];
  const counts = { dropped: 0, kept: 0, failed: 0, absent: 0, mended: 0, right: 0 };
  for (const [id, entry] of entries) {
    const result = outcomes.get(id);
    const mended = sameWords(result?.caption ?? '', entry.caption);
    counts[result?.outcome ?? 'absent']++;
    if (mended) counts.mended++;
    if (expect === 'mended' ? mended && result?.outcome === 'kept' : result?.outcome === expect) counts.right++;
  }
  return { kind, expect, planted: entries.length, ...counts };
}

function sameWords(a: string, b: string): boolean {
  const collapsed = (text: string): string => text.trim().split(/\s+/).join(' ');
  return collapsed(a) === collapsed(b);
}
