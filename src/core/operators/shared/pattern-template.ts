/** Replacement templates as Python's `re.sub` reads them. */
import { PatternError } from '../operator.ts';
import { characterEscape } from './pattern-class.ts';
import { PatternSource } from './pattern-source.ts';
import type { ParsedPattern } from './pattern-tree.ts';

/** A replacement: texts, and the numbers of groups that stand between them. */
export type Template = readonly (string | number)[];

/** Parses a replacement: `\1`, `\g<1>`, `\g<name>`, `\n` and the like. Throws `PatternError`. */
export function parseTemplate(replacement: string, { groups, names }: ParsedPattern): Template {
  const source = new PatternSource(replacement);
  const template: (string | number)[] = [];
  while (!source.ended) {
    const plain = source.takeMatch(/[^\\]+/y);
    if (plain !== null) template.push(plain[0]);
    else {
      source.take('\\');
      template.push(parseEscape(source));
    }
  }
  return template;

  function parseEscape(from: PatternSource): string | number {
    if (from.ended) throw new PatternError(`The replacement ${JSON.stringify(replacement)} ends with a backslash.`);
    const code = characterEscape(from);
    if (code !== null) return String.fromCodePoint(code);
    const group = from.takeMatch(/([1-9][0-9]?)|g<([^>]*)>/y);
    if (group !== null) return groupOf(group[1] ?? group[2]!);
    const letter = String.fromCodePoint(from.next());
    if (letter === '\\') return letter;
    if (/[A-Za-z0-9]/.test(letter)) {
      throw new PatternError(`The replacement ${JSON.stringify(replacement)} has \\${letter}, which means nothing.`);
    }
    return `\\${letter}`;
  }

  function groupOf(name: string): number {
    const number = names.get(name) ?? (/^[0-9]+$/.test(name) ? Number(name) : NaN);
    if (number <= groups) return number;
    throw new PatternError(
      `The replacement ${JSON.stringify(replacement)} names the group ${name}, which the pattern has not.`,
    );
  }
}

/** A match's replacement. Groups without match are empty. */
export function fill(template: Template, text: string, slots: Int32Array): string {
  let result = '';
  for (const part of template) {
    if (typeof part === 'string') result += part;
    else if (slots[2 * part]! >= 0) result += text.slice(slots[2 * part], slots[2 * part + 1]);
  }
  return result;
}
