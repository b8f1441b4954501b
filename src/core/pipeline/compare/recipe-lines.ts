/**
 * Lines that only one of two texts has, in order: `- ` of A, `+ ` of B. A recipe is short, so longest common subsequence
 * will do.
 */
export function recipeDifference(a: string, b: string): string[] {
  const [linesA, linesB] = [a.split('\n'), b.split('\n')];
  const longest = linesA.map(() => new Uint32Array(linesB.length + 1));
  longest.push(new Uint32Array(linesB.length + 1));
  for (let i = linesA.length - 1; i >= 0; i--) {
    for (let j = linesB.length - 1; j >= 0; j--) {
      longest[i]![j] =
        linesA[i] === linesB[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
    }
  }
  const difference: string[] = [];
  for (let i = 0, j = 0; i < linesA.length || j < linesB.length;) {
    if (i < linesA.length && linesA[i] === linesB[j]) {
      i++;
      j++;
    } else if (j >= linesB.length || (i < linesA.length && longest[i + 1]![j]! >= longest[i]![j + 1]!))
      difference.push(`- ${linesA[i++]!}`);
    else difference.push(`+ ${linesB[j++]!}`);
  }
  return difference;
}
