/** What a filter of the grid says, as a tree; see docs/en/filter.md. Pure. */
import { type FilterField, filterValue } from '../../../protocol/filter-fields.ts';

/** UTF-16 offsets in the filter's text: the first, and the one behind the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Pieces of plain text with a wildcard between each two; a single piece has no wildcard. */
export type Pattern = readonly string[];

/** How a number is compared. */
export const comparisons = ['<=', '>=', '!=', '<', '>', '='] as const;
/** One of them. */
export type Comparison = (typeof comparisons)[number];

/** A condition on a sample. */
export type Condition =
  | { readonly kind: 'field'; readonly field: FilterField; readonly value: Pattern; readonly at: Span }
  | {
      readonly kind: 'compare';
      /** A statistics key, or a name that the grid itself knows. */
      readonly key: string;
      readonly comparison: Comparison;
      readonly number: number;
      readonly at: Span;
    };

/** A filter: conditions, and what joins them. `and` and `or` have at least two parts. */
export type Filter =
  | Condition
  | { readonly kind: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter };

/** The filter as text, from which `parseFilter` makes the same filter. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.map((part) => printPart(part, filter.kind)).join(filter.kind === 'and' ? ' ' : ' OR ');
    case 'not':
      return `NOT ${printPart(filter.of, 'not')}`;
    case 'compare':
      return `${filter.key}${filter.comparison}${filter.number}`;
    case 'field':
      return (
        (filter.field === 'caption' ? '' : `${filter.field}:`) +
        filter.value.map((piece) => printPiece(piece, filter.value.length === 1)).join('*')
      );
  }
}

function printPart(part: Filter, within: 'and' | 'or' | 'not'): string {
  const loose = part.kind === 'or' || (part.kind === 'and' && within !== 'or');
  return loose ? `(${printFilter(part)})` : printFilter(part);
}

function printPiece(piece: string, alone: boolean): string {
  return piece === '' && !alone ? '' : filterValue(piece);
}

/** All conditions of a filter, from left to right. */
export function conditionsOf(filter: Filter): Condition[] {
  if (filter.kind === 'field' || filter.kind === 'compare') return [filter];
  return filter.kind === 'not' ? conditionsOf(filter.of) : filter.of.flatMap(conditionsOf);
}
