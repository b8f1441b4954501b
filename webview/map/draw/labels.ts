/** Names of clusters on a map: as many as fit. */

/** A name that wants to stand somewhere, most important first. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** A name that has a place. */
export interface PlacedLabel extends Label {
  readonly width: number;
}

const height = 16;
const gap = 6;

/** The labels that fit into a window without covering one another: earlier ones win. */
export function fitting(
  labels: readonly Label[],
  widthOf: (text: string) => number,
  size: { readonly width: number; readonly height: number },
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const label of labels) {
    if (label.text === '' || label.x < 0 || label.y < 0 || label.x > size.width || label.y > size.height) continue;
    const width = widthOf(label.text);
    // What would be cut off moves inwards.
    const x = Math.max(width / 2 + gap, Math.min(size.width - width / 2 - gap, label.x));
    const y = Math.max(height, Math.min(size.height - height, label.y));
    const isFree = placed.every(
      (other) => Math.abs(other.x - x) > (other.width + width) / 2 + gap || Math.abs(other.y - y) > height,
    );
    if (isFree) placed.push({ ...label, x, y, width });
  }
  return placed;
}
