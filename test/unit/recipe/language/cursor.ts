/** Recipes with a cursor, written as `|`. */
import { wordAt } from '../../../../src/core/recipe/language/spot.ts';
import type { Completion, TextPlace } from '../../../../src/protocol/recipe-language.ts';

/** A text without its cursor, and where that stood. */
export function cursorIn(written: string): { readonly text: string; readonly place: TextPlace } {
  const at = written.indexOf('|');
  const lines = written.slice(0, at).split('\n');
  const text = written.slice(0, at) + written.slice(at + 1);
  return { text, place: { line: lines.length, column: lines.at(-1)!.length + 1 } };
}

/** The text once a completion was accepted, as an editor writes it: further lines get the line's indentation. */
export function accepted(text: string, place: TextPlace, { insert }: Completion): string {
  const { start, end } = wordAt(text, place);
  const indentation = /^ */.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1))![0];
  const written = insert.replace('$0', '').replaceAll('\n', `\n${indentation}`);
  return text.slice(0, start) + written + text.slice(end);
}
