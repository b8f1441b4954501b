/** Code points that people write: what mojibake stands for, if it is any. */

/** Closed ranges of ordinary characters by the length of their UTF-8 sequence. */
const ordinary: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  2: [
    [0xa0, 0xa9],
    [0xab, 0x17f],
    [0x218, 0x21b],
    [0x300, 0x30c],
    [0x327, 0x328],
    [0x386, 0x3ce],
    [0x401, 0x45f],
    [0x490, 0x491],
    [0x49a, 0x49b],
    [0x4a2, 0x4a3],
    [0x4ae, 0x4b1],
    [0x4ba, 0x4bb],
    [0x4d8, 0x4d9],
    [0x4e8, 0x4e9],
    [0x531, 0x556],
    [0x561, 0x587],
    [0x5d0, 0x5ea],
    [0x60c, 0x60c],
    [0x61f, 0x61f],
    [0x621, 0x64a],
    [0x660, 0x669],
    [0x67e, 0x67e],
    [0x686, 0x686],
    [0x698, 0x698],
    [0x6a9, 0x6a9],
    [0x6af, 0x6af],
    [0x6cc, 0x6cc],
    [0x6f0, 0x6f9],
  ],
  3: [
    [0x900, 0xdf4],
    [0xe01, 0xe5b],
    [0xe81, 0xedf],
    [0x1000, 0x109f],
    [0x10d0, 0x10ff],
    [0x1200, 0x137f],
    [0x1780, 0x17e9],
    [0x1e00, 0x1eff],
    [0x2010, 0x2027],
    [0x2030, 0x203a],
    [0x20a0, 0x20bf],
    [0x2100, 0x22ff],
    [0x25a0, 0x27bf],
    [0x2b00, 0x2b5f],
    [0x3001, 0x30ff],
    [0x3400, 0x9fa5],
    [0xac00, 0xd7a3],
    [0xfb01, 0xfb02],
    [0xfe0f, 0xfe0f],
    [0xfeff, 0xfeff],
    [0xff01, 0xffee],
    [0xfffd, 0xfffd],
  ],
  4: [
    [0x1d400, 0x1d7ff],
    [0x1f000, 0x1faff],
  ],
};

/** Whether a code point is one that people write, and takes `length` bytes in UTF-8. */
export function isOrdinary(code: number, length: number): boolean {
  return ordinary[length]!.some(([first, last]) => code >= first && code <= last);
}

/** General punctuation, the byte order mark and U+FFFD. */
export function isPunctuation(code: number): boolean {
  return (code >= 0x2010 && code <= 0x203a) || code === 0xfeff || code === 0xfffd;
}

/** Arrows, mathematical and other signs, dingbats. */
export function isSign(code: number): boolean {
  return code >= 0x2100 && code <= 0x2bff;
}

/** A name for the block of scripts that a character belongs to, to tell runs of one script. */
export function scriptOf(code: number): string {
  if (code < 0x300) return 'Latin';
  if (code < 0x400) return 'Greek';
  if (code < 0x530) return 'Cyrillic';
  if (code < 0x2e80) return `block ${code >> 7}`;
  return code < 0xfe00 ? 'East Asia' : 'other';
}
