import type { Outcome } from '../../protocol/records.ts';
import type { Truth, TruthEntry, TruthKind } from './truth.ts';

/** What became of one sample; `caption` is its text without tokens after the last stage. */
export interface SampleOutcome {
  readonly outcome: Outcome;
  readonly caption?: string;
}

/** What became of the samples of one kind. `planted = dropped + kept + failed + absent`. */
export interface KindRow {
  readonly kind: TruthKind;
  readonly expect: TruthEntry['expect'];
  readonly needs: 'model' | null;
  readonly planted: number;
  readonly dropped: number;
  readonly kept: number;
  readonly failed: number;
  /** Kept, with the caption that the truth has. */
  readonly mended: number;
  /** Without an outcome. */
  readonly absent: number;
  /** Share of the planted that met what is expected of their kind. */
  readonly right: number;
}

/**
 * Compares a run with the truth, kind by kind in the truth's order. Captions are equal when they differ in white
 * space alone: what a mapper takes out of a sentence leaves two spaces.
 */
export function evaluate(truth: Truth, outcomes: ReadonlyMap<string, SampleOutcome>): KindRow[] {
  const kinds = new Map<TruthKind, [string, TruthEntry][]>();
  for (const [id, entry] of Object.entries(truth))
    kinds.set(entry.kind, [...(kinds.get(entry.kind) ?? []), [id, entry]]);
  return [...kinds].map(([kind, entries]) => kindRow(kind, entries, outcomes));
}

function kindRow(
  kind: TruthKind,
  entries: readonly [string, TruthEntry][],
  outcomes: ReadonlyMap<string, SampleOutcome>,
): KindRow {
  const [, { expect, needs = null }] = entries[0] as [string, TruthEntry];
  const counts = { dropped: 0, kept: 0, failed: 0, mended: 0, absent: 0 };
  for (const [id, entry] of entries) {
    const result = outcomes.get(id);
    counts[result?.outcome ?? 'absent']++;
    if (result?.outcome === 'kept' && sameWords(result.caption ?? '', entry.caption)) counts.mended++;
  }
  return { kind, expect, needs, planted: entries.length, ...counts, right: counts[expect] / entries.length };
}

function sameWords(a: string, b: string): boolean {
  const collapsed = (text: string): string => text.trim().split(/\s+/).join(' ');
  return collapsed(a) === collapsed(b);
}
