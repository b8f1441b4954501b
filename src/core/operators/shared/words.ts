/** Words as Data-Juicer has them: parted by blanks, tabs and line feeds, stripped of special characters. */
import { z } from 'zod';
import { special } from './characters.ts';
import { nextIndex, strip } from './text.ts';

/** The number of words that are left when special characters are stripped. */
export function countWords(text: string): number {
  let count = 0;
  let counted = false;
  for (let i = 0; i < text.length; i = nextIndex(text, i)) {
    const code = text.codePointAt(i)!;
    if (code === 0x20 || code === 0x0a || code === 0x09) counted = false;
    else if (!counted && !special.has(code)) {
      counted = true;
      count++;
    }
  }
  return count;
}

/** The words of a text in small letters, stripped of special characters. */
export function lowerWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[ \n\t]+/)
    .map((word) => strip(word, special))
    .filter((word) => word !== '');
}

/** Parameters of the operators that count words. `lang` has no effect without a tokenizer, in Data-Juicer as here. */
export const wordParameters = {
  lang: z
    .string()
    .default('en')
    .describe('Language of the samples; chooses the tokenizer in Data-Juicer, without effect here.'),
  tokenization: withoutTokenizer('a sentencepiece model'),
};

/** The parameter `tokenization`, which can only be false in this version. */
export function withoutTokenizer(model: string): z.ZodDefault<z.ZodBoolean> {
  return z
    .boolean()
    .refine((on) => !on, `tokenization: true needs Data-Juicer (it splits words by ${model})`)
    .default(false)
    .describe('Whether a model splits the text; only false here, true needs Data-Juicer.');
}
