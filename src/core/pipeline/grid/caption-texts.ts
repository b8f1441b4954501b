/** All captions in memory, so that they are searched, counted and put in order without being read again. */
import { captionIn } from '../../dataset/tokens.ts';
import { column } from '../../store/columns.ts';
import { selectBatches } from '../../store/rows.ts';
import { presentTexts } from '../chain.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';
import type { Pattern } from './filter.ts';
import { sortTexts } from './sort-texts.ts';

/** So many rows are read at a time; in between others get their answers. */
const batchRows = 8192;

/** The captions of all rows. A row without one fits nothing, has no numbers and stands last in every order. */
export class CaptionTexts {
  /** Runs of anything but white space, per row. */
  readonly words: Float64Array;
  /** Code points, per row. */
  readonly characters: Float64Array;
  /** In lower case. */
  readonly #captions: (string | null)[];

  private constructor(captions: (string | null)[], words: Float64Array, characters: Float64Array) {
    this.#captions = captions;
    this.words = words;
    this.characters = characters;
  }

  /** The captions as the stages of a flow left them. */
  static async read({ duck }: Pick<Session, 'duck'>, { chain, rows }: Flow): Promise<CaptionTexts> {
    const nothing = new Float64Array(rows).fill(NaN);
    const all = new CaptionTexts(new Array<string | null>(rows).fill(null), nothing, nothing.slice());
    for await (const batch of selectBatches(duck, presentTexts(chain, []), batchRows)) {
      const texts = column(batch, 'text', 'text');
      column(batch, 'row', 'int').forEach((row, i) => all.#set(row, texts[i]!));
    }
    return all;
  }

  /** The same with other texts in some rows. */
  with(texts: ReadonlyMap<number, string>): CaptionTexts {
    if (texts.size === 0) return this;
    const changed = new CaptionTexts(this.#captions.slice(), this.words.slice(), this.characters.slice());
    for (const [row, text] of texts) changed.#set(row, text);
    return changed;
  }

  /** One byte per row: 1 where the caption has the pattern, whatever its case. */
  search(pattern: Pattern): Uint8Array {
    // White space at the ends of a caption is none of it.
    const last = pattern.length - 1;
    const pieces = pattern.map((piece, i) => trimmed(piece, i === 0, i === last).toLowerCase());
    return Uint8Array.from(this.#captions, (caption) => (caption !== null && hasAll(caption, pieces) ? 1 : 0));
  }

  /** All rows in the order of their captions, whatever the case; ties in dataset order. */
  order(descending: boolean): Int32Array {
    const rows = Int32Array.from(this.#captions.keys()).filter((row) => this.#captions[row] !== null);
    const none = Int32Array.from(this.#captions.keys()).filter((row) => this.#captions[row] === null);
    const texts = Array.from(rows, (row) => this.#captions[row]!);
    const sorted = sortTexts(texts);
    if (descending) turnRound(texts, sorted);
    const order = new Int32Array(this.#captions.length);
    order.set(sorted.map((number) => rows[number]!));
    order.set(none, rows.length);
    return order;
  }

  #set(row: number, text: string | null): void {
    const caption = text === null ? null : captionIn(text);
    this.#captions[row] = caption?.toLowerCase() ?? null;
    this.words[row] = caption === null ? NaN : wordsIn(caption);
    this.characters[row] = caption === null ? NaN : codePointsIn(caption);
  }
}

/** Whether a text has all pieces, one behind the other. */
function hasAll(text: string, pieces: readonly string[]): boolean {
  let from = 0;
  for (const piece of pieces) {
    const place = text.indexOf(piece, from);
    if (place < 0) return false;
    from = place + piece.length;
  }
  return true;
}

function trimmed(piece: string, first: boolean, last: boolean): string {
  const start = first ? piece.trimStart() : piece;
  return last ? start.trimEnd() : start;
}

/** Turns an order round, but for that of equal texts. */
function turnRound(texts: readonly string[], order: Int32Array): void {
  order.reverse();
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && texts[order[to]!] === texts[order[from]!]) to++;
    order.subarray(from, to).reverse();
    from = to;
  }
}

function wordsIn(caption: string): number {
  let words = 0;
  let within = false;
  for (let i = 0; i < caption.length; i++) {
    const blank = isBlank(caption.charCodeAt(i));
    if (!blank && !within) words++;
    within = !blank;
  }
  return words;
}

/** Between words: Unicode's white space, without the controls that no text has. */
function isBlank(code: number): boolean {
  if (code < 0x80) return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x0c;
  if (code < 0x2000) return code === 0x85 || code === 0xa0 || code === 0x1680;
  return code <= 0x200a || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

function codePointsIn(caption: string): number {
  let points = caption.length;
  for (let i = 0; i < caption.length; i++) if ((caption.charCodeAt(i) & 0xfc00) === 0xdc00) points--;
  return points;
}
