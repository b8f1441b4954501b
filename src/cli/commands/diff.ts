import type { ChangeCause } from '../../protocol/compare.ts';
import { exitCodes } from '../../protocol/errors.ts';
import { diffRuns } from '../../core/pipeline/diff.ts';
import { withSession } from '../../core/pipeline/session.ts';
import { withDirectory } from '../options.ts';
import { plainText } from '../../base/plain-text.ts';
import type { CommandContext } from '../command-context.ts';
import { numberText } from '../../base/number-text.ts';
import { table } from '../table.ts';

const shownIds = 10;

/** `diff`: two runs as sets, score shifts, recipe difference. */
export async function diff({ output }: CommandContext, values: string[]): Promise<number> {
  const { dir, rest } = withDirectory(values, 2, 'diff [DIR] RUN-A RUN-B');
  return withSession(dir, undefined, async (session) => {
    const found = await diffRuns(session, rest[0]!, rest[1]!);
    output.document(found);
    const { a, b, both, onlyA, onlyB, changes, scores, recipe } = found;
    output.print(
      `A: run ${a.run}, ${a.stage}: ${numberText(a.kept)} kept\nB: run ${b.run}, ${b.stage}: ${numberText(b.kept)} kept`,
    );
    output.print(`both ${numberText(both)}\n${ids('only in A', onlyA)}\n${ids('only in B', onlyB)}`);
    if (changes.length > 0) {
      output.print(
        `\n${table(
          ['kept by', 'samples', 'left out by', 'why'],
          changes.map(({ keptBy, samples, stage, operator, cause }) => [
            keptBy.toUpperCase(),
            samples,
            [operator, stage].filter((name) => name !== null).join(' in '),
            causes[cause],
          ]),
        )}`,
      );
    }
    const shifted = scores.filter(({ changed }) => changed > 0);
    if (shifted.length > 0) {
      output.print(
        `\n${table(
          ['score', 'samples', 'changed', 'mean A', 'mean B'],
          shifted.map((s) => [s.key, s.samples, s.changed, s.meanA, s.meanB]),
        )}`,
      );
    }
    if (recipe.length > 0) output.print(`\nrecipe\n${recipe.map(plainText).join('\n')}`);
    return exitCodes.done;
  });
}

const causes: Readonly<Record<ChangeCause, string>> = {
  threshold: 'the same score, another threshold',
  score: 'another score',
  operator: 'an operator that the other has not',
  tag: 'a tag',
  neighbours: 'other samples changed',
  failed: 'it could not be looked at',
  created: 'it was not created',
};

function ids(label: string, list: readonly string[]): string {
  const shown = list.slice(0, shownIds).map(plainText).join(', ');
  return `${label} ${numberText(list.length)}${list.length === 0 ? '' : `: ${shown}${list.length > shownIds ? ', …' : ''}`}`;
}
