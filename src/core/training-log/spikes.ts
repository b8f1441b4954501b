import type { Spike } from '../../protocol/training.ts';
import type { Series } from './series.ts';

/** So many groups around one are its neighbours. */
const around = 50;
/** Fewer say nothing. */
const fewest = 8;
/** The median absolute deviation of a normal distribution is that share of its standard deviation. */
const normal = 0.6745;
/** Iglewicz and Hoaglin (1993). */
const unusual = 3.5;

/** The steps whose value lies unusually high, also for what came before, the most unusual first. @param most so many */
export function spikesOf(series: Series, most: number): Spike[] {
  const means = Float64Array.from({ length: series.length }, (_, i) => series.meanOf(i));
  const found: Spike[] = [];
  for (let i = 0; i < means.length; i++) {
    const from = Math.max(0, Math.min(i - around / 2, means.length - around - 1));
    const neighbours = means.slice(from, from + around + 1);
    if (neighbours.length < fewest) break;
    const usual = median(neighbours);
    const deviation = median(neighbours.map((value) => Math.abs(value - usual)));
    const { max, maxAt } = series.group(i);
    const scale = Math.max(deviation, 1e-9 * Math.abs(usual), Number.MIN_VALUE) / normal;
    const z = (max - usual) / scale;
    // A loss falls steeply where a training begins: what did not rise is no spike.
    const before = i === 0 ? max : median(means.slice(Math.max(0, i - fewest), i));
    if (z >= unusual && (max - before) / scale >= unusual) found.push({ step: maxAt, value: max, usual, z });
  }
  return found.sort((a, b) => b.z - a.z).slice(0, most);
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
