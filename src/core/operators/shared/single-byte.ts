/** Encodings of one byte a character, as far as texts are mixed up with them. */

/** What an encoding makes of the bytes from 0x80 on, by character; bytes without character are C1 controls. */
export type SingleByte = ReadonlyMap<number, number>;

const upperHalf = Uint8Array.from({ length: 128 }, (_, i) => 0x80 + i);

/** The upper half of code page 437, which no decoder of the platform knows. */
const codePage437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** The character of a byte from 0x80 to 0x9f in Windows-1252; a C1 control where it has none. */
export function windows1252(byte: number): string {
  return decode('windows-1252').charAt(byte - 0x80);
}

const decoded = new Map<string, string>();

function decode(name: string): string {
  const text = decoded.get(name) ?? (name === 'cp437' ? codePage437 : new TextDecoder(name).decode(upperHalf));
  decoded.set(name, text);
  return text;
}

/** The bytes of an encoding's characters. A C1 control is itself in all of them, as when bytes were read as Latin-1. */
export function bytesOf(name: string): SingleByte {
  const bytes = new Map<number, number>();
  for (let byte = 0x80; byte < 0xa0; byte++) bytes.set(byte, byte);
  [...decode(name)].forEach((character, i) => bytes.set(character.codePointAt(0)!, 0x80 + i));
  return bytes;
}
