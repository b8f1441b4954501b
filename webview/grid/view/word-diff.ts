import { diffChars, diffWordsWithSpace } from 'diff';
import { html, type TemplateResult } from 'lit';

/** Letters of languages that are written without blanks. */
const withoutBlanks = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/** Longer texts are compared as a whole. */
const longest = 20_000;

/** What was taken out of a text and what was put in, word by word. */
export function wordDiff(before: string, after: string): TemplateResult {
  return html`<span class="diff" dir="auto"
    >${changes(before, after).map(({ value, added, removed }) =>
      added ? html`<ins>${value}</ins>` : removed ? html`<del>${value}</del>` : html`<span>${value}</span>`,
    )}</span
  >`;
}

interface Change {
  readonly value: string;
  readonly added: boolean;
  readonly removed: boolean;
}

function changes(before: string, after: string): readonly Change[] {
  if (before.length + after.length > longest) {
    return [
      { value: before, added: false, removed: true },
      { value: after, added: true, removed: false },
    ];
  }
  return withoutBlanks.test(before + after) ? diffChars(before, after) : joined(diffWordsWithSpace(before, after));
}

/** Changes with nothing but blanks between them as one: read word by word they would run into each other. */
function joined(words: readonly Change[]): readonly Change[] {
  const pieces: Change[] = [];
  let removed = '';
  let added = '';
  const end = (): void => {
    if (removed !== '') pieces.push({ value: removed, added: false, removed: true });
    if (added !== '') pieces.push({ value: added, added: true, removed: false });
    removed = added = '';
  };
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    const between =
      /^\s+$/.test(word.value) && removed + added !== '' && next !== undefined && (next.added || next.removed);
    const equal = !word.added && !word.removed;
    if (equal && !between) {
      end();
      pieces.push(word);
      continue;
    }
    if (!word.added) removed += word.value;
    if (!word.removed) added += word.value;
  }
  end();
  return pieces;
}
