/** Texts in the person's language. The English text is the key. */
import { filled } from '../../src/protocol/filled.ts';

let translations: Readonly<Record<string, string>> = {};
let language = 'en';

/** Sets the page's language once, before anything is shown. */
export function useWords(words: Readonly<Record<string, string>>, tag: string): void {
  translations = words;
  language = tag;
  document.documentElement.lang = tag;
}

/** The text in the person's language, `{0}`, `{1}`, … replaced by the arguments; numbers are grouped. */
export function t(text: string, ...values: readonly (string | number)[]): string {
  const shown = values.map((value) => (typeof value === 'number' ? grouped(value) : value));
  return filled(translations[text] ?? text, shown);
}

/** A score with three significant digits, or a whole number grouped. */
export function number(value: number): string {
  if (Number.isInteger(value)) return grouped(value);
  return new Intl.NumberFormat(language, { maximumSignificantDigits: 3, useGrouping: false }).format(value);
}

function grouped(value: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(value);
}

/** How many words a text has, as its language counts them. */
export function wordCount(text: string): number {
  let count = 0;
  for (const part of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    if (part.isWordLike === true) count += 1;
  }
  return count;
}
