/** Texts in the person's language. The English text is the key. */
import { filled } from '../../src/protocol/filled.ts';

let translations: Readonly<Record<string, string>> = {};
let language = 'en';
/** Made once: making a format takes longer than writing hundreds of numbers by it. */
let formats = formatsOf(language);

/** Sets the page's language once, before anything is shown. */
export function useWords(words: Readonly<Record<string, string>>, tag: string): void {
  translations = words;
  language = tag;
  formats = formatsOf(tag);
  document.documentElement.lang = tag;
}

/** The text in the person's language, `{0}`, `{1}`, … replaced by the arguments; numbers are grouped. */
export function t(text: string, ...values: readonly (string | number)[]): string {
  const shown = values.map((value) => (typeof value === 'number' ? grouped(value) : value));
  return filled(translations[text] ?? text, shown);
}

/** A score with three significant digits, or a whole number grouped. */
export function number(value: number): string {
  return Number.isInteger(value) ? grouped(value) : formats.score.format(value);
}

function grouped(value: number): string {
  return formats.grouped.format(value);
}

function formatsOf(tag: string): Record<'grouped' | 'score', Intl.NumberFormat> {
  return {
    grouped: new Intl.NumberFormat(tag, { maximumFractionDigits: 3 }),
    score: new Intl.NumberFormat(tag, { maximumSignificantDigits: 3, useGrouping: false }),
  };
}

/** How many words a text has, as its language counts them. */
export function wordCount(text: string): number {
  let count = 0;
  for (const part of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    if (part.isWordLike === true) count += 1;
  }
  return count;
}
