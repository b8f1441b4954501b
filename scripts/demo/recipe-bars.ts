/** How good the demo's recipe is: figures of a run of which the truth is known. */
import type { Bar } from './bars.ts';
import { evaluate, type Outcomes } from './evaluate.ts';
import type { Truth, TruthEntry } from './truth.ts';

/**
 * The lines about the recipe; none about kinds that the set has not.
 * @param isFlagged whether a run has remarked something about a sample
 */
export function recipeBars(truth: Truth, outcomes: Outcomes, isFlagged: (id: string) => boolean): Bar[] {
  const kinds = evaluate(truth, outcomes);
  const worthless = kinds.filter(({ kind, expect }) => expect === 'dropped' && kind !== 'mojibake');
  const mended = kinds.filter(({ expect }) => expect === 'mended');
  const [dropped, planted] = [sum(worthless.map((row) => row.dropped)), sum(worthless.map((row) => row.planted))];
  const share = (what: string, least: number | null, among: (entry: TruthEntry) => boolean, holds: IdTest): Bar[] => {
    const ids = Object.keys(truth).filter((id) => among(truth[id]!));
    return bar(what, least, ids.filter(holds).length, ids.length);
  };
  const isKept: IdTest = (id) => outcomes.get(id)?.outcome === 'kept';
  const isCaught: IdTest = (id) => outcomes.get(id)?.outcome === 'dropped' || isFlagged(id);
  return [
    ...worthless.flatMap((row) => bar(`dropped: ${row.kind}`, 0.85, row.dropped, row.planted)),
    ...bar('dropped: all of these kinds', 0.93, dropped, planted),
    ...mended.flatMap((row) => bar(`mended: ${row.kind}`, 0.95, row.mended, row.planted)),
    ...share('mojibake dropped or flagged', 0.85, ({ kind }) => kind === 'mojibake', isCaught),
    ...share(
      'duplicate ids kept apart as <id>~<line>',
      1,
      ({ kind }) => kind === 'duplicate-id',
      (id) => outcomes.has(id),
    ),
    ...share('clean samples kept', 0.9, ({ kind }) => kind === 'clean', isKept),
    ...share('clean samples that look bad kept', null, ({ kind }) => kind === 'friendly-fire', isKept),
    ...share(
      'clean samples with Chinese captions kept',
      null,
      ({ kind, language }) => kind === 'clean' && language === 'zh',
      isKept,
    ),
  ];
}

type IdTest = (id: string) => boolean;

function bar(what: string, least: number | null, count: number, of: number): Bar[] {
  return of === 0 ? [] : [{ what, value: count / of, least }];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
