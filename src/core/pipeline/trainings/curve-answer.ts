/** The curves of a training as a view asks for them: few points, on the axis that it wants. */
import type { Curve, CurveAxis, Curves, CurvesAsk, Floats } from '../../../protocol/training.ts';
import { speedName, type Curves as AllCurves } from '../../training-log/curves.ts';
import type { Series } from '../../training-log/series.ts';
import { smoothed } from '../../training-log/smooth.ts';
import { thinned } from '../../training-log/thin.ts';
import type { TrainingSource } from './training-source.ts';

/** Marks that are told of a curve. */
const mostMarks = 200;
/** No curve has more points than these. */
const mostPoints = 4000;
/** The speed of late is that of so many of the last measurements. */
const lately = 10;

/** @returns null where nothing has changed since what is known */
export function curvesOf(source: TrainingSource, ask: CurvesAsk): Curves | null {
  const version = [
    source.version,
    ask.axis,
    ask.smoothing,
    ask.points,
    ask.metrics.join(),
    JSON.stringify(ask.range),
  ].join(' ');
  if (version === ask.known) return null;
  const { curves, file, totalSteps, state } = source;
  const axis = axisOf(curves, ask.axis);
  const wanted = ask.metrics.filter((metric) => curves.metrics.has(metric));
  return {
    version,
    state,
    metrics: [...curves.metrics.keys()].filter((name) => name !== 'epoch'),
    curves: wanted.map((metric) => curveOf(curves, metric, axis, ask)),
    axes: [
      'step',
      ...(curves.metrics.has('epoch') ? ['epoch' as const] : []),
      ...(curves.time.length > 1 ? ['time' as const] : []),
    ],
    stepSource: file.log.stepSource,
    step: Math.max(0, curves.last),
    totalSteps,
    speed: speedOf(curves.metrics.get(speedName)),
    restarts: curves.restarts.map((step) => axis.at(step)),
    end: file.log.end === null ? null : Object.fromEntries(file.log.end),
    size: file.size,
    read: file.offset,
    entries: file.log.entries,
    scores: file.log.scores.length,
    head: file.log.entries === 0 && file.log.scores.length === 0 ? file.log.head : [],
    problem: file.problem,
  };
}

/** An axis over steps: the place of a step, and the steps of a range of places. */
interface Axis {
  at(step: number): number;
  steps(range: { readonly from: number; readonly to: number }): { readonly from: number; readonly to: number };
}

function axisOf(curves: AllCurves, axis: CurveAxis): Axis {
  const over = axis === 'epoch' ? curves.metrics.get('epoch') : axis === 'time' ? curves.time : undefined;
  if (over === undefined || over.length === 0) return { at: (step) => step, steps: (range) => range };
  const place = (i: number): number => over.meanOf(i);
  return {
    at: (step) => over.valueAt(step),
    steps: ({ from, to }) => {
      let [first, last] = [0, over.length - 1];
      while (first < last && place(first + 1) <= from) first++;
      while (last > first && place(last - 1) >= to) last--;
      return {
        from: first === 0 ? -Infinity : over.group(first).first,
        to: last === over.length - 1 ? Infinity : over.stepOf(last),
      };
    },
  };
}

function curveOf(curves: AllCurves, metric: string, axis: Axis, ask: CurvesAsk): Curve {
  const series = curves.metrics.get(metric)!;
  const marks = curves.marks.get(metric) ?? [];
  const range = ask.range === null ? { from: -Infinity, to: Infinity } : axis.steps(ask.range);
  const points = thinned(series, range, Math.min(mostPoints, ask.points));
  const averages = smoothed(series, ask.smoothing);
  const shown = [...points.steps.keys()].map((i) => ({
    step: points.steps[i]!,
    value: points.values[i]!,
    smooth: averages[points.groups[i]!]!,
  }));
  // A value that is none ends the line.
  const gaps = marks.filter((step) => step >= range.from && step <= range.to).slice(0, mostMarks);
  const all = [...shown, ...gaps.map((step) => ({ step, value: NaN, smooth: NaN }))].sort((a, b) => a.step - b.step);
  const numbers = (of: (point: (typeof all)[number]) => number): Floats => floats(Float64Array.from(all, of));
  return {
    metric,
    x: numbers(({ step }) => axis.at(step)),
    y: numbers(({ value }) => value),
    smooth: numbers(({ smooth }) => smooth),
    steps: numbers(({ step }) => step),
    ...extremes(series),
    marks: marks.slice(0, mostMarks),
  };
}

function extremes(series: Series): Pick<Curve, 'last' | 'lastAt' | 'min' | 'minAt' | 'max' | 'maxAt' | 'count'> {
  const end = series.length - 1;
  let [min, minAt, max, maxAt, count] = [Infinity, -1, -Infinity, -1, 0];
  for (let i = 0; i <= end; i++) {
    const group = series.group(i);
    if (group.min < min) [min, minAt] = [group.min, group.minAt];
    if (group.max > max) [max, maxAt] = [group.max, group.maxAt];
    count += group.count;
  }
  // JSON has no infinite numbers.
  const [last, lastAt] = end < 0 ? [0, -1] : [series.meanOf(end), series.stepOf(end)];
  return count === 0
    ? { last, lastAt, min: 0, minAt, max: 0, maxAt, count }
    : { last, lastAt, min, minAt, max, maxAt, count };
}

function speedOf(series: Series | undefined): number | null {
  if (series === undefined || series.length === 0) return null;
  const from = Math.max(0, series.length - lately);
  let sum = 0;
  for (let i = from; i < series.length; i++) sum += series.meanOf(i);
  return sum / (series.length - from);
}

function floats(values: Float64Array): Floats {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}
