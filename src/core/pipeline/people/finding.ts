/** What find and replace looks for, and what it makes of a caption. */
import { ProductError } from '../../../protocol/errors.ts';
import type { Replacement } from '../../../protocol/engine.ts';
import { PatternError } from '../../operators/operator.ts';
import { compile } from '../../operators/shared/pattern.ts';

/** What is looked for, and what it becomes. */
export type Find = Omit<Replacement, 'result'>;

/** A compiled {@link Find}. */
export interface Finding {
  /** How often a caption has it. */
  count(caption: string): number;
  /** The caption with all of them replaced. */
  replace(caption: string): string;
}

/**
 * Compiles what is looked for: a Python-style pattern, whose groups the replacement may name, or plain text.
 * @throws ProductError `usage` with a sentence about what is wrong with it
 */
export function findingOf({ find, replace, pattern, matchCase }: Find): Finding {
  if (find === '') throw new ProductError('usage', 'There is nothing to look for.');
  if (!pattern) return plainFinding(find, replace, matchCase);
  try {
    const compiled = compile(matchCase ? find : `(?i)${find}`);
    compiled.replace('', replace);
    return { count: (caption) => compiled.count(caption), replace: (caption) => compiled.replace(caption, replace) };
  } catch (error) {
    if (error instanceof PatternError) throw new ProductError('usage', error.message, { safe: 'Nothing was changed.' });
    throw error;
  }
}

/** Without any sign of its own a regular expression is as fast as a search can be. */
function plainFinding(find: string, replace: string, matchCase: boolean): Finding {
  const signs = find.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const plain = new RegExp(signs, matchCase ? 'gu' : 'giu');
  return {
    count: (caption) => caption.match(plain)?.length ?? 0,
    replace: (caption) => caption.replace(plain, () => replace),
  };
}
