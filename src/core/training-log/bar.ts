/** Bars of tqdm, which alone carry the step in many logs. */

/** A bar as it was drawn. */
export interface Bar {
  readonly done: number;
  readonly total: number;
  /** Seconds. */
  readonly elapsed: number;
  /** Where in the line it begins. */
  readonly at: number;
}

const drawn = /(\d+)%\|[^|]*\|\s*(\d+)\/(\d+) \[(?:(\d+):)?(\d+):(\d+)</g;
/** What several processes put before their lines. */
const rank = /\[[^\]]*\]:?\s*$/;

/** The bars of a line, but for those of loading and mapping, which say what they are of. */
export function barsIn(line: string): Bar[] {
  if (!line.includes('%|')) return [];
  return [...line.matchAll(drawn)]
    .filter(({ index }) => !/\w:\s*$/.test(line.slice(0, index).replace(rank, '')))
    .map((match) => {
      const [, , done, total, hours = '0', minutes, seconds] = match;
      const elapsed = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
      return { done: Number(done), total: Number(total), elapsed, at: match.index };
    });
}

/** Another bar may come in between so many lines: that of an evaluation. */
const patience = 3;

/** Which step of the training the bars of a log stand at: they go on, begin anew, and others come in between. */
export class BarClock {
  /** The steps of the whole training; null: no bar yet. */
  total: number | null = null;
  /** The furthest step of this attempt. */
  step = 0;
  /** Seconds since the attempt began. */
  elapsed = 0;
  #other: Bar | null = null;
  /** Training lines in a row that came without their own bar having moved. */
  #still = 0;
  #confirmed = false;

  /** @returns whether the bar begins anew: the training was restarted */
  take(bar: Bar): boolean {
    this.total ??= bar.total;
    if (bar.total !== this.total) {
      this.#other = bar;
      return false;
    }
    // Bars of other ranks lag a little; that of a new attempt begins at nothing.
    const anew = this.step >= 4 && bar.done <= this.step / 2 && bar.elapsed <= this.elapsed / 2;
    this.step = anew ? bar.done : Math.max(this.step, bar.done);
    this.elapsed = anew ? bar.elapsed : Math.max(this.elapsed, bar.elapsed);
    return anew;
  }

  /** A training line came: where its bar does not move, but another one does, that is the training's. */
  settle(moved: boolean): void {
    this.#still = moved ? 0 : this.#still + 1;
    this.#confirmed ||= moved;
    if (this.#other === null || this.#still < (this.#confirmed ? patience : 1)) return;
    this.total = this.#other.total;
    this.step = this.#other.done;
    this.elapsed = this.#other.elapsed;
    this.#other = null;
    this.#still = 0;
  }
}
