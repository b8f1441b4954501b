/** Operators that take a phrase out of captions. Pure. */
import type { PhrasePlace } from '../../../../protocol/scores.ts';

const hasNoBlanks = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * A line of a recipe's `process`. The operator sees special tokens too: an opener stands at the beginning or behind a
 * token, a tail before one or at the end, and what is not theirs is put back.
 */
export function replaceRule(phrase: string, place: PhrasePlace): string {
  const words = wordsPattern(phrase);
  const [pattern, repl] = {
    opener: [`(?i)((?:^|>)\\s*)${words}[\\s,:;.!-]*`, '\\1'],
    tail: [`(?i)[\\s,:;-]*${words}[,:;.!-]*(\\s*(?:<\\|__dj__eoc\\|>|$))`, '\\1'],
    anywhere: [`(?i)${words}\\s*`, ''],
  }[place] as [string, string];
  return `- replace_content_mapper: {pattern: ${quoted(pattern)}, repl: ${quoted(repl)}}`;
}

/** The words with whatever stands between them, and no letters of other words at the ends. */
function wordsPattern(phrase: string): string {
  const words = phrase.split(' ').map((word) => word.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&'));
  const edge = (word: string): string => (hasNoBlanks.test(word) ? '' : '\\b');
  return `${edge(words[0]!)}${words.join('[^\\w<>]+')}${edge(words.at(-1)!)}`;
}

/** As YAML writes a text in which nothing is escaped. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
