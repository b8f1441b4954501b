/** The select stage as a pure function: which rows are chosen, and how many times each is used. */
import { limitOn, why as whyNot } from './left-out.ts';
import { rowsPerImage } from './max-per-image.ts';
import { meetBudget } from './meet-budget.ts';
import type { SelectQuestion, Selection } from './question.ts';
import { restrict } from './restrict.ts';
import { rowsWhere } from './scored-rows.ts';
import { strategies } from './strategies.ts';

/** Limits the captions per picture, chooses rows by the strategy, lets people overrule it, and meets ratio and budget. */
export function selectRows(question: SelectQuestion): Selection {
  const seen = rowsPerImage(question);
  const asked = restrict(question, seen);
  const { chosen, fit = chosen, low, notes } = strategies[question.strategy](asked);
  const able = overruled(asked, (row) => fit[row] === 1);
  const limit = limitOn(asked, able);
  const taken = overruled(asked, (row) => chosen[row] === 1);
  const met = meetBudget(asked, taken, { fit: able, limit });
  const times = new Int32Array(question.cluster.length);
  const why = new Uint8Array(times.length).fill(whyNot.beyond);
  seen.forEach((row, i) => {
    times[row] = met.times[i]!;
    why[row] = fit[i] === 1 ? limit : low?.[i] === 1 ? whyNot.notHigh : whyNot.notSelected;
  });
  return { times, why, notes: [...beyondNotes(question, times.length - seen.length), ...notes, ...met.notes] };
}

/** The rows that people keep, and of the others that they do not drop those that pass a test. */
function overruled({ manual }: SelectQuestion, test: (row: number) => boolean): number[] {
  return rowsWhere(manual, (row) => (manual[row] === 0 ? test(row) : manual[row]! > 0));
}

function beyondNotes({ maxPerImage }: SelectQuestion, count: number): string[] {
  if (count === 0) return [];
  const captions = count === 1 ? '1 caption' : `${count} captions`;
  return [`${captions} beyond max_per_image: ${maxPerImage} left out`];
}
