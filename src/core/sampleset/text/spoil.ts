import type { Random } from '../random.ts';

/** The caption said again and again. */
export function repeated(caption: string, random: Random): string {
  const times = 4 + random.below(4);
  return Array.from({ length: times }, () => caption.replace(/ ?[.!]$/, '')).join(' ');
}

/** Letters held down: "sooooooo cuuuuuute". */
export function stretched(thing: string, random: Random): string {
  const held = (word: string, letter: string): string => word.replace(letter, letter.repeat(14 + random.below(16)));
  const noun = thing.split(' ').pop() ?? thing;
  const vowel = /[aeiou]/.exec(noun)?.[0] ?? 'e';
  return random.pick([
    () => `${held('so', 'o')} ${held('cute', 'u')} ${held(noun, vowel)}`,
    () => `${held('wow', 'o')} ${held(noun, vowel)} ${held('yes', 'e')}`,
    () => `this ${noun} is ${held('so', 'o')} ${held('good', 'oo')} ${held('aah', 'a')}`,
  ])();
}

/** What shops write. */
export function shopSigns(random: Random): string {
  const number = (): number => 1000 + random.below(90000);
  return random.pick([
    () => `★★★ SKU ${number()} ★★★ #${number()} ►► -${10 + random.below(80)}% !!!`,
    () => `*** ${number()}-${number()} *** [SKU:${number()}] ✔✔✔ $$$ ${random.below(90)}.99 €`,
    () => `◆◆◆ No.${number()} // ${number()} ◆◆◆ >>> 50% <<< !!! ☎ ${number()}-${number()}`,
  ])();
}

const hosts = [
  'www.bilder-shop.example.com',
  'img.postcards.example.org',
  'gallery.example.net',
  'www.printworld.example.com',
];

/** A web address in the caption, behind it or in its middle. */
export function withLink(caption: string, random: Random): string {
  const address = `${random.pick(['https://', 'http://'])}${random.pick(hosts)}/${random.pick(['p', 'img', 'items'])}/${1000 + random.below(90000)}${random.pick(['', '.html', '?ref=home&size=l'])}`;
  return inserted(caption, address, random);
}

/** An e-mail address in the caption, behind it or in its middle. */
export function withEmail(caption: string, random: Random): string {
  const address = `${random.pick(['anna.keller', 'info', 'orders', 'm_jones42', 'li-wei'])}@${random.pick(['example.com', 'mail.example.org', 'studio.example.net'])}`;
  return inserted(caption, address, random);
}

function inserted(caption: string, address: string, random: Random): string {
  if (random.chance(0.6)) return `${caption} ${address}`;
  const words = caption.split(' ');
  const middle = Math.ceil(words.length / 2);
  return [...words.slice(0, middle), address, ...words.slice(middle)].join(' ');
}

const wide: Readonly<Record<string, string>> = { ',': '，', '.': '。', '!': '！', ':': '：', '?': '？' };

/** Punctuation as East Asian keyboards type it. The caption has to hold some: a full stop at least. */
export function fullWidth(caption: string): string {
  return caption.replace(/[,.!:?]/g, (mark) => wide[mark] ?? mark);
}

const blanks = ['\u00a0', '\u2003', '\u2009', '\u202f', '\u3000'];

/** About half of the spaces, and at least one, replaced by spaces that look alike. */
export function noBreak(caption: string, random: Random): string {
  const spaced = caption.replace(/ /g, () => (random.chance(0.5) ? random.pick(blanks) : ' '));
  return spaced === caption ? caption.replace(' ', '\u00a0') : spaced;
}

const foreign = [
  '一辆汽车停在安静的街道上',
  '桌子上有一个苹果和一个杯子',
  '蓝色的海上有一艘帆船',
  '农场的草地上站着一头奶牛',
  '公园里的长椅旁边有一只狗',
  'Ein schönes Bild – „für große und kleine Träumer“ … täglich geöffnet',
  '“C’est l’été” – déjà l’après-midi à la plage… très agréable',
];

/** Windows-1252's signs for the bytes 0x80 to 0x9f; bytes without one stand for themselves (WHATWG Encoding). */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** UTF-8 read as Windows-1252, once or twice. */
export function mojibake(random: Random): string {
  const misread = (text: string): string =>
    Array.from(new TextEncoder().encode(text), (byte) =>
      byte >= 0x80 && byte < 0xa0 ? (windows1252[byte - 0x80] ?? '') : String.fromCharCode(byte),
    ).join('');
  const once = misread(random.pick(foreign));
  return random.chance(0.5) ? once : misread(once);
}

/** Captions that say nothing. */
export function tooShort(random: Random): string {
  return random.pick(['pic', 'img', 'photo', 'jpg', 'untitled', 'n/a', 'image 1', 'IMG', 'x']);
}
