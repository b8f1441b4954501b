/**
 * A path that a recipe may name: relative to the recipe's folder and inside it, `/` between its parts. The tidy path
 * (no `.` or empty parts), or null. Links are not followed here; whoever opens the file checks those.
 */
export function insideFolder(path: string): string | null {
  if (path.includes('\0') || path.includes('\\') || path.startsWith('/') || /^[A-Za-z]:/.test(path)) return null;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') return null;
    parts.push(part);
  }
  return parts.length === 0 ? null : parts.join('/');
}
