/** Whether samples that are near in one space are near in another. */
import { compared } from './limits.ts';
import { fitPca, project } from './pca.ts';
import { nearestRows, type NearestRows, type Tell } from './umap.ts';

/** Components that neighbours are looked for in, and rows that they are fitted to. */
const components = 50;
const fitted = 8192;

/** The same samples in two spaces: as many finite rows in each. */
export interface OverlapTask {
  readonly seed: number;
  readonly spaces: readonly { readonly columns: number; readonly data: Float32Array }[];
}

/** Per row how many of its {@link compared} neighbours it has in both spaces. */
export async function sharedNeighbours({ seed, spaces }: OverlapTask, tell: Tell): Promise<Uint8Array> {
  const indexes: NearestRows[] = [];
  try {
    for (const [i, space] of spaces.entries()) {
      indexes.push(await indexOf(space, seed, (what, share) => tell(what, (i + share) / spaces.length)));
    }
    const rows = spaces[0]!.data.length / spaces[0]!.columns;
    const shared = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) {
      const [one, other] = indexes.map((index) => around(index, row)) as [Set<number>, Set<number>];
      for (const near of one) if (other.has(near)) shared[row]!++;
    }
    return shared;
  } finally {
    for (const index of indexes) index.close();
  }
}

async function indexOf(
  { columns, data }: OverlapTask['spaces'][number],
  seed: number,
  tell: Tell,
): Promise<NearestRows> {
  const rows = data.length / columns;
  // Any rows in order would do but for a sorted dataset: every n-th is taken.
  const step = Math.max(1, Math.ceil(rows / fitted));
  const count = Math.ceil(rows / step);
  const sample = new Float32Array(count * columns);
  for (let i = 0; i < count; i++) sample.set(data.subarray(i * step * columns, (i * step + 1) * columns), i * columns);
  const pca = fitPca({ rows: count, columns, data: sample }, components, seed);
  const width = Math.max(1, pca.directions.length);
  const reduced = pca.directions.length === 0 ? new Float32Array(rows) : project(pca, data);
  return nearestRows({ rows, columns: width, data: reduced }, compared + 1, seed, tell);
}

/** The nearest of a row, without itself. */
function around(index: NearestRows, row: number): Set<number> {
  const found = index.ofRow(row, compared + 1).filter((other) => other !== row);
  return new Set(found.subarray(0, compared));
}
