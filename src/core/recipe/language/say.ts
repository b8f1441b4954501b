import { filled } from '../../../protocol/filled.ts';
import type { Language } from '../../../protocol/recipe-language.ts';
import { chinese } from './chinese.ts';

/** Says an English sentence in the language of the reader; `{0}` stands for the first value. */
export type Say = (english: string, ...values: readonly (string | number)[]) => string;

/** Says it as it is. */
export const inEnglish: Say = (english, ...values) => filled(english, values);

/** Says it in Simplified Chinese, where there is a line for it. */
export const inChinese: Say = (english, ...values) => filled(chinese[english] ?? english, values);

/** How things are said in a language; English where none is named. */
export function sayIn(language: Language | undefined): Say {
  return language === 'zh-cn' ? inChinese : inEnglish;
}
