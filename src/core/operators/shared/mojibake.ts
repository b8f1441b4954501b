/**
 * Tells texts that were UTF-8 and have been read in another encoding. Characters that are bytes of a well-formed UTF-8
 * sequence in some encoding are a clue where the character that they encode is an ordinary one; a clue convicts where
 * the text as it stands is no ordinary writing: a symbol within a word, a capital after a small letter, scripts mixed.
 */
import { isOrdinary, isPunctuation, isSign, scriptOf } from './ordinary.ts';
import { bytesOf, type SingleByte } from './single-byte.ts';

const names = [
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'iso-8859-2',
  'macintosh',
  'cp437',
];
let encodings: readonly { readonly name: string; readonly bytes: SingleByte }[] | undefined;

/** Whether a text holds mojibake, as far as one can tell without repairing it. */
export function looksLikeMojibake(text: string): boolean {
  if (lost.test(text)) return true;
  // All bytes of a sequence are beyond ASCII.
  if (!/[^\0-\x7f]{2}/.test(text)) return false;
  encodings ??= names.map((name) => ({ name, bytes: bytesOf(name) }));
  const characters = Array.from(text);
  return encodings.some(({ name, bytes }) => convicts(name, cluesOf(characters, bytes), characters));
}

/** Sequences whose last byte was lost on the way: the first two of a quotation mark, an accented letter and a blank or U+FFFD. */
const lost = /â€(?:\ufffd|\?|$)|[ÃÂ]\ufffd|[a-z][ÃÂ] |(?:^|[a-z] )[ÃÂ] /u;

/** Characters that are the bytes of one UTF-8 sequence. */
interface Clue {
  readonly start: number;
  readonly end: number;
  /** The code point that the sequence encodes. */
  readonly code: number;
}

function cluesOf(characters: readonly string[], bytes: SingleByte): Clue[] {
  const clues: Clue[] = [];
  for (let start = 0; start < characters.length; start++) {
    const lead = bytes.get(characters[start]!.codePointAt(0)!) ?? 0;
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || start + length > characters.length) continue;
    let code = lead & (0x7f >> length);
    for (let i = start + 1; i < start + length; i++) {
      const byte = bytes.get(characters[i]!.codePointAt(0)!) ?? 0;
      code = byte >= 0x80 && byte <= 0xbf ? code * 64 + (byte & 0x3f) : NaN;
    }
    if (!Number.isNaN(code) && isOrdinary(code, length)) clues.push({ start, end: start + length, code });
  }
  return clues;
}

function convicts(encoding: string, clues: readonly Clue[], characters: readonly string[]): boolean {
  let run: Clue[] = [];
  for (const clue of clues) {
    const before = run.at(-1);
    const joined =
      before !== undefined && clue.start >= before.end && characters.slice(before.end, clue.start).every(isBlank);
    run = joined && scriptOf(before.code) === scriptOf(clue.code) ? [...run, clue] : [clue];
    if (isLongRun(run, characters) || isOdd(encoding, clue, run.length, characters)) return true;
  }
  return false;
}

/** Two sequences in a row, unless each could be letters of a word. */
function isLongRun(run: readonly Clue[], characters: readonly string[]): boolean {
  return run.length > 1 && run.some((clue) => insideOf(clue, characters).some((character) => !isLetter(character)));
}

function insideOf({ start, end }: Clue, characters: readonly string[]): readonly string[] {
  return characters.slice(start + 1, end);
}

/** Whether a single sequence is no ordinary writing. */
function isOdd(encoding: string, clue: Clue, runLength: number, characters: readonly string[]): boolean {
  const lead = characters[clue.start]!;
  const inside = insideOf(clue, characters);
  const before = characters[clue.start - 1] ?? ' ';
  const after = characters[clue.end] ?? ' ';
  // Ideographs after a Latin word are not what was meant, unless more follow.
  if (clue.code >= 0x2e80 && clue.code < 0xfe00 && isAscii(before) && runLength < 2) return false;
  if (inside.some(isControl) || clue.code > 0xffff || isPunctuation(clue.code)) return true;
  if (isSign(clue.code) && isLatin(lead)) return true;
  const inWord = isAscii(before) || isAscii(after);
  if (encoding === 'macintosh') return inWord && /[√¬ƒ≈∆]/u.test(lead) && !/[π∞Ω∑∫]/u.test(inside[0]!);
  if (encoding === 'cp437') return isFrame(lead) ? inWord && !isFrame(inside[0]!) : isGreek(lead);
  if (!isLetter(lead)) return false;
  if (inside.some(isSymbol)) return true;
  return isBrokenWord(lead, inside, before, after);
}

/** Typographic marks can stand after a letter, and letters anyway: only what is beside them tells. */
function isBrokenWord(lead: string, inside: readonly string[], before: string, after: string): boolean {
  if (/\p{Ll}/u.test(lead) && isCapital(inside[0]!)) return true;
  if (inside.every(isLetter)) return /[ÃÂÎÐ]/u.test(lead) && /[œŠšžŸ]/u.test(inside[0]!);
  if (/[a-z]/.test(before) && isCapital(lead)) return true;
  if (!isLatin(lead)) return /[a-z]/.test(before) || (isAscii(after) && !isLetter(before));
  if (/[ÃÂ]/u.test(lead) && !isLetter(before)) return !/[“”‘’„‚–—…]/u.test(inside[0]!) || isAscii(after);
  return !/\u00a0/.test(inside[0]!) && isAscii(after) && !isCapital(before);
}

function isLetter(character: string): boolean {
  return /\p{L}/u.test(character) && !/[µªºƒˆ]/u.test(character);
}

function isCapital(character: string): boolean {
  return /\p{Lu}/u.test(character);
}

function isLatin(character: string): boolean {
  return /\p{Script=Latin}/u.test(character);
}

function isGreek(character: string): boolean {
  return /\p{Script=Greek}/u.test(character);
}

function isAscii(character: string): boolean {
  return /[A-Za-z]/.test(character);
}

function isBlank(character: string): boolean {
  return character === ' ';
}

function isControl(character: string): boolean {
  return /[\x80-\x9f]/.test(character);
}

/** Characters of frames in code page 437. */
function isFrame(character: string): boolean {
  return /[\u2500-\u259f]/.test(character);
}

/** What stands in no word and, unlike quotation marks, dashes and signs like ©, not right after one either. */
function isSymbol(character: string): boolean {
  return !isLetter(character) && !/[“”‘’„‚«»‹›–—…•·©®™°´\u00a0\u00ad]/u.test(character);
}
