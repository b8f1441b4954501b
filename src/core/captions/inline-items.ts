import { markerStart, readNumber, type Marker } from './marker.ts';

/** A marker at its place in a line. */
export interface PlacedMarker {
  readonly at: number;
  readonly marker: Marker;
}

/** How sure it is that a marker at a place begins an item. */
type Footing = 'firm' | 'loose' | 'none';

/**
 * Where a line's list goes on behind a first item: markers of its style with the following numbers. Where a sentence
 * may just hold a number (“boats 1 and 2. The third”), there must be three in a row, or an end of a sentence before
 * each.
 * @param most how many are looked for
 */
export function followingMarkers(line: string, first: PlacedMarker, most: number): readonly PlacedMarker[] {
  const found: PlacedMarker[] = [];
  let loose = false;
  let last = first;
  while (found.length < most) {
    const next = nextMarker(line, last, first.marker.style);
    if (next === null) break;
    loose ||= footingOf(line, next) === 'loose';
    found.push(next);
    last = next;
  }
  return loose && found.length < 2 ? [] : found;
}

/** The marker numbered 1 of a list that begins behind an introduction: `Here they are: 1. … 2. …`. */
export function introducedMarker(line: string): PlacedMarker | null {
  for (const { index } of line.matchAll(markerStart)) {
    const marker = readNumber(line, index);
    if (marker?.value !== 1 || index === 0) continue;
    const placed = { at: index, marker };
    if (footingOf(line, placed) === 'firm') return followingMarkers(line, placed, 2).length > 0 ? placed : null;
  }
  return null;
}

function nextMarker(line: string, last: PlacedMarker, style: string): PlacedMarker | null {
  markerStart.lastIndex = last.at + last.marker.length;
  for (let start = markerStart.exec(line); start !== null; start = markerStart.exec(line)) {
    const marker = readNumber(line, start.index);
    if (marker?.style !== style || marker.value !== last.marker.value! + 1) continue;
    const placed = { at: start.index, marker };
    if (footingOf(line, placed) !== 'none') return placed;
  }
  return null;
}

function footingOf(line: string, { at, marker }: PlacedMarker): Footing {
  if (marker.certain) return 'firm';
  let end = at;
  while (end > 0 && /[\s*]/.test(line[end - 1]!)) end--;
  if (end === 0 || /[.!?;:。！？；，：…"”’)）」』]/.test(line[end - 1]!)) return 'firm';
  return end < at ? 'loose' : 'none';
}
