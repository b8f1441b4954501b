import type { StageOverview } from '../../protocol/engine.ts';
import type { StageReport } from '../../protocol/records.ts';
import { countsText, sumText } from '../counts-text.ts';
import { durationText } from '../../base/pace.ts';
import type { Translate } from '../words.ts';

/** A stage in full: its state and why, and what each operator did. */
export function stageTooltip({ name, kind, state, why, last }: StageOverview, t: Translate): string {
  const lines = [`${name} (${kind}): ${stateText(state, t)}${why === null || why === '' ? '' : `, ${why}`}`];
  return last === null ? lines.join('\n') : [...lines, ...reportLines(last, t)].join('\n');
}

/** What a stage did, a line each: its sum, its operators, its notes. */
export function reportLines(report: StageReport, t: Translate): string[] {
  const { operators, notes = [], seconds, cached } = report;
  const time = cached ? t('from an earlier run') : durationText(seconds);
  return [
    `${sumText(report, t)} · ${time}`,
    ...operators.map((operator) => `${operator.name}: ${countsText(operator, t)}`),
    ...notes.map((note) => `! ${note}`),
  ];
}

function stateText(state: string, t: Translate): string {
  switch (state) {
    case 'up to date':
      return t('up to date');
    case 'stale':
      return t('stale');
    case 'never run':
      return t('never run');
    case 'not known':
      return t('not known');
    case 'waiting':
      return t('waiting');
    default:
      return state;
  }
}
