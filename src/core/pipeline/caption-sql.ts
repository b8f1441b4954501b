import { quoteText } from '../store/duck.ts';

/** White space as Python's `str.strip` has it. */
const blanks =
  '\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000';
const tokens = ['<__dj__image>', '<__dj__audio>', '<__dj__video>', '<\\|__dj__eoc\\|>'];

/** SQL of a text's caption, as `captionOf(text, recogniseTokens(text))` has it: a test holds the two together. */
export function captionSql(text: string): string {
  const pieces = (pattern: string): string =>
    `array_to_string(list_filter(list_transform(string_split_regex(${text}, ${quoteText(pattern)}), lambda piece: trim(piece, ${quoteText(blanks)})), lambda piece: piece <> ''), E'\\n\\n')`;
  const dataJuicer = tokens.join('|');
  return `CASE WHEN contains(${text}, '<image>') AND NOT contains(${text}, '<__dj__image>') THEN ${pieces(`<image>|${dataJuicer}`)} ELSE ${pieces(dataJuicer)} END`;
}
