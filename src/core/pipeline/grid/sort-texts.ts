/** Texts as bytes, one behind the other in a buffer: text `i` lies from `starts[i]` up to `ends[i]`. */
export interface TextSpans {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Up to so many texts are put in order one by one. */
const few = 12;

/**
 * Puts numbers of texts into the order of their bytes, in place; equal texts by number. Three-way radix quicksort
 * (Bentley & Sedgewick, "Fast algorithms for sorting and searching strings", 1997): no text is compared from its start
 * more than once.
 */
export function sortTexts(spans: TextSpans, order: Int32Array): void {
  // By hand, because long equal texts would be as many calls within calls.
  const todo: [from: number, to: number, depth: number][] = [[0, order.length, 0]];
  for (let range = todo.pop(); range !== undefined; range = todo.pop()) {
    const [from, to, depth] = range;
    if (to - from <= few) insertionSort(spans, order.subarray(from, to), depth);
    else todo.push(...partition(spans, order, from, to, depth));
  }
}

/** The ranges that are left to sort: below, at and above the byte of the middle one. */
function partition(
  spans: TextSpans,
  order: Int32Array,
  from: number,
  to: number,
  depth: number,
): [from: number, to: number, depth: number][] {
  const pivot = byteAt(spans, order[(from + to) >> 1]!, depth);
  let [below, at, above] = [from, from, to];
  while (at < above) {
    const byte = byteAt(spans, order[at]!, depth);
    if (byte < pivot) swap(order, below++, at++);
    else if (byte > pivot) swap(order, at, --above);
    else at++;
  }
  if (pivot < 0) order.subarray(below, above).sort();
  const same: [number, number, number][] = pivot < 0 ? [] : [[below, above, depth + 1]];
  return [[from, below, depth], ...same, [above, to, depth]];
}

function insertionSort(spans: TextSpans, order: Int32Array, depth: number): void {
  for (let i = 1; i < order.length; i++) {
    const text = order[i]!;
    let place = i;
    while (place > 0 && isBefore(spans, text, order[place - 1]!, depth)) order[place] = order[--place]!;
    order[place] = text;
  }
}

function isBefore(spans: TextSpans, a: number, b: number, from: number): boolean {
  for (let depth = from; ; depth++) {
    const [x, y] = [byteAt(spans, a, depth), byteAt(spans, b, depth)];
    if (x !== y) return x < y;
    if (x < 0) return a < b;
  }
}

/** -1 behind the end. */
function byteAt({ bytes, starts, ends }: TextSpans, text: number, depth: number): number {
  const place = starts[text]! + depth;
  return place < ends[text]! ? bytes[place]! : -1;
}

function swap(order: Int32Array, a: number, b: number): void {
  const kept = order[a]!;
  order[a] = order[b]!;
  order[b] = kept;
}
