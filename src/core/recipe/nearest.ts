/** Names and values longer than this are not compared: they are no typing errors. */
const longest = 64;

/**
 * The known name that a user probably meant, or undefined where none is near.
 * Damerau–Levenshtein distance with adjacent transpositions (optimal string alignment); one letter in four may
 * differ, at least one and at most three.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined;
  const asked = fold(name);
  let best: string | undefined;
  let bestDistance = Math.min(3, Math.max(1, Math.round(asked.length / 4))) + 1;
  for (const candidate of known) {
    const distance = editDistance(asked, fold(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Number of inserted, deleted, replaced and swapped neighbouring UTF-16 units between two texts. */
export function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(replaced, previous[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, beforePrevious[j - 2]! + 1);
      }
      row.push(cost);
    }
    [beforePrevious, previous] = [previous, row];
  }
  return previous[b.length]!;
}

/** Data-Juicer says image where people say picture. */
function fold(name: string): string {
  return name.toLowerCase().replaceAll('-', '_').replaceAll('picture', 'image');
}
