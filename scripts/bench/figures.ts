/** Measured figures beside their goals. */
import { cpus, loadavg } from 'node:os';
import { percentile } from '../../src/base/statistics.ts';
import { table } from '../../src/cli/table.ts';

/** One figure, measured some times. */
export interface Figure {
  readonly name: string;
  readonly unit: 's' | 'ms' | 'MB' | 'pictures' | 'samples';
  /** At most so much; null: reported without a goal. */
  readonly goal: number | null;
  /** How many of a hundred must be within the goal; by default half of them. */
  readonly percentile?: number;
  readonly measured: readonly number[];
  /** Of a time: the processor's part of it, all threads together. */
  readonly cpu?: readonly number[];
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** Whether the median, or the percentile that was promised, is within the goal; null without a goal. */
export function isMet({ goal, measured, percentile: promised = 50 }: Figure): boolean | null {
  return goal === null ? null : at(measured, promised) <= goal;
}

function at(measured: readonly number[], share: number): number {
  return percentile(Float64Array.from(measured), share);
}

/** Prints figures with the machine that they are of. @param loadBefore the load before they were measured */
export function printFigures(figures: readonly Figure[], loadBefore: number, asJson: boolean): void {
  const load = [loadBefore, loadavg()[0]!].map((value) => value.toFixed(1)).join(' → ');
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, load ${load}`;
  if (asJson) {
    const all = figures.map((figure) => ({ ...figure, median: median(figure.measured), met: isMet(figure) }));
    console.log(JSON.stringify({ machine, figures: all }, null, 2));
  } else console.log(`${figureTable(figures)}\n${machine}`);
}

/** The figures as a table for people. */
function figureTable(figures: readonly Figure[]): string {
  return table(
    ['figure', 'goal', 'median', '95%', 'lowest–highest', 'processor', 'n', ''],
    figures.map((figure) => {
      const { name, unit, goal, measured } = figure;
      const met = isMet(figure);
      return [
        name,
        goal === null ? '' : `≤ ${goal} ${unit}${figure.percentile === undefined ? '' : ` (${figure.percentile}%)`}`,
        `${rounded(median(measured))} ${unit}`,
        measured.length < 10 ? '' : `${rounded(at(measured, 95))} ${unit}`,
        measured.length === 1 ? '' : `${rounded(Math.min(...measured))}–${rounded(Math.max(...measured))}`,
        figure.cpu === undefined ? '' : `${rounded(median(figure.cpu))} ${unit}`,
        String(measured.length),
        met === null ? '' : met ? '✓' : '✗',
      ];
    }),
  );
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
