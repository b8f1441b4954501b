/** The names of the grid's filter grammar (docs/en/filter.md), for the parser and for whoever helps to write filters. */

/** Fields that a filter can name, with the only values that they take; null: any. */
export const filterFields = {
  caption: null,
  id: null,
  outcome: ['kept', 'dropped', 'failed', 'none'],
  stage: null,
  operator: null,
  tag: null,
  cluster: null,
  set: null,
  origin: ['source', 'synthesized'],
  is: ['edited', 'pending', 'created', 'selected', 'untagged'],
  has: null,
} as const;
/** One of them. */
export type FilterField = keyof typeof filterFields;

/** The words that join conditions. */
export const filterJoiners = ['AND', 'OR', 'NOT'] as const;

/** A text as a filter takes it: in quotation marks where it is more than a word. */
export function filterValue(text: string): string {
  const isPlain =
    /^[\p{L}\p{N}_][\p{L}\p{N}_./#-]*$/u.test(text) && !(filterJoiners as readonly string[]).includes(text);
  return isPlain ? text : `"${text.replace(/["\\]/gu, '\\$&')}"`;
}
