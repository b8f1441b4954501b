/** What the mappers that replace patterns have in common. */
import type { Tools } from '../operator.ts';

/** Takes the wrapper off a pattern that is written like a Python literal, `r'…'` or `r"…"`. */
export function unwrap(pattern: string): string {
  return /^r'[^]*'$|^r"[^]*"$/.test(pattern) ? pattern.slice(2, -1) : pattern;
}

/**
 * A mapping that replaces every match of a pattern. Pattern and replacement are compiled at once, so that a mistake
 * in either is told before any work. Throws `PatternError`.
 */
export function replacer(tools: Tools, pattern: string, replacement: string): (text: string) => string {
  const compiled = tools.compile(unwrap(pattern));
  compiled.replace('', replacement);
  return (text) => compiled.replace(text, replacement);
}
