/** All captions in memory, a byte for a byte, so that they are searched, counted and put in order without reading them again. */
import { column } from '../../store/columns.ts';
import { selectBatches } from '../../store/rows.ts';
import { presentTexts } from '../chain.ts';
import type { Flow } from '../flow.ts';
import { captionIn } from '../people/standing.ts';
import type { Session } from '../session.ts';
import type { Pattern } from './filter.ts';
import { sortTexts, type TextSpans } from './sort-texts.ts';

/** So many rows are read at a time. */
const batchRows = 16_384;

/** The captions of all rows, in lower case as UTF-8; rows without one are in none of the answers. */
export class CaptionIndex {
  /** Per row; NaN: it has no caption. Words are runs of anything but white space, characters are code points. */
  readonly words: Float64Array;
  readonly characters: Float64Array;
  readonly #spans: TextSpans;
  /** Bytes in use. */
  #used = 0;
  /** Rows in the order in which their captions were added; one that was added twice counts where its span is. */
  #added: number[] = [];

  private constructor(rows: number, bytes: number) {
    this.words = new Float64Array(rows).fill(NaN);
    this.characters = new Float64Array(rows).fill(NaN);
    this.#spans = { bytes: Buffer.allocUnsafe(bytes), starts: new Uint32Array(rows), ends: new Uint32Array(rows) };
  }
}
