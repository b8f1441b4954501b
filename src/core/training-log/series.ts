/** The values of a metric by step, in bounded memory: neighbours are merged once there are too many, extremes stay. */

/** More groups of values than these are merged, two by two. */
const mostGroups = 65_536;

/** Neighbouring values as one. */
export interface Group {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly minAt: number;
  readonly max: number;
  readonly maxAt: number;
}

/** Where a group's numbers stand. */
const place = { first: 0, last: 1, count: 2, sum: 3, min: 4, minAt: 5, max: 6, maxAt: 7 } as const;
const width = 8;

/** A metric's finite values, ascending by step. */
export class Series {
  /** Groups so far. */
  length = 0;
  #perGroup = 1;
  readonly #most: number;
  #data = new Float64Array(64 * width);

  /** @param most groups */
  constructor(most = mostGroups) {
    this.#most = most;
  }

  /** Adds a value at a step that is not before the last one's. */
  add(step: number, value: number): void {
    const last = this.length - 1;
    if (last >= 0 && this.#at(last, 'count') < this.#perGroup) {
      const group = { first: step, last: step, count: 1, sum: value, min: value, minAt: step, max: value, maxAt: step };
      this.#put(last, merged(this.group(last), group));
      return;
    }
    if (this.length === this.#most) this.#halve();
    this.#grow();
    const row = [step, step, 1, value, value, step, value, step];
    this.#data.set(row, this.length++ * width);
  }

  /** Takes out what stands at a step or after it. Of groups that the step cuts nothing stays. */
  cutFrom(step: number): void {
    while (this.length > 0 && this.#at(this.length - 1, 'last') >= step) this.length--;
  }

  /** A group, 0 for the first. */
  group(i: number): Group {
    const [first, last, count, sum, min, minAt, max, maxAt] = this.#data.subarray(i * width) as unknown as Numbers;
    return { first, last, count, sum, min, minAt, max, maxAt };
  }

  /** The mean of a group. */
  meanOf(i: number): number {
    return this.#at(i, 'sum') / this.#at(i, 'count');
  }

  /** The last step of a group. */
  stepOf(i: number): number {
    return this.#at(i, 'last');
  }

  /** The groups that have a step in a range: from this one, to before that one. */
  between(from: number, to: number): { readonly from: number; readonly to: number } {
    return {
      from: this.#search((i) => this.#at(i, 'last') >= from),
      to: this.#search((i) => this.#at(i, 'first') > to),
    };
  }

  /** The value at a step, or between its neighbours; NaN where there is none. */
  valueAt(step: number): number {
    if (this.length === 0) return NaN;
    const after = this.#search((i) => this.#at(i, 'last') >= step);
    if (after === this.length) return this.meanOf(this.length - 1);
    if (after === 0 || this.#at(after, 'first') <= step) return this.meanOf(after);
    const [low, high] = [this.stepOf(after - 1), this.#at(after, 'first')];
    const share = (step - low) / (high - low);
    return this.meanOf(after - 1) * (1 - share) + this.meanOf(after) * share;
  }

  /** The first group of which something holds, that holds of all behind it too. */
  #search(holds: (i: number) => boolean): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #at(i: number, name: keyof typeof place): number {
    return this.#data[i * width + place[name]]!;
  }

  #put(i: number, { first, last, count, sum, min, minAt, max, maxAt }: Group): void {
    this.#data.set([first, last, count, sum, min, minAt, max, maxAt], i * width);
  }

  #halve(): void {
    for (let i = 0; i < this.length; i += 2)
      this.#put(i / 2, i + 1 < this.length ? merged(this.group(i), this.group(i + 1)) : this.group(i));
    this.length = Math.ceil(this.length / 2);
    this.#perGroup *= 2;
  }

  #grow(): void {
    if ((this.length + 1) * width <= this.#data.length) return;
    const larger = new Float64Array(this.#data.length * 2);
    larger.set(this.#data);
    this.#data = larger;
  }
}

type Numbers = readonly [number, number, number, number, number, number, number, number];

function merged(a: Group, b: Group): Group {
  const [low, high] = [b.min < a.min ? b : a, b.max > a.max ? b : a];
  return {
    first: a.first,
    last: b.last,
    count: a.count + b.count,
    sum: a.sum + b.sum,
    ...{ min: low.min, minAt: low.minAt, max: high.max, maxAt: high.maxAt },
  };
}
