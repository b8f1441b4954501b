import { ProductError } from '../../protocol/errors.ts';

/** Shorter keys (such as `EMPTY` of a local server) are words, not secrets: hiding them would change captions. */
const shortestSecret = 8;

/** Shown in the place of a key. */
export const hiddenKey = '[key hidden]';

/**
 * Checks that a key can stand in a header.
 * @throws ProductError `usage`, which does not show it.
 */
export function checkKey(key: string): string {
  if (/^[\x21-\x7e]{1,4096}$/.test(key)) return key;
  throw new ProductError('usage', 'The key is empty, too long, or has characters that a header cannot carry.', {
    next: 'Give it as one line of ASCII, without spaces.',
  });
}

/** Hides a key in texts that come from outside: a server may send back what it was sent. */
export function redactor(key: string | null): (text: string) => string {
  if (key === null || key.length < shortestSecret) return (text) => text;
  const forms = [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1), ...base64Cores(key)];
  return (text) => forms.reduce((shown, form) => shown.replaceAll(form, hiddenKey), text);
}

/** What Base64 makes of a key, whatever stands before and behind it: three alignments, without their mixed ends. */
function base64Cores(key: string): string[] {
  const cores = [0, 1, 2].map((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(key)]);
    const whole = Math.floor(bytes.length / 3) * 3;
    return bytes.subarray(shift === 0 ? 0 : 3, whole).toString('base64');
  });
  return cores.filter((core) => core.length >= shortestSecret);
}
