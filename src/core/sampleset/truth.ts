import type { Outcome } from '../../protocol/records.ts';

/**
 * The defects that are planted, each with its share of a set and with what a good recipe does to such a sample:
 * drops it, fails it (there is no picture to judge), mends its caption, or keeps it.
 */
export const defects = {
  blur: { share: 0.016, expect: 'dropped' },
  'too-dark': { share: 0.014, expect: 'dropped' },
  'washed-out': { share: 0.014, expect: 'dropped' },
  blank: { share: 0.014, expect: 'dropped' },
  tiny: { share: 0.012, expect: 'dropped' },
  'odd-aspect': { share: 0.012, expect: 'dropped' },
  'exact-duplicate': { share: 0.018, expect: 'dropped' },
  'near-duplicate': { share: 0.016, expect: 'dropped' },
  'repeated-words': { share: 0.012, expect: 'dropped' },
  'stretched-letters': { share: 0.012, expect: 'dropped' },
  'shop-symbols': { share: 0.012, expect: 'dropped' },
  mojibake: { share: 0.012, expect: 'dropped' },
  'too-short': { share: 0.01, expect: 'dropped' },
  url: { share: 0.012, expect: 'mended' },
  email: { share: 0.01, expect: 'mended' },
  'full-width': { share: 0.01, expect: 'mended' },
  'no-break-space': { share: 0.01, expect: 'mended' },
  'missing-file': { share: 0.008, expect: 'failed' },
  'not-an-image': { share: 0.008, expect: 'failed' },
  'broken-json': { share: 0.006, expect: 'failed' },
  truncated: { share: 0.008, expect: 'kept' },
  'duplicate-id': { share: 0.008, expect: 'kept' },
  'wrong-caption': { share: 0.02, expect: 'dropped', needs: 'model' },
  'wrong-attribute': { share: 0.016, expect: 'dropped', needs: 'model' },
} as const satisfies Readonly<Record<string, { share: number; expect: Outcome | 'mended'; needs?: 'model' }>>;

/** The name of a planted defect. */
export type Defect = keyof typeof defects;

/** What a sample was made to be. A `friendly-fire` sample is clean, but looks like a defect. */
export type TruthKind = Defect | 'clean' | 'friendly-fire';

/** What is true of a sample. */
export interface TruthEntry {
  readonly kind: TruthKind;
  readonly expect: Outcome | 'mended';
  /** Pixels and text alone cannot tell: only a model that understands both can. */
  readonly needs?: 'model';
  /** The caption, without its tokens, that a good recipe leaves. */
  readonly caption: string;
  /** The id of the sample that a duplicate repeats. */
  readonly of?: string;
  /** Why a clean sample looks bad. */
  readonly looks?: 'night' | 'fog' | 'plain';
  readonly setting: string;
  /** What the picture shows, the most prominent first. */
  readonly shows: readonly string[];
}

/** `truth.json`: entries by the sample's id in the product; an unreadable line is `~<line>`, a repeated id `<id>~<line>`. */
export type Truth = Readonly<Record<string, TruthEntry>>;
