import type { StageOverview } from '../../protocol/engine.ts';
import type { Counts, StageReport } from '../../protocol/records.ts';
import { numberText } from '../../base/number-text.ts';
import { durationText, type Translate } from '../words.ts';

/** What became of samples: `8 123 kept · 1 877 dropped · 3 failed`. */
export function countsText(counts: Counts & { readonly created?: number }, t: Translate): string {
  const { kept, dropped, failed, created = 0 } = counts;
  return [
    t('{0} kept', numberText(kept)),
    ...(dropped === 0 ? [] : [t('{0} dropped', numberText(dropped))]),
    ...(failed === 0 ? [] : [t('{0} failed', numberText(failed))]),
    ...(created === 0 ? [] : [t('{0} created', numberText(created))]),
  ].join(' · ');
}

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
    `${t('{0} in', numberText(report.in))} · ${countsText(report, t)} · ${time}`,
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
    case 'waiting':
      return t('waiting');
    default:
      return state;
  }
}
