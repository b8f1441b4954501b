/** The captions of a dataset, so that they are searched, counted and put in order without being read from parts again. */
import { captionIn } from '../../dataset/tokens.ts';
import { column } from '../../store/columns.ts';
import { selectBatches, selectRows } from '../../store/rows.ts';
import { captionSql } from '../caption-sql.ts';
import { presentTexts } from '../chain.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';
import type { Pattern } from './filter.ts';
import { PackedTexts } from './packed-texts.ts';
import { sortTexts } from './sort-texts.ts';

/** So many bytes of captions are kept; those behind them are read again whenever they are asked about. */
const mostBytes = 128 * 1024 * 1024;
/** So many rows are read at a time; in between others get their answers. */
const batchRows = 8192;

/** Captions as the stages of a flow left them. */
interface Left extends Counts {
  readonly duck: Session['duck'];
  readonly flow: Flow;
  /** In lower case, from the first row on. */
  readonly packed: PackedTexts;
}

/** Per row, NaN where there is no caption. */
interface Counts {
  /** Runs of anything but white space. */
  readonly words: Float64Array;
  /** Code points. */
  readonly characters: Float64Array;
}

/** The captions of all rows. A row without one fits nothing, has no numbers and stands last in every order. */
export class CaptionTexts {
  readonly #left: Left;
  /** Texts that stand in some rows by now. */
  readonly #since: ReadonlyMap<number, string>;
  #counts: Counts | null = null;

  private constructor(left: Left, since: ReadonlyMap<number, string>) {
    this.#left = left;
    this.#since = since;
  }

  /** The captions as the stages of a flow left them. @param most bytes that are kept of them */
  static async read({ duck }: Pick<Session, 'duck'>, flow: Flow, most = mostBytes): Promise<CaptionTexts> {
    const { rows } = flow;
    const counts = { words: new Float64Array(rows).fill(NaN), characters: new Float64Array(rows).fill(NaN) };
    const left: Left = { ...counts, duck, flow, packed: new PackedTexts(rows, most) };
    for await (const { rows: numbers, texts } of textsOf(left)) {
      texts.forEach((text, i) => {
        const caption = text === null ? null : captionIn(text);
        left.packed.add(caption?.toLowerCase() ?? null);
        if (caption !== null) count(counts, numbers[i]!, caption);
      });
    }
    return new CaptionTexts(left, new Map());
  }

  /** The same with other texts in some rows. */
  with(texts: ReadonlyMap<number, string>): CaptionTexts {
    return new CaptionTexts(this.#left, texts);
  }

  /** Numbers of the captions by row. */
  get counts(): Counts {
    if (this.#since.size === 0) return this.#left;
    return (this.#counts ??= this.#counted());
  }

  /** One byte per row: 1 where the caption has the pattern, whatever its case. */
  async search(pattern: Pattern): Promise<Uint8Array> {
    // White space at the ends of a caption is none of it.
    const last = pattern.length - 1;
    const pieces = pattern.map((piece, i) => trimmed(piece, i === 0, i === last).toLowerCase());
    const { packed, flow } = this.#left;
    const found = new Uint8Array(flow.rows);
    for (const row of packed.having(pieces.reduce((a, b) => (b.length > a.length ? b : a)))) {
      if (pieces.length === 1 || hasAll(packed.at(row)!, pieces)) found[row] = 1;
    }
    for await (const { rows, texts } of textsOf(this.#left, packed.count)) {
      texts.forEach((text, i) => {
        if (text !== null && hasAll(lower(text), pieces)) found[rows[i]!] = 1;
      });
    }
    for (const [row, text] of this.#since) found[row] = hasAll(lower(text), pieces) ? 1 : 0;
    return found;
  }

  /** The captions of rows from one on until before another, in lower case; null for none. */
  async lowered(from: number, to: number): Promise<(string | null)[]> {
    const { packed } = this.#left;
    const captions = Array.from({ length: to - from }, (_, i) =>
      from + i < packed.count ? packed.at(from + i) : null,
    );
    for await (const { rows, texts } of textsOf(this.#left, Math.max(from, packed.count), to)) {
      texts.forEach((text, i) => (captions[rows[i]! - from] = text === null ? null : lower(text)));
    }
    for (let row = from; row < to && this.#since.size > 0; row++) {
      const text = this.#since.get(row);
      if (text !== undefined) captions[row - from] = lower(text);
    }
    return captions;
  }

  /** All rows in the order of their captions, whatever the case; ties in dataset order. */
  async order(descending: boolean): Promise<Int32Array> {
    const { packed, flow } = this.#left;
    if (packed.count < flow.rows) return this.#orderByStore(descending);
    const captions = Array.from({ length: flow.rows }, (_, row) => {
      const text = this.#since.get(row);
      const caption = text === undefined ? packed.at(row) : lower(text);
      return caption?.replaceAll('ς', 'σ') ?? null;
    });
    const rows = Int32Array.from(captions.keys()).filter((row) => captions[row] !== null);
    const none = Int32Array.from(captions.keys()).filter((row) => captions[row] === null);
    const texts = Array.from(rows, (row) => captions[row]!);
    const sorted = sortTexts(texts);
    if (descending) turnRound(texts, sorted);
    const order = new Int32Array(captions.length);
    order.set(sorted.map((number) => rows[number]!));
    order.set(none, rows.length);
    return order;
  }

  /**
   * More than is kept is put in order outside of this process's memory. DuckDB changes letter by letter: to it İ is one, and
   * the end of a word nothing.
   */
  async #orderByStore(descending: boolean): Promise<Int32Array> {
    const { duck, flow } = this.#left;
    const caption = captionSql('coalesce(n.text, p.text)');
    const sql = `SELECT p.row FROM (${presentTexts(flow.chain, [])}) p LEFT JOIN edited_since n ON n.row = p.row
      ORDER BY replace(lower(replace(${caption}, 'İ', 'i\u0307')), 'ς', 'σ') ${descending ? 'DESC' : 'ASC'} NULLS LAST, p.row`;
    return column(await selectRows(duck, sql), 'row', 'int');
  }

  #counted(): Counts {
    const counts = { words: this.#left.words.slice(), characters: this.#left.characters.slice() };
    for (const [row, text] of this.#since) count(counts, row, captionIn(text));
    return counts;
  }
}

/** The texts of all rows from one on until before another, in batches. */
async function* textsOf(
  { duck, flow: { chain, rows } }: Left,
  from = 0,
  to = rows,
): AsyncGenerator<{ readonly rows: Int32Array; readonly texts: readonly (string | null)[] }> {
  if (from >= to) return;
  const sql = presentTexts(chain, [], { after: from - 1, to: to - 1 });
  for await (const batch of selectBatches(duck, sql, batchRows)) {
    yield { rows: column(batch, 'row', 'int'), texts: column(batch, 'text', 'text') };
  }
}

function lower(text: string): string {
  return captionIn(text).toLowerCase();
}

function count({ words, characters }: Counts, row: number, caption: string): void {
  words[row] = wordsIn(caption);
  characters[row] = codePointsIn(caption);
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
