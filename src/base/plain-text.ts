/**
 * Text of users and servers made safe for a terminal: control characters, escape sequences and bidirectional
 * overrides are shown, not obeyed. Line breaks become `⏎`, so that one value stays on one line.
 */
export function plainText(text: string): string {
  return (
    text
      .replace(/\r\n|\n|\r/g, '⏎')
      .replace(/\t/g, ' ')
      // eslint-disable-next-line no-control-regex -- control characters are what this is about
      .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, escaped)
  );
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
