/** The select stage as a pure function: which rows are chosen, and how many times each is used. */
import { rowsPerImage } from './max-per-image.ts';
import { meetBudget } from './meet-budget.ts';
import type { SelectQuestion, Selection } from './question.ts';
import { restrict } from './restrict.ts';
import { strategies } from './strategies.ts';

/** Limits the captions per picture, chooses rows by the strategy, lets people overrule it, and meets ratio and budget. */
export function selectRows(question: SelectQuestion): Selection {
  const seen = rowsPerImage(question);
  const asked = restrict(question, seen);
  const { chosen, notes } = strategies[question.strategy](asked);
  const rows: number[] = [];
  asked.manual.forEach((manual, row) => {
    if (manual === 0 ? chosen[row] === 1 : manual > 0) rows.push(row);
  });
  const met = meetBudget(asked, rows);
  const times = new Int32Array(question.cluster.length);
  const beyond = new Uint8Array(times.length).fill(1);
  seen.forEach((row, i) => {
    times[row] = met.times[i]!;
    beyond[row] = 0;
  });
  return { times, beyond, notes: [...beyondNotes(question, times.length - seen.length), ...notes, ...met.notes] };
}

function beyondNotes({ maxPerImage }: SelectQuestion, count: number): string[] {
  if (count === 0) return [];
  const captions = count === 1 ? '1 caption' : `${count} captions`;
  return [`${captions} beyond max_per_image: ${maxPerImage} left out`];
}
