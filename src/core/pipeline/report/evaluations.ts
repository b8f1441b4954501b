import { resolve } from 'node:path';
import { ProductError } from '../../../protocol/errors.ts';
import type { EvaluatedGroup, Evaluation, GroupDifference } from '../../../protocol/training.ts';
import { differenceText, verdictWords } from '../../../protocol/verdict-words.ts';
import { evaluate, type Score } from '../../training-log/evaluate.ts';
import { nameOfLog, scoresIn } from '../trainings/evaluated.ts';
import { LogFile } from '../trainings/log-file.ts';
import { english } from './english.ts';
import { markup, type Markup } from './markup.ts';
import { short } from './short.ts';

/** What logs and tables of scores evaluate, against the group that comes first. @throws ProductError `usage` for a log that cannot be read */
export async function evaluationsIn(paths: readonly string[]): Promise<Evaluation[]> {
  const scores: Score[] = [];
  for (const path of paths) {
    const file = new LogFile(resolve(path));
    await file.look();
    if (file.problem !== null) throw unreadable(path, file.problem);
    scores.push(...scoresIn(file.log, nameOfLog(file.path)));
  }
  return evaluate(scores, null);
}

function unreadable(path: string, problem: string): ProductError {
  return new ProductError('usage', `The log ${path} cannot be read: ${problem}.`, {
    ...{ where: path, safe: 'No report was written.', next: 'Name logs of trainings, or tables of scores.' },
  });
}

/** An evaluation as a table: each group against the baseline, with what the difference tells. */
export function evaluationTable({ metric, lowerIsBetter, baseline, groups }: Evaluation): Markup {
  return markup`<h3>
      ${metric} <span class="quiet">${lowerIsBetter ? 'lower is better' : 'higher is better'}; the baseline is ${baseline}</span>
    </h3>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th>group</th>
            <th class="number">seeds</th>
            <th class="number">mean</th>
            <th>95 % interval</th>
            <th>against the baseline</th>
            <th>verdict</th>
          </tr>
        </thead>
        <tbody>
          ${groups.map(groupLine)}
        </tbody>
      </table>
    </div>`;
}

function groupLine({ group, n, mean, difference, ...interval }: EvaluatedGroup): Markup {
  return markup`<tr>
    <td><bdi>${group}</bdi></td>
    <td class="number">${n}</td>
    <td class="number">${short(mean)}</td>
    <td>${intervalText(interval)}</td>
    <td>${difference === null ? 'baseline' : differenceText(difference, short)}</td>
    <td>${difference === null ? null : verdictOf(difference)}</td>
  </tr>`;
}

function intervalText({ low, high }: Pick<EvaluatedGroup, 'low' | 'high'>): string {
  return low === null || high === null ? 'one seed has none' : `${short(low)} … ${short(high)}`;
}

function verdictOf(difference: GroupDifference): Markup {
  const { verdict, details } = verdictWords(difference, english);
  return markup`<b class="${difference.verdict.replace(' ', '-')}">${verdict}</b> <span class="quiet">${details}</span>`;
}
