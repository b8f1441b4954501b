import { quoteText } from '../store/duck.ts';

/** White space as Python's `str.strip` has it. */
const blanks =
  '\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000';
const dataJuicer = ['<__dj__image>', '<__dj__audio>', '<__dj__video>', '<|__dj__eoc|>'];
const llava = '<image>';

/** All special tokens, of both dialects. */
export const captionTokens: readonly string[] = [llava, ...dataJuicer];

/**
 * SQL of a text's caption, as `captionOf(text, recogniseTokens(text))` has it: a test holds the two together. Nearly all
 * captions are one line between tokens that begins and ends in ASCII: those need neither a pattern nor slow trimming.
 */
export function captionSql(text: string): string {
  const isWhole = `left(plain, 1) BETWEEN '!' AND '~' AND right(plain, 1) BETWEEN '!' AND '~' AND NOT contains(plain, E'\\n')`;
  const caption = `CASE WHEN ${isWhole} THEN plain ELSE ${piecesSql(text)} END`;
  // A list of one names the text, so that it is made once.
  return `list_transform([trim(${withoutTokens(text)}, E' \\n')], lambda plain: ${caption})[1]`;
}

/** SQL of a text with a line break in place of each of some special tokens. */
export function withoutTokens(text: string, tokens: readonly string[] = captionTokens): string {
  const replaced = (inner: string, token: string): string => `replace(${inner}, ${quoteText(token)}, E'\\n')`;
  const plain = dataJuicer.filter((token) => tokens.includes(token)).reduce(replaced, text);
  return tokens.includes(llava) ? `CASE WHEN ${isLlava(text)} THEN ${replaced(plain, llava)} ELSE ${plain} END` : plain;
}

function piecesSql(text: string): string {
  const pieces = (pattern: string): string =>
    `array_to_string(list_filter(list_transform(string_split_regex(${text}, ${quoteText(pattern)}), lambda piece: trim(piece, ${quoteText(blanks)})), lambda piece: piece <> ''), E'\\n\\n')`;
  const pattern = dataJuicer.map((token) => token.replaceAll('|', '\\|')).join('|');
  return `CASE WHEN ${isLlava(text)} THEN ${pieces(`${llava}|${pattern}`)} ELSE ${pieces(pattern)} END`;
}

function isLlava(text: string): string {
  return `contains(${text}, ${quoteText(llava)}) AND NOT contains(${text}, ${quoteText(dataJuicer[0]!)})`;
}
