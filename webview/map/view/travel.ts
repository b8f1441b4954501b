import type { Cloud } from '../model/cloud.ts';

/** Points take so long to their new places: milliseconds. */
const duration = 700;

/** Points on their way from one map to the next: whoever looks at one can follow it. */
export class Travel {
  #cloud: Cloud | null = null;
  #from: { readonly x: Float32Array; readonly y: Float32Array } | null = null;
  #now: { readonly x: Float32Array; readonly y: Float32Array } = { x: new Float32Array(), y: new Float32Array() };
  #began = -1;

  /** Whether all have arrived. */
  get done(): boolean {
    return this.#from === null;
  }

  /** Sets out for a cloud; at once where there was none, or motion is not wanted. */
  to(cloud: Cloud, before: Cloud | null): void {
    if (cloud === this.#cloud) return;
    const from = before === null || before !== this.#cloud || isStill() ? null : placesIn(before, cloud);
    this.#cloud = cloud;
    this.#from = from;
    this.#began = -1;
    this.#now = from === null ? cloud : { x: from.x.slice(), y: from.y.slice() };
  }

  /** Where the points are at a time of a frame. */
  at(time: number): { readonly x: Float32Array; readonly y: Float32Array; readonly done: boolean } {
    const [cloud, from] = [this.#cloud!, this.#from];
    if (from === null) return { x: cloud.x, y: cloud.y, done: true };
    if (this.#began < 0) this.#began = time;
    const share = Math.min(1, (time - this.#began) / duration);
    if (share === 1) {
      this.#from = null;
      this.#now = cloud;
      return { x: cloud.x, y: cloud.y, done: true };
    }
    const eased = share * share * (3 - 2 * share);
    const { x, y } = this.#now;
    for (let point = 0; point < x.length; point++) {
      x[point] = from.x[point]! + (cloud.x[point]! - from.x[point]!) * eased;
      y[point] = from.y[point]! + (cloud.y[point]! - from.y[point]!) * eased;
    }
    return { x, y, done: false };
  }
}

function isStill(): boolean {
  return document.body.classList.contains('vscode-reduce-motion') || matchMedia('(prefers-reduced-motion)').matches;
}

/** Where the points of a cloud were in the one before; new ones are where they belong. */
function placesIn(before: Cloud, cloud: Cloud): { x: Float32Array; y: Float32Array } {
  const was = Int32Array.from(cloud.rows, (row) => before.pointOf(row));
  return {
    x: cloud.x.map((value, point) => (was[point]! < 0 ? value : before.x[was[point]!]!)),
    y: cloud.y.map((value, point) => (was[point]! < 0 ? value : before.y[was[point]!]!)),
  };
}
