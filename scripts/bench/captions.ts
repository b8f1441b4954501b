/** Generated datasets of captions, for figures at the size that the product promises to carry. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { Random } from '../../src/base/random.ts';

const list = (words: string): readonly string[] => words.split(', ');
const words = {
  look: list(
    'red, brown, white, pale blue, dark green, orange, striped, black and white, golden, small, huge, wooden, rusty, wet, new, broken, yellow, silver, dusty, painted',
  ),
  thing: list(
    'dog, bicycle, tram, woman, child, lighthouse, bowl of fruit, kitchen table, horse, van, cat, clock, bench, fishing boat, street sign, laptop, cyclist, piano, suitcase, teapot, cow, bus, kite, surfer, tower, market stall, train, elephant, skateboard, vase, mirror, tent, bridge, ladder, umbrella, statue',
  ),
  verb: list(
    'stands, waits, lies, is parked, runs, rests, can be seen, is painted, moves slowly, leans, shines, sits, is reflected, stays',
  ),
  place: list(
    'on wet grass, beside a stone wall, at the harbour, in a narrow street, under an old bridge, near the café, behind a fence, on a balcony, in the snow, on the pavement, by the river, in a field, at the station, next to a tree, in a garden, on the beach',
  ),
  more: list(
    'at dusk, in heavy rain, with mountains behind, among parked cars, in winter light, at noon, in thick fog, before a crowd, seen from above, in front of a red house, against the sky, on a sunny day, at night, with its shadow, in spring, during a parade',
  ),
};

/** One in so many captions has the fault. */
const rarity = { long: 4, repeated: 40, linked: 97, oddBlanks: 23, shouted: 61, numbers: 53, short: 31 };

/**
 * Writes seeded captions as Data-Juicer's JSONL, about 150 bytes a line. Some are faulty, some are equal.
 * @returns the file's size in bytes
 */
export function writeCaptions(file: string, rows: number, seed: number): number {
  const random = new Random(seed);
  const handle = openSync(file, 'w');
  let bytes = 0;
  try {
    for (let from = 0; from < rows; from += 10_000) {
      const lines = Array.from({ length: Math.min(10_000, rows - from) }, (_, i) => line(from + i, random));
      bytes += writeSync(handle, lines.join(''));
    }
  } finally {
    closeSync(handle);
  }
  return bytes;
}

function line(row: number, random: Random): string {
  const id = String(row).padStart(9, '0');
  const images = [`${id.slice(0, 5)}/${id}.jpg`];
  return `${JSON.stringify({ images, text: `<__dj__image>\n${caption(random)} <|__dj__eoc|>`, id })}\n`;
}

function caption(random: Random): string {
  const pick = (list: readonly string[]): string => list[random.below(list.length)]!;
  const hit = (rare: keyof typeof rarity): boolean => random.below(rarity[rare]) === 0;
  const scene = (): string =>
    `a ${pick(words.look)} ${pick(words.thing)} ${pick(words.verb)} ${pick(words.place)} ${pick(words.more)}`;
  let text = hit('long') ? `${scene()}, and ${scene()}` : scene();
  if (hit('short')) text = pick(words.thing);
  if (hit('repeated')) text = Array.from({ length: 12 }, () => pick(words.more)).join(' ');
  if (hit('linked')) text += ` https://example.com/${random.below(100_000)}?size=large`;
  if (hit('oddBlanks')) text = text.replaceAll(' ', '\u00a0');
  if (hit('shouted')) text = `${text.toUpperCase()} !!! *** !!!`;
  if (hit('numbers')) text += ` ${random.below(1_000_000)} ${random.below(1_000_000)} / 24`;
  return text;
}
