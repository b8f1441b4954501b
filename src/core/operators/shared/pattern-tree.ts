/** What a pattern says, parsed. */
import type { CodeSet } from './pattern-sets.ts';

/** Places that a pattern can ask for without reading a character; each is a bit. */
export const places = {
  textStart: 1,
  textEnd: 2,
  /** The end, or before a line feed that ends the text. */
  lastLineEnd: 4,
  lineStart: 8,
  lineEnd: 16,
  wordBoundary: 32,
  noWordBoundary: 64,
} as const;

/** A parsed pattern or part of one. */
export type Tree =
  | { readonly kind: 'set'; readonly set: CodeSet }
  | { readonly kind: 'place'; readonly place: number }
  | { readonly kind: 'sequence'; readonly parts: readonly Tree[] }
  | { readonly kind: 'choice'; readonly parts: readonly Tree[] }
  | {
      readonly kind: 'repeat';
      readonly part: Tree;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
    }
  | { readonly kind: 'group'; readonly part: Tree; readonly number: number };

/** A whole pattern. */
export interface ParsedPattern {
  readonly tree: Tree;
  /** How many groups capture. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}
