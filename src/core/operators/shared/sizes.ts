/** Sizes of files as Data-Juicer reads them. */

const units: readonly string[] = ['kb', 'mb', 'gb', 'tb', 'pb', 'eb', 'zb', 'yb'];

/**
 * A size in bytes as Data-Juicer's `size_to_bytes` reads it: all digits in a row are the number, all letters in
 * a row the unit, each unit 1,024 of the one before. So `1.5MB` is 15 MiB: the dot counts for nothing.
 * @throws RangeError saying what is wrong with the text
 */
export function sizeToBytes(text: string): number {
  const digits = text.replace(/[^0-9]/g, '');
  if (digits === '') throw new RangeError(`"${text}" has no number`);
  const letters = text.replace(/\P{L}/gu, '').toLowerCase();
  const power = letters === '' ? 0 : units.indexOf(letters.replace('ib', 'b')) + 1;
  if (letters !== '' && power === 0) {
    throw new RangeError(`"${text}" has an unknown unit; write KB, MB, GB, TB, PB, EB, ZB or YB, or KiB and so on`);
  }
  return Number(digits) * 1024 ** power;
}
