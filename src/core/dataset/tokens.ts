/**
 * Special tokens in a sample's text, the chunks that they make, and the caption between them. Pure: no Node.
 *
 * A caption is the text without its tokens. Between two tokens lies a *slot*: what it holds, without white space at its
 * ends, is a piece of the caption; the white space belongs to the frame and stays in every edit.
 */
import { ProductError } from '../../protocol/errors.ts';
import type { SpecialTokens } from '../operators/operator.ts';

/** Data-Juicer's own tokens. */
export const dataJuicerTokens: SpecialTokens = Object.freeze({ image: '<__dj__image>', eoc: '<|__dj__eoc|>' });

/** LLaVA's image token, with the end-of-chunk token that Data-Juicer's recipes for it name. */
export const llavaTokens: SpecialTokens = Object.freeze({ image: '<image>', eoc: '<|__dj__eoc|>' });

/** Tokens of other media: Data-Juicer takes them out of a chunk's text as well. */
const otherTokens = ['<__dj__audio>', '<__dj__video>'];

/** Between the pieces of a caption that has several: a blank line. */
const pieceSeparator = '\n\n';

/** White space as Python's `str.strip` has it. */
const blanks = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const leading = new RegExp(`^${blanks}*`);
const inner = new RegExp(`^${blanks}`);

/** One chunk of a text. */
export interface Chunk {
  /** Without tokens and stripped. */
  readonly text: string;
  /** How many image tokens it has; they take the sample's pictures in order. */
  readonly images: number;
}

/** The dialect of a text: LLaVA's where it has `<image>` and no `<__dj__image>`, else Data-Juicer's. */
export function recogniseTokens(text: string): SpecialTokens {
  return !text.includes(dataJuicerTokens.image) && text.includes(llavaTokens.image) ? llavaTokens : dataJuicerTokens;
}

/**
 * The chunks of a text, as Data-Juicer's image–text filters split it: at the end-of-chunk token, or not at all where
 * that is empty. Chunks with neither picture nor text are left out.
 */
export function chunks(text: string, tokens: SpecialTokens): Chunk[] {
  const parts = tokens.eoc === '' ? [text] : text.split(tokens.eoc);
  const found: Chunk[] = [];
  for (const part of parts) {
    const images = tokens.image === '' ? 0 : part.split(tokens.image).length - 1;
    const plain = strip(allTokens(tokens).reduce((rest, token) => rest.replaceAll(token, ''), part));
    if (images > 0 || plain !== '') found.push({ text: plain, images });
  }
  return found;
}

/** The text without its tokens: the pieces of its slots, a blank line between two. */
export function captionOf(text: string, tokens: SpecialTokens): string {
  return piecesOf(text.split(splitter(tokens))).join(pieceSeparator);
}

/**
 * The caption in a text, in whichever dialect its tokens are. Nearly all texts are one piece, perhaps between two tokens,
 * that begins and ends in ASCII: it is cut out, which costs a tenth of taking texts apart.
 */
export function captionIn(text: string): string {
  return onlyPiece(text)?.piece ?? captionOf(text, recogniseTokens(text));
}

/**
 * The text with another caption in its frame of tokens and white space. With one piece the caption takes its place;
 * with none it goes behind the last image token. With several, a caption of as many paragraphs fills the slots one by
 * one; any other goes into the first, and the others become empty: tokens are never lost.
 *
 * `captionOf(withCaption(text, tokens, c), tokens) = c` for a stripped `c` (others are stripped first), and the caption that
 * a text has gives that very text.
 * @throws ProductError `usage` when the caption itself holds a token
 */
export function withCaption(text: string, tokens: SpecialTokens, caption: string): string {
  const next = strip(caption);
  const only = tokens === dataJuicerTokens && !next.includes('<') ? onlyPiece(text) : null;
  if (only !== null) return text.slice(0, only.start) + next + text.slice(only.start + only.piece.length);
  if (next === captionOf(text, tokens)) return text;
  refuseTokens(text, tokens, next);
  const parts = text.split(splitter(tokens));
  const filled = [...parts.keys()].filter((index) => index % 2 === 0 && strip(parts[index]!) !== '');
  const slots = filled.length > 0 ? filled : [emptySlot(parts, tokens)];
  const paragraphs = next.split(pieceSeparator);
  const fits =
    paragraphs.length === slots.length && paragraphs.every((piece) => piece !== '' && piece === strip(piece));
  slots.forEach((slot, index) => {
    const piece = fits ? paragraphs[index]! : index === 0 ? next : '';
    parts[slot] = reframed(parts[slot]!, piece);
  });
  return parts.join('');
}

/**
 * A text made of a caption alone, as the seed's synthesis writes it: an image token for each picture, a line break, the caption.
 * @throws ProductError `usage` when the caption itself holds a token
 */
export function textOf(caption: string, images: number, tokens: SpecialTokens): string {
  refuseTokens('', tokens, caption);
  return `${tokens.image.repeat(images)}\n${strip(caption)}`;
}

/** The piece of a text that plainly is one, in Data-Juicer's dialect, and where it starts; null where that takes a closer look. */
function onlyPiece(text: string): { readonly start: number; readonly piece: string } | null {
  const { image, eoc } = dataJuicerTokens;
  let start = text.startsWith(image) ? image.length : 0;
  let end = text.endsWith(eoc) ? text.length - eoc.length : text.length;
  while (start < end && isPlainBlank(text.charCodeAt(start))) start++;
  while (start < end && isPlainBlank(text.charCodeAt(end - 1))) end--;
  const piece = text.slice(start, end);
  return isPlainlyStripped(piece) && !piece.includes('<') ? { start, piece } : null;
}

/** Without white space at both ends, as Python's `str.strip`. */
function strip(text: string): string {
  if (isPlainlyStripped(text)) return text;
  const start = leading.exec(text)![0].length;
  let end = text.length;
  while (end > start && inner.test(text[end - 1]!)) end--;
  return text.slice(start, end);
}

function isPlainBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a;
}

function isPlainlyStripped(text: string): boolean {
  return isPlainSign(text.charCodeAt(0)) && isPlainSign(text.charCodeAt(text.length - 1));
}

/** From `!` to `~`. */
function isPlainSign(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

function allTokens(tokens: SpecialTokens): string[] {
  return [tokens.image, ...otherTokens, tokens.eoc].filter((token) => token !== '');
}

/** Splits into slots (even places) and tokens (odd places). */
function splitter(tokens: SpecialTokens): RegExp {
  const alternatives = allTokens(tokens).map((token) => token.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`(${alternatives.join('|')})`);
}

function piecesOf(parts: readonly string[]): string[] {
  return parts
    .filter((_, index) => index % 2 === 0)
    .map(strip)
    .filter((piece) => piece !== '');
}

/** Behind the last image token; without one, at the start. */
function emptySlot(parts: readonly string[], tokens: SpecialTokens): number {
  return parts.lastIndexOf(tokens.image) + 1;
}

/** A slot with another piece between its white space; in an empty one the piece starts the last line. */
function reframed(slot: string, piece: string): string {
  const old = strip(slot);
  const start = old === '' ? slot.lastIndexOf('\n') + 1 : slot.indexOf(old);
  return slot.slice(0, start) + piece + slot.slice(start + old.length);
}

function refuseTokens(text: string, tokens: SpecialTokens, caption: string): void {
  const known = allTokens(tokens);
  // Where the text has no token of Data-Juicer's, LLaVA's would become one.
  if (!text.includes(dataJuicerTokens.image)) known.push(dataJuicerTokens.image, llavaTokens.image);
  const found = known.find((token) => caption.includes(token));
  if (found === undefined) return;
  throw new ProductError('usage', `A caption may not hold the token ${found}.`, {
    safe: 'Nothing was changed.',
    next: 'Leave the token out: those of the text stay where they are.',
  });
}
