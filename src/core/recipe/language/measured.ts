/** What was measured and decided in runs, as Markdown. */
import { numberText } from '../../../base/number-text.ts';
import type { ScoreOverview } from '../../../protocol/engine.ts';
import type { OperatorReport, StageReport } from '../../../protocol/records.ts';
import type { Knowledge } from './knowledge.ts';
import type { Say } from './say.ts';

/** Where the values of statistics lie, those that were measured; null where none was. */
export function describeDistribution(keys: readonly string[], { scores, say }: Knowledge): string | null {
  const found = keys.flatMap((key) => scores.find((score) => score.key === key) ?? []);
  return found.length === 0 ? null : found.map((score) => distribution(score, say)).join('\n\n');
}

function distribution({ key, count, min, p5, median, p95, max, bins }: ScoreOverview, say: Say): string {
  const places = [
    ['min', min],
    ['5 %', p5],
    ['median', median],
    ['95 %', p95],
    ['max', max],
  ] as const;
  const numbers = places.map(([name, value]) => `${say(name)} **${written(value)}**`).join(' · ');
  const drawn = bins === undefined ? '' : `\n\n\`${histogram(bins)}\``;
  return `${say('Measured: {0}, {1} values', `\`${key}\``, numberText(count))}\n\n${numbers}${drawn}`;
}

const blocks = ' ▁▂▃▄▅▆▇█';

/** A line of bars; the highest is full, and what is not empty is seen. */
export function histogram(bins: readonly number[]): string {
  const most = Math.max(1, ...bins);
  return bins.map((count) => blocks[count === 0 ? 0 : Math.max(1, Math.round((count / most) * 8))]).join('');
}

/** What a stage did when it ran last. */
export function describeStage(
  { in: entered, kept, dropped, failed, created }: StageReport,
  { say }: Knowledge,
): string {
  const counts = [bold(kept), bold(dropped), bold(failed)];
  const made = created > 0 ? ` · ${say('made {0}', bold(created))}` : '';
  return `${say('Last run: {0} in · kept {1} · dropped {2} · failed {3}', numberText(entered), ...counts)}${made}`;
}

/** What an operator kept when its stage ran last; null where it has not run. */
export function describeKept(stage: string | undefined, label: string, known: Knowledge): string | null {
  const report = reportOf(stage, label, known);
  if (report === undefined) return null;
  const { say } = known;
  const alone = report.alone === undefined ? '' : ` · ${say('alone it would drop {0}', numberText(report.alone))}`;
  const counts = [bold(report.kept), numberText(report.in), numberText(report.dropped)];
  return `${say('Last run: kept {0} of {1}, dropped {2}', ...counts)}${alone}`;
}

/** The number that a threshold given as a statistic was; null where it was none. */
export function describeResolved(
  stage: string | undefined,
  label: string,
  parameter: string,
  known: Knowledge,
): string | null {
  const value = reportOf(stage, label, known)?.resolved?.[parameter];
  return value === undefined ? null : known.say('Last run: it was {0}', `**${written(value)}**`);
}

function reportOf(stage: string | undefined, label: string, { reports }: Knowledge): OperatorReport | undefined {
  return reports.find(({ name }) => name === stage)?.operators.find(({ name }) => name === label);
}

function bold(count: number): string {
  return `**${numberText(count)}**`;
}

function written(value: number): string {
  return Number.isInteger(value) ? numberText(value) : String(Number(value.toPrecision(4)));
}
