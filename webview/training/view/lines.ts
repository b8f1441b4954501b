import type { Colors } from '../../shared/colors.ts';
import type { DrawnCurve, ShownTraining } from '../model/curve-data.ts';
import { shortName } from '../model/names.ts';

/** Line styles tell trainings apart for those who do not see their colours. */
export const dashes: readonly (readonly number[])[] = [
  [],
  [8, 4],
  [2, 3],
  [10, 3, 2, 3],
  [5, 2],
  [1, 2],
  [12, 5],
  [3, 6],
];
/** A curve with the place of its training among those that are shown: its colour and dash. */
export interface Line {
  readonly curve: DrawnCurve;
  readonly place: number;
  readonly name: string;
}

/** The curves of a metric, each with its place among the trainings. */
export function linesOf({
  metric,
  shown,
}: {
  readonly metric: string;
  readonly shown: readonly ShownTraining[];
}): Line[] {
  return shown.flatMap(({ training, curves }, place) => {
    const curve = curves.get(metric);
    return curve === undefined ? [] : [{ curve, place, name: shortName(training) }];
  });
}

/** The colour of the training at a place. */
export function colorOf(colors: Colors, place: number): string {
  return colors.series[place % colors.series.length]!;
}
