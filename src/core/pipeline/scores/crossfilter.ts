/** Histograms that filter one another. Pure. */
import type { Brush } from '../../../protocol/scores.ts';
import { noBin, type Binned } from './bins.ts';

/** So many scores can be brushed at once: each has a bit of a 32-bit number. */
export const mostBrushes = 31;

/** A row of no group is left out of everything. */
export const noGroup = 255;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** The counts of a score. */
interface Counted {
  /** Of each row: the place of its count; behind all others for a row without a bin or a group. */
  readonly places: Uint16Array;
  /** By place: rows within all brushes but the score's own. */
  readonly counts: Uint32Array;
}

const everything: Range = { from: -Infinity, to: Infinity };

/**
 * Counts of what lies within brushes. Each row has a bit for each brush that it lies outside of. A changed brush changes
 * its own bits alone, and only the rows where it does are counted anew: a brush that is dragged costs what it passes over,
 * as in the library crossfilter.
 */
export class Crossfilter {
  readonly #scores: ReadonlyMap<string, Binned>;
  readonly #group: Uint8Array;
  readonly #groups: number;
  readonly #outside: Uint32Array;
  readonly #counted: ReadonlyMap<string, Counted>;
  /** Rows within all brushes, by group. */
  readonly #grouped = new Uint32Array(noGroup + 1);
  /** Rows that a change of a brush takes in and out, as far as they are within all others. */
  readonly #passed: { readonly in: Int32Array; readonly out: Int32Array };
  /** Which bit is whose, and the range that the bits are of. */
  readonly #brushes = new Map<string, { readonly bit: number; readonly range: Range }>();

  /** @param group of each row, below `groups`; or {@link noGroup} */
  constructor(scores: ReadonlyMap<string, Binned>, group: Uint8Array, groups: number) {
    this.#scores = scores;
    this.#group = group;
    this.#groups = groups;
    this.#outside = new Uint32Array(group.length);
    this.#counted = new Map([...scores].map(([key, score]) => [key, countedOf(score, group, groups)]));
    for (let row = 0; row < group.length; row++) this.#grouped[group[row]!]!++;
    this.#passed = { in: new Int32Array(group.length), out: new Int32Array(group.length) };
  }

  /** Sets all brushes; those that are as they were cost nothing. What has no value lies outside of every brush. */
  brush(brushes: readonly Brush[]): void {
    const wanted = new Map(brushes.map((brush) => [brush.key, brush]));
    const left = [...this.#brushes.keys()].filter((key) => !wanted.has(key));
    const changed = [...wanted.values()].filter(({ key, from, to }) => {
      const before = this.#brushes.get(key);
      return before?.range.from !== from || before.range.to !== to;
    });
    const atOnce = left.length + changed.length > 1;
    for (const key of left) {
      this.#mark(key, this.#brushes.get(key)!.bit, everything, atOnce);
      this.#brushes.delete(key);
    }
    for (const { key, from, to } of changed) {
      const bit = this.#brushes.get(key)?.bit ?? this.#freeBit();
      this.#brushes.set(key, { bit, range: { from, to } });
      this.#mark(key, bit, { from, to }, atOnce);
    }
    if (atOnce) this.#countAll();
  }

  /** Rows within all brushes, in order. */
  rows(): Int32Array {
    const [outside, groups] = [this.#outside, this.#group];
    const rows = new Int32Array(this.total);
    let found = 0;
    for (let row = 0; row < groups.length; row++) {
      if (outside[row] === 0 && groups[row] !== noGroup) rows[found++] = row;
    }
    return rows;
  }

  /** How many rows are within all brushes. */
  get total(): number {
    return this.groups().reduce((sum, count) => sum + count, 0);
  }

  /** How many rows of each group are within all brushes. Right until the next brush. */
  groups(): Uint32Array {
    return this.#grouped.subarray(0, this.#groups);
  }

  /** Rows within all brushes but the score's own, by group and bin. Right until the next brush. */
  counts(key: string): Uint32Array {
    return this.#counted.get(key)!.counts.subarray(0, -1);
  }

  /** Rows within all brushes but those of two scores, by group and cell, the bins of `x` along a line. */
  plot(x: string, y: string): Uint32Array {
    return this.#cells(x, y, this.#inside(x) & this.#inside(y));
  }

  /** The same of all rows, whatever is brushed. */
  wholePlot(x: string, y: string): Uint32Array {
    return this.#cells(x, y, 0);
  }

  /** @param own the bits of the brushes that count */
  #cells(x: string, y: string, own: number): Uint32Array {
    const [across, up] = [this.#scores.get(x)!, this.#scores.get(y)!];
    const [outside, groups] = [this.#outside, this.#group];
    const cells = across.bins.count * up.bins.count;
    const counts = new Uint32Array(this.#groups * cells);
    for (let row = 0; row < groups.length; row++) {
      if ((outside[row]! & own) !== 0) continue;
      const i = across.index[row]!;
      const j = up.index[row]!;
      const group = groups[row]!;
      if (i !== noBin && j !== noBin && group !== noGroup) counts[group * cells + j * across.bins.count + i]!++;
    }
    return counts;
  }

  /** All bits but that of a score's brush. */
  #inside(key: string): number {
    return ~(this.#brushes.get(key)?.bit ?? 0);
  }

  #freeBit(): number {
    const taken = [...this.#brushes.values()].reduce((bits, { bit }) => bits | bit, 0);
    return ~taken & (taken + 1);
  }

  /** Sets the bits of a brush, and counts the rows where they change, unless all are counted later. */
  #mark(key: string, bit: number, range: Range, later: boolean): void {
    const { values } = this.#scores.get(key)!;
    const [outside, passed] = [this.#outside, this.#passed];
    const others = this.#byBit();
    let [came, went] = [0, 0];
    for (let row = 0; row < values.length; row++) {
      const isOut = isOutside(values[row]!, range);
      const bits = outside[row]!;
      if (isOut === ((bits & bit) !== 0)) continue;
      outside[row] = bits ^ bit;
      if (later) continue;
      const left = bits & ~bit;
      if (left === 0) {
        if (isOut) passed.out[went++] = row;
        else passed.in[came++] = row;
      } else if ((left & (left - 1)) === 0) {
        // Outside of one other brush alone: the score of that one does not mind.
        const { places, counts } = others[31 - Math.clz32(left)]!;
        counts[places[row]!]! += isOut ? -1 : 1;
      }
    }
    this.#count(key, passed.in.subarray(0, came), 1);
    this.#count(key, passed.out.subarray(0, went), -1);
  }

  /** Counts all rows anew. */
  #countAll(): void {
    const [outside, within] = [this.#outside, this.#passed.in];
    const brushed = this.#byBit();
    for (const { counts } of this.#counted.values()) counts.fill(0);
    this.#grouped.fill(0);
    let found = 0;
    for (let row = 0; row < outside.length; row++) {
      const bits = outside[row]!;
      if (bits === 0) within[found++] = row;
      else if ((bits & (bits - 1)) === 0) {
        const { places, counts } = brushed[31 - Math.clz32(bits)]!;
        counts[places[row]!]!++;
      }
    }
    this.#count(null, within.subarray(0, found), 1);
  }

  /** Adds rows to the counts of all scores but one, or takes them away. */
  #count(but: string | null, rows: Int32Array, by: 1 | -1): void {
    for (const [key, { places, counts }] of this.#counted) {
      if (key === but) continue;
      for (let i = 0; i < rows.length; i++) counts[places[rows[i]!]!]! += by;
    }
    for (let i = 0; i < rows.length; i++) this.#grouped[this.#group[rows[i]!]!]! += by;
  }

  /** The counts of brushed scores, by the place of their bit. */
  #byBit(): Counted[] {
    const byBit: Counted[] = [];
    for (const [key, { bit }] of this.#brushes) byBit[31 - Math.clz32(bit)] = this.#counted.get(key)!;
    return byBit;
  }
}

/** What has no value lies outside of every brush, and inside where there is none. */
function isOutside(value: number, range: Range): boolean {
  return range !== everything && !(value >= range.from && value <= range.to);
}

/** Where nothing is brushed. */
function countedOf({ bins, index }: Binned, group: Uint8Array, groups: number): Counted {
  const places = new Uint16Array(index.length);
  const none = groups * bins.count;
  const counts = new Uint32Array(none + 1);
  for (let row = 0; row < index.length; row++) {
    const [bin, of] = [index[row]!, group[row]!];
    const place = bin === noBin || of === noGroup ? none : of * bins.count + bin;
    places[row] = place;
    counts[place]!++;
  }
  return { places, counts };
}
