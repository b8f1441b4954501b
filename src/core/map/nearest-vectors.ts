/** The vectors nearest to one, exactly, of a stream. */
export class NearestVectors {
  readonly #of: Float32Array;
  readonly #count: number;
  /** Nearest first. */
  #found: { readonly row: number; readonly distance: number }[] = [];

  constructor(of: Float32Array, count: number) {
    this.#of = of;
    this.#count = count;
  }

  /** Their rows, nearest first. */
  get rows(): number[] {
    return this.#found.map(({ row }) => row);
  }

  /** Looks at further vectors, one after the other in `block`. */
  add(rows: Int32Array, block: Float32Array): void {
    const { length } = this.#of;
    rows.forEach((row, i) => {
      const limit = this.#found.length < this.#count ? Infinity : this.#found.at(-1)!.distance;
      let distance = 0;
      for (let j = 0; j < length && distance < limit; j++) distance += (block[i * length + j]! - this.#of[j]!) ** 2;
      if (distance < limit) this.#insert(row, distance);
    });
  }

  #insert(row: number, distance: number): void {
    const place = this.#found.findIndex((other) => other.distance > distance);
    this.#found.splice(place < 0 ? this.#found.length : place, 0, { row, distance });
    this.#found = this.#found.slice(0, this.#count);
  }
}
