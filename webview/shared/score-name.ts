import { scoreName as named } from '../../src/protocol/score-name.ts';
import { t } from './words.ts';

/** What people call a score, in the person's language. */
export function scoreName(key: string): string {
  return named(key, t);
}
