/** HTML entities as ftfy 6.3.1 decodes them: only those with a semicolon. */
import { htmlEntities } from './html-entity-table.ts';
import { windows1252 } from './single-byte.ts';

let entities: ReadonlyMap<string, string> | undefined;

/** Decodes entities and character references. */
export function unescapeHtml(text: string): string {
  return text.includes('&') ? text.replace(/&#?[0-9A-Za-z]{1,24};/g, decode) : text;
}

function decode(entity: string): string {
  if (entity.startsWith('&#')) return decodeNumber(entity);
  entities ??= readTable(htmlEntities.split(' '));
  return entities.get(entity.slice(1, -1)) ?? entity;
}

function readTable(words: readonly string[]): Map<string, string> {
  const result = new Map<string, string>();
  for (let i = 0; i < words.length; i += 2) result.set(words[i]!, words[i + 1]!);
  return result;
}

/** A character reference as HTML 5 has it: C1 controls are Windows-1252, what is no character is nothing or U+FFFD. */
function decodeNumber(reference: string): string {
  const digits = /^&#(?:([0-9]+)|[xX]([0-9a-fA-F]+));$/.exec(reference);
  if (digits === null) return reference;
  const code = digits[1] === undefined ? parseInt(digits[2]!, 16) : Number(digits[1]);
  // A semicolon is left as it is: ftfy takes it for an entity that was not consumed.
  if (code === 0x3b) return reference;
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
  if (code >= 0x80 && code <= 0x9f) return windows1252(code);
  return isNoCharacter(code) ? '' : String.fromCodePoint(code);
}

function isNoCharacter(code: number): boolean {
  const control = (code < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(code)) || code === 0x7f;
  return control || (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
}
