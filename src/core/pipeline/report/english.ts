import { filled } from '../../../protocol/filled.ts';

/** The report's language: a sentence as it is, with its values. */
export function english(text: string, ...values: readonly (string | number)[]): string {
  return filled(text, values);
}
