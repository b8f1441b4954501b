/** Moves the islands of a layout together: how far apart UMAP leaves what has no common neighbours means nothing. */

/** Points in neighbouring cells of this side are of one island: it is the scale that UMAP spreads points at. */
const side = 1;
/** More than a layout has cells in a line. */
const line = 2 ** 20;

interface Island {
  readonly points: number[];
  readonly cells: number[];
}

/** The same places with no more than a cell or two between an island and the larger ones; within islands nothing moves. */
export function packed(places: Float32Array): Float32Array {
  const result = places.slice();
  const taken = new Set<number>();
  let [x, y, count] = [0, 0, 0];
  for (const island of islandsOf(places)) {
    const own = middleOf(island, places);
    const [dx, dy] = count === 0 ? [0, 0] : freePlace(island, own, [x / count, y / count], taken);
    for (const cell of island.cells) taken.add(moved(cell, dx, dy));
    for (const point of island.points) {
      result[point * 2]! += dx * side;
      result[point * 2 + 1]! += dy * side;
    }
    x += (own[0] + dx * side) * island.points.length;
    y += (own[1] + dy * side) * island.points.length;
    count += island.points.length;
  }
  return result;
}

/** Islands, the largest first. */
function islandsOf(places: Float32Array): Island[] {
  const cells = new Map<number, number[]>();
  for (let point = 0; point < places.length / 2; point++) {
    const cell = Math.floor(places[point * 2]! / side) * line + Math.floor(places[point * 2 + 1]! / side);
    const there = cells.get(cell);
    if (there === undefined) cells.set(cell, [point]);
    else there.push(point);
  }
  const islands: Island[] = [];
  for (const first of [...cells.keys()]) {
    if (!cells.has(first)) continue;
    const island: Island = { points: [], cells: [] };
    take(first, cells, island);
    for (const cell of island.cells) {
      for (const next of around(cell)) if (cells.has(next)) take(next, cells, island);
    }
    islands.push(island);
  }
  return islands.sort((a, b) => b.points.length - a.points.length || a.points[0]! - b.points[0]!);
}

function take(cell: number, cells: Map<number, number[]>, into: Island): void {
  into.cells.push(cell);
  for (const point of cells.get(cell)!) into.points.push(point);
  cells.delete(cell);
}

function around(cell: number): number[] {
  return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => moved(cell, dx, dy)));
}

function moved(cell: number, dx: number, dy: number): number {
  return cell + dx * line + dy;
}

function middleOf({ points }: Island, places: Float32Array): readonly [number, number] {
  let [x, y] = [0, 0];
  for (const point of points) {
    x += places[point * 2]! / points.length;
    y += places[point * 2 + 1]! / points.length;
  }
  return [x, y];
}

/** By how many cells an island moves: to the first free place on the line from the middle of the others to its own. */
function freePlace(
  { cells }: Island,
  [x, y]: readonly [number, number],
  [toX, toY]: readonly [number, number],
  taken: ReadonlySet<number>,
): [number, number] {
  const length = Math.hypot(x - toX, y - toY);
  const [alongX, alongY] = length === 0 ? [1, 0] : [(x - toX) / length, (y - toY) / length];
  for (let far = 0; ; far++) {
    const dx = Math.round((toX - x) / side + alongX * far);
    const dy = Math.round((toY - y) / side + alongY * far);
    if (cells.every((cell) => around(moved(cell, dx, dy)).every((near) => !taken.has(near)))) return [dx, dy];
  }
}
