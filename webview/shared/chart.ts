/** The only door to uPlot: charts with the theme's own axes. */
import 'uplot/dist/uPlot.min.css';
import Plot from 'uplot';
import type { Colors } from './colors.ts';

export { Plot };
export type { AlignedData, Axis, Options, Series } from 'uplot';

/** An axis in the theme's colours; `values` writes its numbers. */
export function themedAxis(colors: Colors, values: (at: number) => string, size: number): Plot.Axis {
  const font = getComputedStyle(document.body).fontFamily;
  // Quieter than borders, which high contrast draws bright.
  const stroke = `color-mix(in srgb, ${colors.ink} 12%, transparent)`;
  return {
    stroke: colors.quiet,
    font: `11px ${font}`,
    grid: { stroke, width: 1 },
    ticks: { stroke: colors.line, width: 1, size: 4 },
    size,
    gap: 4,
    values: (_, splits) => splits.map((split) => values(split)),
  };
}
