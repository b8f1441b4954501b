/** Words of a caption, for TF-IDF and for labels. */

/** A run of letters of scripts that are written without spaces (or whose words are stems with endings, as Korean's), or a word. */
const runs =
  /(?<cjk>[\p{L}&&[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]]+)|[[\p{L}\p{M}\p{N}_]--[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]]{2,}/gv;

/**
 * The tokens of a text, in order: lower-case words of at least two characters (scikit-learn's
 * `token_pattern`), and character bigrams of Chinese, Japanese and Korean runs (as Lucene's CJK analyser
 * has them; a run of one character is a token).
 */
export function tokens(text: string): string[] {
  const found: string[] = [];
  for (const { 0: run, groups } of text.normalize('NFKC').toLowerCase().matchAll(runs)) {
    if (groups?.['cjk'] === undefined) found.push(run);
    else found.push(...bigrams(run));
  }
  return found;
}

function bigrams(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, i) => characters[i]! + character);
}
