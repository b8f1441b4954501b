/**
 * Text of processes, servers and users made safe for a log: control characters, escape sequences and bidirectional
 * overrides are shown, not obeyed. Line breaks stay.
 */
export function plainLines(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex -- control characters are what this is about
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, escaped)
      .trimEnd()
  );
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
