/** What an item of a list begins with. */
export interface Marker {
  /** Equal for the items of one list. */
  readonly style: string;
  /** Its number; null for a bullet. */
  readonly value: number | null;
  /** Whether it can't be a part of a sentence: `①`, `(1)`. */
  readonly certain: boolean;
  /** In UTF-16 units, with the spaces and the markdown behind it. */
  readonly length: number;
}

const chinese = '[一二三四五六七八九十]{1,3}';
const anyNumber = `(\\p{Nd}{1,3}|${chinese})`;
const digits = '(\\p{Nd}{1,3})';
const sticky = (source: string): RegExp => new RegExp(`\\*{0,3}(?:${source})\\*{0,3}\\s*`, 'iuy');

/** `(1)`, `【一】`, the keycap 1️⃣. */
const enclosed = [
  sticky(`[(（[［【〔]\\s?${anyNumber}\\s?[)）\\]］】〕][.、:：]?`),
  sticky('([0-9])\\ufe0f?\\u20e3[.、:：]?'),
];

const spelled = [
  /** `1.` `1)` `1、` `1 -`, but neither 3.5 nor 10:30. */
  sticky(`#?${digits}\\s?(?:\\\\?[.:：](?!\\p{Nd})|[．。]|[、)）]|[-–—](?=\\s))`),
  sticky(`(${chinese})\\s?[、.．:：)）]`),
  sticky(`[第其]\\s?${anyNumber}\\s?[句条點点个個项項]?\\s?[，,、:：.．)）]`),
  sticky(`(?:sentence|caption|description|句子|描述)\\s?#?${anyNumber}\\s?[.．:：、)）-]`),
];

/** First code point and count of characters that are a number by themselves: ① ⑴ ⒈ ⓵ ❶ ➀ ➊ ㈠ ㊀. */
const numberSigns: readonly (readonly [number, number])[] = [
  [0x2460, 20],
  [0x2474, 20],
  [0x2488, 20],
  [0x24f5, 10],
  [0x2776, 10],
  [0x2780, 10],
  [0x278a, 10],
  [0x3220, 10],
  [0x3280, 10],
];

const bullet = /(?:[-*+–·](?=\s)|-(?=\p{L})|[•●○▪■◦‣・➤►✓✔])\s*/uy;

/** What may begin a number's marker: a quick look before the exact one. */
export const markerStart =
  /[\p{Nd}#(（[［【〔①-⒛⓵-⓾❶-➓㈠-㈩㊀-㊉一二三四五六七八九十第其句描]|sentence|caption|description/giu;

/** The number at a place of a text, read as an item's; null where there is none. */
export function readNumber(text: string, at: number): Marker | null {
  for (const [forms, certain] of [
    [enclosed, true],
    [spelled, false],
  ] as const) {
    for (const form of forms) {
      form.lastIndex = at;
      const [all, number] = form.exec(text) ?? [];
      if (all === undefined || number === undefined) continue;
      const style = all.replace(number, '#').replace(/[\s*]/g, '').toLowerCase();
      return { style, value: valueOf(number), certain, length: all.length };
    }
  }
  return readSign(text, at);
}

/** The bullet at a place of a text; null where there is none. */
export function readBullet(text: string, at: number): Marker | null {
  bullet.lastIndex = at;
  const [all] = bullet.exec(text) ?? [];
  return all === undefined ? null : { style: all.trim(), value: null, certain: false, length: all.length };
}

function readSign(text: string, at: number): Marker | null {
  const code = text.charCodeAt(at);
  for (const [first, count] of numberSigns) {
    if (!(code >= first && code < first + count)) continue;
    const [all] = /^.[.、:：]?\s*/u.exec(text.slice(at, at + 8))!;
    return { style: String(first), value: code - first + 1, certain: true, length: all.length };
  }
  return null;
}

/** The value of decimal digits of any script, or of a Chinese number below 100. */
function valueOf(number: string): number {
  if (/\p{Nd}/u.test(number)) return [...number].reduce((value, digit) => value * 10 + digitOf(digit), 0);
  const [tens, ones] = number.includes('十') ? (number.split('十') as [string, string]) : ['', number];
  const ten = number.includes('十') ? 10 * (chineseDigit(tens) || 1) : 0;
  return ten + chineseDigit(ones);
}

function chineseDigit(character: string): number {
  return character === '' ? 0 : '一二三四五六七八九'.indexOf(character) + 1;
}

/** Unicode keeps the ten digits of a script together, zero first. */
function digitOf(character: string): number {
  const code = character.codePointAt(0)!;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  return before % 10;
}
