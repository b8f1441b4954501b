/** Sharing a number of places among groups. */

/** The rows of one group, in the order given. */
export interface Group {
  readonly group: number;
  readonly rows: number[];
}

/** Rows by group, the lowest group number first. */
export function groupBy(rows: Iterable<number>, groupOf: (row: number) => number): Group[] {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const group = groupOf(row);
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [row]);
    else members.push(row);
  }
  return [...groups].map(([group, members]) => ({ group, rows: members })).sort((a, b) => a.group - b.group);
}

/**
 * Shares `total` places in proportion to `sizes` by largest remainder, ties to the lower index; no group gets
 * fewer than its `least`. A group that needs its least takes it, and the others share the rest anew.
 *
 * @param total - at most the sum of `sizes`, and at least the sum of `least`
 */
export function apportion(
  sizes: readonly number[],
  total: number,
  least: readonly number[] = sizes.map(() => 0),
): number[] {
  const fixed = new Set<number>();
  for (;;) {
    const rest = total - least.reduce((sum, value, i) => sum + (fixed.has(i) ? value : 0), 0);
    const shares = largestRemainder(
      sizes.map((size, i) => (fixed.has(i) ? 0 : size)),
      rest,
    );
    const short = shares.flatMap((share, i) => (!fixed.has(i) && share < least[i]! ? [i] : []));
    if (short.length === 0) return shares.map((share, i) => (fixed.has(i) ? least[i]! : share));
    for (const i of short) fixed.add(i);
  }
}

function largestRemainder(sizes: readonly number[], total: number): number[] {
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  if (whole === 0) return sizes.map(() => 0);
  // Remainders as integers: equal ones are then seen as equal.
  const shares = sizes.map((size) => Math.floor((size * total) / whole));
  const remainders = sizes.map((size) => (size * total) % whole);
  const left = total - shares.reduce((sum, share) => sum + share, 0);
  const order = sizes.map((_, i) => i).sort((a, b) => remainders[b]! - remainders[a]! || a - b);
  for (const i of order.slice(0, left)) shares[i]!++;
  return shares;
}
