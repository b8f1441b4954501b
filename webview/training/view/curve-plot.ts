/** One chart: a metric of several trainings over an axis, drawn by uPlot. */
import { Plot, themedAxis, type AlignedData, type Options, type Series } from '../../shared/chart.ts';
import { themeColors } from '../../shared/colors.ts';
import type { ShownTraining } from '../model/curve-data.ts';
import type { Kept } from '../model/kept.ts';
import { isSmoothed } from '../model/names.ts';
import { axisText, valueText } from '../model/numbers.ts';
import { drawBands, drawEnds, drawMarks, type Decoration } from './decorations.ts';
import { colorOf, dashes, linesOf } from './lines.ts';

const faint = 0.35;
/** So few values are shown as dots too: one alone makes no line. */
const fewPoints = 40;

/** What a chart shows. */
export interface PlotContent {
  readonly metric: string;
  readonly shown: readonly ShownTraining[];
  /** The place of each in the list of what is shown: its colour and dash. */
  readonly kept: Kept;
  readonly decoration: Decoration;
  /** The places that all charts show where nobody has zoomed: a cursor stands at the same one in each. */
  readonly extent: { readonly from: number; readonly to: number };
}

/** What a person does to a chart. */
export interface PlotActs {
  /** Null: all of it. */
  zoom(range: { from: number; to: number } | null): void;
  /** A step of the training in focus, or a range of them, in places on the axis. */
  pick(from: number, to: number): void;
}

/** The plot's data: a raw and a smoothed series per line, over all their places. */
export function dataOf(content: PlotContent): AlignedData {
  const { log } = content.kept;
  const tables = linesOf(content).map(({ curve }): AlignedData => {
    const drawn = (values: Float64Array): (number | null)[] =>
      Array.from(values, (value) => (Number.isNaN(value) || (log && value <= 0) ? null : value));
    return [Array.from(curve.x), drawn(curve.y), drawn(curve.smooth)];
  });
  if (tables.length === 0) return [[]];
  return tables.length === 1 ? tables[0]! : Plot.join(tables.map(ascending));
}

/** Places must ascend strictly to be joined; of equal ones the first counts. */
function ascending([x, ...values]: AlignedData): AlignedData {
  const kept = Array.from(x, (_, i) => i).filter((i) => i === 0 || x[i]! > x[i - 1]!);
  return [kept.map((i) => x[i]!), ...values.map((each) => kept.map((i) => each[i]!))] as unknown as AlignedData;
}

/** What uPlot is made with. It is made anew when this changes, and only fed when the data do. */
export function optionsOf(content: PlotContent, size: { width: number; height: number }, acts: PlotActs): Options {
  const colors = themeColors();
  const { axis, log, robust } = content.kept;
  const isSmooth = content.kept.smoothing > 0 && isSmoothed(content.metric);
  const lines = linesOf(content);
  const series: Series[] = lines.flatMap(({ place, curve }) => {
    const stroke = colorOf(colors, place);
    const dash = [...dashes[place % dashes.length]!];
    const raw = {
      stroke,
      alpha: isSmooth ? faint : 1,
      width: isSmooth ? 1 : 1.5,
      dash: isSmooth ? [] : dash,
    };
    return [
      { ...raw, spanGaps: false, points: { show: curve.count <= fewPoints, size: 5, fill: stroke } },
      { stroke, width: 1.75, dash, spanGaps: false, points: { show: false }, show: isSmooth },
    ];
  });
  return {
    ...size,
    legend: { show: false },
    cursor: cursorOf(),
    scales: {
      x: { time: false, range: (_, from, to) => spread(from, to) },
      y: { distr: log ? 3 : 1, ...(robust ? { range: (plot) => robustRange(plot, log) } : {}) },
    },
    series: [{}, ...series],
    axes: [themedAxis(colors, (at) => axisText(axis, at), 34), themedAxis(colors, valueText, 58)],
    hooks: {
      drawClear: [(plot) => drawBands(plot, content.decoration, colors)],
      draw: [(plot) => drawMarks(plot, content.decoration, colors), (plot) => drawEnds(plot, lines, isSmooth, colors)],
      setSelect: [(plot) => selected(plot, acts)],
    },
    padding: [10, lines.length > 1 ? Math.max(24, ...lines.map(({ name }) => 12 + 7 * name.length)) : 14, 0, 0],
  };
}

function cursorOf(): NonNullable<Options['cursor']> {
  return {
    sync: { key: 'training', scales: ['x', null] },
    drag: { x: true, y: false, setScale: false },
    points: { size: 6 },
    y: false,
    bind: { dblclick: () => null },
  };
}

/** One point alone needs room too. */
function spread(from: number | null, to: number | null): [number, number] {
  if (from === null || to === null) return [0, 1];
  return from === to ? [from - 1, to + 1] : [from, to];
}

/** From the 2nd to the 98th percentile of what is in view, with some room: outliers leave the chart. */
function robustRange(plot: Plot, log: boolean): [number, number] {
  const { min = -Infinity, max = Infinity } = plot.scales['x']!;
  const values = plot.data.slice(1).flatMap((each, i) => {
    if (plot.series[i + 1]!.show === false) return [];
    const place = plot.data[0];
    return Array.from(each).filter(
      (value, j): value is number => value != null && place[j]! >= min && place[j]! <= max,
    );
  });
  if (values.length === 0) return log ? [0.1, 1] : [0, 1];
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))]!;
  const [low, high] = [at(0.02), at(0.98)];
  if (log) return [low / 1.2, high * 1.2];
  const room = Math.max((high - low) * 0.15, Math.abs(high) * 1e-3, 1e-12);
  return [low - room, high + room];
}

/** A drag zooms; with Shift it chooses steps. */
function selected(plot: Plot, acts: PlotActs): void {
  const { left, width } = plot.select;
  if (width < 3) return;
  const [from, to] = [plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')];
  const withShift = plot.cursor.event instanceof MouseEvent && plot.cursor.event.shiftKey;
  plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  if (withShift) acts.pick(from, to);
  else acts.zoom({ from, to });
}
