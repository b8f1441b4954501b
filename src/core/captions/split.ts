import { cleanReply } from './clean-reply.ts';
import { listItems } from './list-items.ts';

/** How a reply becomes captions: each sentence of a list is one, or the whole text is. */
export const splits = ['numbered', 'none'] as const;
/** One of {@link splits}. */
export type Split = (typeof splits)[number];

/** More sentences of one reply are not taken: nobody asked for them. */
export const mostSentences = 64;
/** A longer sentence is no caption, nor is a longer text; in UTF-16 units. */
const longest = { numbered: 2000, none: 20_000 } as const;

/**
 * The captions in a reply. `numbered`: the sentences of its numbered or bulleted lists, in order, each once, at most
 * {@link mostSentences}; none where it holds no list. `none`: the text, or nothing where it has no letter.
 */
export function splitReply(text: string, split: Split): string[] {
  const cleaned = cleanReply(text);
  const texts = split === 'none' ? [cleaned] : listItems(cleaned, 2 * longest.numbered).map(tidySentence);
  const distinct = new Map<string, string>();
  for (const caption of texts) {
    if (!/\p{L}/u.test(caption) || caption.length > longest[split]) continue;
    const folded = foldCaption(caption);
    if (!distinct.has(folded)) distinct.set(folded, caption);
    if (distinct.size === mostSentences) break;
  }
  return [...distinct.values()];
}

/** What captions have in common that differ in case, spaces or closing punctuation alone. */
export function foldCaption(caption: string): string {
  return caption
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/[\p{P}\p{S}]+$/u, '');
}

/** A list's item as plain text: without markdown, a bold label before it, quotes around it and a comma behind it. */
function tidySentence(item: string): string {
  const plain = item
    .replace(/^\*\*[^*\n]{1,60}(?:[:：]\*\*|\*\*\s?[:：])\s*(?=\S)/, '')
    .replace(/\*\*/g, '')
    .replace(/__([^_\n]+)__/g, '$1')
    .replace(/(^|\s)\*([^*\s][^*\n]*)\*/g, '$1$2');
  // Where markup stood inside of a token, the token is one only now.
  const tidy = cleanReply(plain).replace(/\s+/g, ' ').trim();
  return withoutQuotes(tidy.replace(/[\s;；,，、]+$/, ''));
}

const quotes: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['「', '」'],
  ['`', '`'],
];

/** The sentence inside quotes that enclose all of it, and nothing else. */
function withoutQuotes(sentence: string): string {
  for (const [open, close] of quotes) {
    if (sentence.length < 3 || !sentence.startsWith(open) || !sentence.endsWith(close)) continue;
    const inside = sentence.slice(1, -1);
    if (!inside.includes(open) && !inside.includes(close)) return inside.trim();
  }
  return sentence;
}
