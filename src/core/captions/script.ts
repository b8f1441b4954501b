import type { CaptionLanguage } from './prompts.ts';

/**
 * Whether a caption is written in the script of a language, for the most part: words in Latin letters for `en`, Chinese
 * characters for `zh`. What it quotes, such as a sign's words, does not count. By script alone German passes for
 * English; the operators that score captions catch more.
 */
export function isInScript(caption: string, language: CaptionLanguage): boolean {
  const unquoted = caption.replace(/["“「『《][^"“”「」『』《》]*["”」』》]/gu, ' ');
  const { latin, han, other } = countScripts(/\p{L}/u.test(unquoted) ? unquoted : caption);
  return (language === 'en' ? latin : han) * 2 >= latin + han + other;
}

/** Words where words are written apart, characters where they are not. */
function countScripts(text: string): { latin: number; han: number; other: number } {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const latin = count(/\p{Script=Latin}+/gu);
  const han = count(/\p{Script=Han}/gu);
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu);
  const rest =
    /(?:(?![\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])\p{L})+/gu;
  return { latin, han, other: kana + count(rest) };
}
