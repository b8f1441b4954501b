import { z } from 'zod';
import { defineMapper } from './operator.ts';
import { unescapeHtml } from './shared/html-entities.ts';
import { looksLikeMojibake } from './shared/mojibake.ts';
import { fixCharacters } from './shared/unicode-steps.ts';

const forms = ['NFC', 'NFKC', 'NFD', 'NFKD'];

/** Data-Juicer's `fix_unicode_mapper`, which is `ftfy.fix_text`. */
export const fixUnicodeMapper = defineMapper({
  kind: 'mapper',
  name: 'fix_unicode_mapper',
  from: 'data-juicer',
  summary: 'Decodes HTML entities, straightens quotes, ligatures, widths, line breaks and controls, and normalizes.',
  parameters: z.strictObject({
    normalization: z
      .string()
      .refine(
        (form) => form === '' || forms.includes(form.toUpperCase()),
        `normalization: must be one of ${forms.join(', ')}`,
      )
      .nullable()
      .default(null)
      .describe('Unicode normal form: NFC (default), NFKC, NFD or NFKD.'),
  }),
  differences: [
    'Mojibake (UTF-8 that was read in another encoding) is not repaired; a text that looks like it is flagged, and left as it is.',
    'A line of more than a million characters is fixed as a whole.',
  ],
  version: 1,
  map: ({ normalization }) => {
    const form = (normalization ?? '').toUpperCase() || 'NFC';
    return (text) => (isPlain(text) ? text : eachLine(text, (line, entities) => fixLine(line, entities, form)));
  },
  suspect: () => (text) => {
    if (isPlain(text)) return null;
    const decoded = eachLine(text, (line, entities) => (entities ? unescapeHtml(line) : line));
    return looksLikeMojibake(decoded) ? 'this text looks wrongly decoded (mojibake); it is left as it is' : null;
  },
});

/** Whether no step can change anything: ASCII without ampersand and controls. */
function isPlain(text: string): boolean {
  return /^[\t\n\f\x20-%'-~]*$/.test(text);
}

/** Lines with their breaks, one by one; from the first that holds `<` on, the text counts as HTML whose entities stay. */
function eachLine(text: string, fix: (line: string, entities: boolean) => string): string {
  let entities = true;
  return text.replace(/[^\n]*\n|[^\n]+$/g, (line) => {
    entities &&= !line.includes('<');
    return fix(line, entities);
  });
}

/** Repeats all steps until nothing changes, as one step can make work for another. */
function fixLine(line: string, entities: boolean, form: string): string {
  for (let text = line; ;) {
    const fixed = fixCharacters(entities ? unescapeHtml(text) : text).normalize(form);
    if (fixed === text) return text;
    text = fixed;
  }
}
