import { Observable } from '../../shared/observable.ts';
import { holds, sizeOf, withoutRange, withRange, type Ranges } from '../../shared/ranges.ts';

/** Keys held while a card is clicked. */
export interface Held {
  /** Ctrl, or Cmd: one more, or one less. */
  readonly toggle: boolean;
  /** Shift: all from the last one to here. */
  readonly range: boolean;
}

/** Which places of the result are selected, and which one has the focus. */
export class Selection extends Observable {
  ranges: Ranges = [];
  /** The place that keys act on; -1: none. */
  focus = -1;
  /** Where a range begins. */
  #origin = 0;

  get count(): number {
    return sizeOf(this.ranges);
  }

  has(place: number): boolean {
    return holds(this.ranges, place);
  }

  /** As file lists do: a plain click selects one, Ctrl one more, Shift a range. */
  click(place: number, held: Held): void {
    if (held.range) this.#extend(place, held.toggle);
    else if (held.toggle) this.#toggle(place);
    else this.ranges = [{ from: place, to: place + 1 }];
    if (!held.range) this.#origin = place;
    this.focus = place;
    this.changed();
  }

  /** Moves the focus; with Shift the selection goes with it, without it stays as it is. */
  move(place: number, range: boolean): void {
    if (range) this.#extend(place, false);
    else this.#origin = place;
    this.focus = place;
    this.changed();
  }

  toggle(place: number): void {
    this.click(place, { toggle: true, range: false });
  }

  all(total: number): void {
    this.set(total === 0 ? [] : [{ from: 0, to: total }]);
  }

  /** The same samples in another result. A range is drawn on from the focus, where it has moved. */
  stand(focus: number, ranges: Ranges): void {
    if (focus !== this.focus) this.#origin = Math.max(0, focus);
    this.focus = focus;
    this.set(ranges);
  }

  set(ranges: Ranges): void {
    this.ranges = ranges;
    this.changed();
  }

  #extend(place: number, keep: boolean): void {
    const range = { from: Math.min(this.#origin, place), to: Math.max(this.#origin, place) + 1 };
    this.ranges = keep ? withRange(this.ranges, range) : [range];
  }

  #toggle(place: number): void {
    const range = { from: place, to: place + 1 };
    this.ranges = this.has(place) ? withoutRange(this.ranges, range) : withRange(this.ranges, range);
  }
}
