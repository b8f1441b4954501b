/** Measured figures beside their goals. */
import { table } from '../../src/cli/table.ts';

/** One figure, measured some times. */
export interface Figure {
  readonly name: string;
  readonly unit: 's' | 'ms' | 'MB' | 'pictures';
  /** At most so much; null: reported without a goal. */
  readonly goal: number | null;
  readonly measured: readonly number[];
  /** Of a time: the processor's part of it, all threads together. */
  readonly cpu?: readonly number[];
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** Whether the median is within the goal; null without a goal. */
export function isMet({ goal, measured }: Figure): boolean | null {
  return goal === null ? null : median(measured) <= goal;
}

/** The figures as a table for people. */
export function figureTable(figures: readonly Figure[]): string {
  return table(
    ['figure', 'goal', 'median', 'lowest–highest', 'processor', 'n', ''],
    figures.map((figure) => {
      const { name, unit, goal, measured } = figure;
      const met = isMet(figure);
      return [
        name,
        goal === null ? '' : `≤ ${goal} ${unit}`,
        `${rounded(median(measured))} ${unit}`,
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
