import { z } from 'zod';
import { defineMapper } from './operator.ts';

/** What Data-Juicer writes for each mark. The full-width 1 among the quotation marks is its own. */
const plainMarks: ReadonlyMap<string, string> = new Map([
  ...each('，、', ','),
  ...each('。', '.'),
  ...each('„”“«»１」「《》', '"'),
  ...each('´’', "'"),
  ...each('∶：', ':'),
  ...each('？', '?'),
  ...each('！', '!'),
  ...each('（', '('),
  ...each('）', ')'),
  ...each('；', ';'),
  ...each('–━►', '-'),
  ...each('—', ' - '),
  ...each('．', '. '),
  ...each('～', '~'),
  ...each('…', '...'),
  ...each('〈', '<'),
  ...each('〉', '>'),
  ...each('【', '['),
  ...each('】', ']'),
  ...each('％', '%'),
]);

const marks = new RegExp(`[${[...plainMarks.keys()].join('')}]`, 'g');

/** Data-Juicer's `punctuation_normalization_mapper`. */
export const punctuationNormalizationMapper = defineMapper({
  kind: 'mapper',
  name: 'punctuation_normalization_mapper',
  from: 'data-juicer',
  summary: 'Writes punctuation marks of other scripts as their English ones.',
  parameters: z.strictObject({}),
  version: 1,
  map: () => (text) => text.replace(marks, (mark) => plainMarks.get(mark)!),
});

function each(from: string, to: string): [string, string][] {
  return [...from].map((mark) => [mark, to]);
}
