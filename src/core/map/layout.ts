/** Vectors in two dimensions: rows come block by block, so that only what they are reduced to is held. */
import { Random } from '../../base/random.ts';
import type { Matrix } from '../../base/matrix.ts';
import type { MapStep } from '../../protocol/map.ts';
import { laidOut } from './limits.ts';
import { packed } from './pack.ts';
import { fitPca, project, type Pca } from './pca.ts';
import { nearestRows, umap } from './umap.ts';

/** What is to be laid out. */
export interface LayoutTask {
  readonly method: 'pca' | 'umap';
  readonly rows: number;
  readonly columns: number;
  readonly seed: number;
  /** Some of the rows, to which components are fitted. */
  readonly sample: Float32Array;
}

/** UMAP sees so many components at most. */
const components = 50;
/** UMAP needs more rows than it looks at neighbours of each. */
const fewest = 16;
/** A row that was not laid out stands between so many that were; they are looked for among some of those. */
const guides = 5;
const mostGuides = 10_000;
/** Apart from other uses of a seed. */
const stream = 0x6c6179;

/** One layout in the making. */
export class Layout {
  readonly #task: LayoutTask;
  readonly #pca: Pca;
  readonly #reduced: Float32Array;
  readonly #finite: Uint8Array;
  readonly #tell: (step: MapStep, share: number) => void;
  #rows = 0;

  constructor(task: LayoutTask, tell: (step: MapStep, share: number) => void) {
    this.#task = task;
    this.#tell = tell;
    const sample = finiteRows(task.sample, task.columns);
    const count = task.method === 'pca' ? 2 : components;
    this.#pca = fitPca({ rows: sample.length / task.columns, columns: task.columns, data: sample }, count, task.seed);
    this.#reduced = new Float32Array(task.rows * this.#width);
    this.#finite = new Uint8Array(task.rows);
  }

  get #width(): number {
    return this.#pca.directions.length;
  }

  /** Takes the next rows. */
  add(block: Float32Array): void {
    const width = this.#width;
    const projected = project(this.#pca, block);
    for (let row = 0; row < block.length / this.#task.columns; row++) {
      const values = projected.subarray(row * width, (row + 1) * width);
      const whole = block.subarray(row * this.#task.columns, (row + 1) * this.#task.columns);
      this.#finite[this.#rows] = whole.every(Number.isFinite) ? 1 : 0;
      this.#reduced.set(values, this.#rows * width);
      this.#rows++;
    }
    this.#tell('reading', this.#rows / Math.max(1, this.#task.rows));
  }

  /** Two coordinates per row, once all are there; NaN for a row that is not finite. */
  async finish(): Promise<Float32Array> {
    const flat = this.#plane();
    const rows = Int32Array.from(this.#finite.keys()).filter((row) => this.#finite[row] === 1);
    if (this.#task.method === 'pca' || rows.length < fewest || this.#width === 0) return flat;
    const drawn = new Random(this.#task.seed, stream).sample(rows.length, laidOut);
    const chosen = drawn.map((place) => rows[place]!);
    const laid = this.#gathered(chosen);
    const spread = await umap(laid, this.#task.seed, this.#tell);
    if (!spread.every(Number.isFinite)) return flat;
    const places = packed(spread);
    chosen.forEach((row, i) => flat.set(places.subarray(i * 2, i * 2 + 2), row * 2));
    if (chosen.length < rows.length) await this.#placeOthers(flat, rows, chosen);
    return flat;
  }

  /** The first two components. */
  #plane(): Float32Array {
    const width = this.#width;
    const flat = new Float32Array(this.#task.rows * 2);
    for (let row = 0; row < this.#task.rows; row++) {
      for (let j = 0; j < 2; j++) {
        const value = j < width ? this.#reduced[row * width + j]! : 0;
        flat[row * 2 + j] = this.#finite[row] === 1 ? value : NaN;
      }
    }
    return flat;
  }

  #gathered(rows: Int32Array): Matrix {
    const data = new Float32Array(rows.length * this.#width);
    rows.forEach((row, i) => data.set(this.#vectorOf(row), i * this.#width));
    return { rows: rows.length, columns: this.#width, data };
  }

  #vectorOf(row: number): Float32Array {
    return this.#reduced.subarray(row * this.#width, (row + 1) * this.#width);
  }

  async #placeOthers(flat: Float32Array, rows: Int32Array, chosen: Int32Array): Promise<void> {
    const isLaid = new Uint8Array(this.#task.rows);
    for (const row of chosen) isLaid[row] = 1;
    const known = new Random(this.#task.seed, stream, 1).sample(chosen.length, mostGuides).map((at) => chosen[at]!);
    const nearest = await nearestRows(this.#gathered(known), fewest - 1, this.#task.seed, this.#tell);
    try {
      for (const [done, row] of rows.entries()) {
        if (done % 10_000 === 0) this.#tell('placing', done / rows.length);
        if (isLaid[row] === 1) continue;
        const found = nearest.of(this.#vectorOf(row), guides);
        const near = found.rows.map((place) => known[place]!);
        flat.set(between(near, found.distances, flat), row * 2);
      }
    } finally {
      nearest.close();
    }
  }
}

/** The mean of places, nearer ones counting more. */
function between(rows: Int32Array, distances: Float32Array, places: Float32Array): [number, number] {
  let [x, y, sum] = [0, 0, 0];
  rows.forEach((row, i) => {
    const weight = 1 / (distances[i]! ** 2 + 1e-12);
    x += weight * places[row * 2]!;
    y += weight * places[row * 2 + 1]!;
    sum += weight;
  });
  return [x / sum, y / sum];
}

/** The rows of a block without those that are not finite. */
export function finiteRows(block: Float32Array, columns: number): Float32Array {
  const rows = block.length / columns;
  const result = new Float32Array(block.length);
  let found = 0;
  for (let row = 0; row < rows; row++) {
    const values = block.subarray(row * columns, (row + 1) * columns);
    if (values.every(Number.isFinite)) result.set(values, columns * found++);
  }
  return result.subarray(0, found * columns);
}
