/** The curves of one training, with the steps at which it was begun again. */
import { Series } from './series.ts';

/** More metrics than these are not kept. */
const mostMetrics = 64;
/** So many steps of values that are no numbers are kept per metric. */
const mostMarks = 1000;
/** Differences of time below this say little of the speed: seconds. */
const leastSeconds = 1;

/** The name of the curve of steps per second. */
export const speedName = 'steps_per_second';

/** Values by metric and step; monotone in the step. */
export class Curves {
  readonly metrics = new Map<string, Series>();
  /** Steps where a metric was not a number, or infinite, ascending. */
  readonly marks = new Map<string, number[]>();
  /** Seconds since the beginning by step, where they are known. */
  readonly time = new Series();
  /** Steps at which newer attempts go on. */
  readonly restarts: number[] = [];
  /** The furthest step. */
  last = -1;
  #timed: { readonly step: number; readonly at: number } | null = null;

  /** Adds what a step, or an evaluation after it, told. A step before the last one replaces all from there on. */
  add(step: number, values: ReadonlyMap<string, number>): void {
    if (step < this.last) this.#cutFrom(step);
    this.last = Math.max(this.last, step);
    for (const [name, value] of values) {
      if (!this.metrics.has(name) && this.metrics.size >= mostMetrics) continue;
      if (Number.isFinite(value)) this.#seriesOf(name).add(step, value);
      else this.#mark(name, step);
    }
  }

  /** Says at which time a step was; times go on. */
  addTime(step: number, at: number): void {
    this.time.add(step, at);
    const before = (this.#timed ??= { step, at });
    if (at - before.at < leastSeconds || step <= before.step) return;
    this.#seriesOf(speedName).add(step, (step - before.step) / (at - before.at));
    this.#timed = { step, at };
  }

  #cutFrom(step: number): void {
    this.restarts.splice(this.restarts.findIndex((at) => at >= step) >>> 0, Infinity, step);
    for (const series of [...this.metrics.values(), this.time]) series.cutFrom(step);
    for (const [name, steps] of this.marks)
      this.marks.set(
        name,
        steps.filter((marked) => marked < step),
      );
    this.#timed = null;
    this.last = step - 1;
  }

  #mark(name: string, step: number): void {
    this.#seriesOf(name);
    const steps = this.marks.get(name) ?? [];
    if (steps.length < mostMarks) steps.push(step);
    this.marks.set(name, steps);
  }

  #seriesOf(name: string): Series {
    const known = this.metrics.get(name);
    if (known !== undefined) return known;
    const series = new Series();
    this.metrics.set(name, series);
    return series;
  }
}
