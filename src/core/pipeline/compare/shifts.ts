import type { KeptDistribution, ScoreShift } from '../../../protocol/compare.ts';
import { binsOf, extent, histogram } from '../../../base/bins.ts';
import { mean } from '../../../base/statistics.ts';
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import { statisticByRow, statisticSql, statisticsOf } from '../completed.ts';
import type { Flow } from '../flow.ts';
import type { Session } from '../session.ts';
import type { Side } from './changes.ts';
import { isKept } from './changes.ts';

/** At most so many bars of a distribution. */
const most = 40;

/** The statistics that both flows measured. */
export function sharedStatistics(a: Flow, b: Flow): string[] {
  const inB = new Set(statisticsOf(b.completed));
  return statisticsOf(a.completed).filter((key) => inB.has(key));
}

/** How each statistic moved, over the samples that both flows measured. */
export async function scoreShifts(session: Session, a: Flow, b: Flow): Promise<ScoreShift[]> {
  const found: ScoreShift[] = [];
  for (const key of sharedStatistics(a, b)) {
    const sqlA = await statisticSql(session, a.completed, key, false);
    const sqlB = await statisticSql(session, b.completed, key, false);
    const batch = await selectRows(
      session.duck,
      `SELECT count(*)::DOUBLE AS samples, count_if(a.value <> b.value)::DOUBLE AS changed, avg(a.value)::DOUBLE AS mean_a, avg(b.value)::DOUBLE AS mean_b
       FROM (${sqlA}) a JOIN (${sqlB}) b USING (row)`,
    );
    const value = (name: string): number => column(batch, name, 'double')[0]!;
    found.push({
      key,
      samples: value('samples'),
      changed: value('changed'),
      meanA: value('mean_a'),
      meanB: value('mean_b'),
    });
  }
  return found;
}

/** Where each statistic lies in what each side kept. */
export async function keptDistributions(session: Session, a: Side, b: Side): Promise<KeptDistribution[]> {
  const found: KeptDistribution[] = [];
  for (const key of sharedStatistics(a.flow, b.flow)) {
    const inA = await keptValues(session, a, key);
    const inB = await keptValues(session, b, key);
    const range = extent(inA, inB);
    if (range === null) continue;
    const { min, max } = range;
    const bins = binsOf(range, most);
    const counts = { a: histogram(inA, bins), b: histogram(inB, bins) };
    found.push({ key, min, max, meanA: meanOf(inA), meanB: meanOf(inB), ...counts });
  }
  return found.sort((one, other) => distance(other) - distance(one));
}

async function keptValues(session: Session, side: Side, key: string): Promise<Float64Array> {
  const values = (await statisticByRow(session, side.flow.completed, key)) ?? new Float64Array();
  const kept = new Float64Array(side.rows.length);
  let n = 0;
  for (let sample = 0; sample < side.rows.length; sample++) {
    const value = values[side.rows[sample]!];
    if (value !== undefined && Number.isFinite(value) && isKept(side, sample)) kept[n++] = value;
  }
  return kept.subarray(0, n);
}

function meanOf(values: Float64Array): number | null {
  return values.length === 0 ? null : mean(values);
}

/** Kolmogorov's distance of two histograms: the widest gap between the shares below a value, 0 to 1. */
function distance({ a, b }: KeptDistribution): number {
  const [sumA, sumB] = [sum(a), sum(b)];
  let [belowA, belowB, widest] = [0, 0, 0];
  for (let bin = 0; bin < a.length; bin++) {
    belowA += a[bin]! / (sumA || 1);
    belowB += b[bin]! / (sumB || 1);
    widest = Math.max(widest, Math.abs(belowA - belowB));
  }
  return widest;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
