/** A closed line: x and y in turns. */
export type Polygon = readonly number[];

/** Whether a point lies within, by the number of edges that a ray from it crosses. */
export function isWithin(polygon: Polygon, x: number, y: number): boolean {
  let within = false;
  for (let i = 0, j = polygon.length - 2; i < polygon.length; j = i, i += 2) {
    const [xi, yi, xj, yj] = [polygon[i]!, polygon[i + 1]!, polygon[j]!, polygon[j + 1]!];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within;
  }
  return within;
}

/** The corners of a box between two points. */
export function boxOf(x: number, y: number, otherX: number, otherY: number): Polygon {
  return [x, y, otherX, y, otherX, otherY, x, otherY];
}
