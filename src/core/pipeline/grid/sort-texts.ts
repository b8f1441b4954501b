/** Up to so many texts are put in order one by one. */
const few = 12;

/** Places `from` to `to` of an order whose texts are equal in what stands before `depth`. */
type Range = readonly [from: number, to: number, depth: number];

/**
 * The numbers of texts in the order of their code points, as the store has it; equal texts by number. Three-way radix quicksort
 * (Bentley & Sedgewick, "Fast algorithms for sorting and searching strings", 1997): texts that begin alike, as captions
 * do, are not compared from their start again and again.
 */
export function sortTexts(texts: readonly string[]): Int32Array {
  const order = Int32Array.from(texts, (_, i) => i);
  // By hand: long equal texts would be as many calls within calls.
  const todo: Range[] = [[0, order.length, 0]];
  for (let range = todo.pop(); range !== undefined; range = todo.pop()) {
    const [from, to, depth] = range;
    if (to - from <= few) sortFew(texts, order.subarray(from, to), depth);
    else todo.push(...parted(texts, order, depth, from, to));
  }
  return order;
}

/** Parts a range by one unit of its texts; what is left to sort: less than it, the same and more. */
function parted(texts: readonly string[], order: Int32Array, depth: number, from: number, to: number): Range[] {
  const pivot = unitAt(texts[order[(from + to) >> 1]!]!, depth);
  let [less, at, more] = [from, from, to];
  while (at < more) {
    const unit = unitAt(texts[order[at]!]!, depth);
    if (unit < pivot) swap(order, less++, at++);
    else if (unit > pivot) swap(order, at, --more);
    else at++;
  }
  const beside: Range[] = [
    [from, less, depth],
    [more, to, depth],
  ];
  if (pivot >= 0) return [...beside, [less, more, depth + 1]];
  order.subarray(less, more).sort();
  return beside;
}

function sortFew(texts: readonly string[], order: Int32Array, depth: number): void {
  for (let i = 1; i < order.length; i++) {
    const number = order[i]!;
    let place = i;
    while (place > 0 && isBefore(texts, number, order[place - 1]!, depth)) order[place] = order[--place]!;
    order[place] = number;
  }
}

function isBefore(texts: readonly string[], a: number, b: number, depth: number): boolean {
  for (let at = depth; ; at++) {
    const one = unitAt(texts[a]!, at);
    const other = unitAt(texts[b]!, at);
    if (one !== other) return one < other;
    if (one < 0) return a < b;
  }
}

/** -1 behind the end. Surrogates, which stand for higher characters, are above all others. */
function unitAt(text: string, depth: number): number {
  if (depth >= text.length) return -1;
  const unit = text.charCodeAt(depth);
  return unit < 0xd800 || unit > 0xdfff ? unit : unit + 0x10000;
}

function swap(order: Int32Array, a: number, b: number): void {
  const kept = order[a]!;
  order[a] = order[b]!;
  order[b] = kept;
}
