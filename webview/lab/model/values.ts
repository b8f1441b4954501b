/** Thresholds as people set them: numbers, sizes and statistics. */
import type { LabBound, LabStatistic, LabValue } from '../../../src/protocol/lab.ts';

/** How a threshold is given. */
export const modes = ['number', 'percentile', 'mean', 'sigma', 'keep'] as const;
/** One of them. */
export type Mode = (typeof modes)[number];

/** How a value is given. */
export function modeOf(value: LabValue): Mode {
  if (typeof value !== 'object') return 'number';
  return modes.find((mode) => mode in value) ?? 'number';
}

/** The number in a statistic, or of a plain value; of a size its bytes. */
export function amountOf(value: LabValue): number {
  if (typeof value === 'object') return Object.values(value)[0] ?? 0;
  return typeof value === 'string' ? bytesOf(value) : Number(value);
}

/** An amount as a value of a bound. */
export function valueIn(mode: Mode, amount: number, bound: LabBound): LabValue {
  if (mode !== 'number') return { [mode]: mode === 'keep' ? Math.max(1, Math.round(amount)) : amount };
  if (bound.size) return sizeOf(amount);
  return bound.whole ? Math.round(amount) : amount;
}

/** What a slider runs over, for a way of giving a threshold. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** The slider of a bound: at its ends nothing is dropped on that side. */
export function scaleOf(mode: Mode, statistic: LabStatistic, bound: LabBound): Scale {
  const { low, high, sigma, samples } = statistic;
  switch (mode) {
    case 'percentile':
      return { low: 0, high: 100, step: 1 };
    case 'sigma':
      return { low: -5, high: 5, step: 0.1 };
    case 'keep':
      return { low: 1, high: Math.max(1, samples), step: Math.max(1, niceStep(samples / 1000)) };
    case 'mean': {
      const most = (sigma ?? 1) * 5 || 1;
      return { low: -most, high: most, step: niceStep(most / 100) };
    }
    case 'number': {
      const fine = niceStep((high - low) / 400);
      // Bars of whole numbers reach half a number further.
      if (bound.whole) return { low: Math.ceil(low), high: Math.floor(high), step: Math.max(1, Math.round(fine)) };
      return { low, high, step: bound.size ? Math.max(1, fine) : fine };
    }
  }
}

/** 1, 2 or 5 times a power of ten, near a number. */
export function niceStep(about: number): number {
  if (!(about > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(about));
  const factor = [1, 2, 5, 10].find((each) => each * power >= about * 0.9999) ?? 10;
  return Number((factor * power).toPrecision(1));
}

/** A number rounded to steps, without the dust of binary fractions. */
export function rounded(value: number, step: number): number {
  const digits = Math.max(0, Math.ceil(-Math.log10(step)));
  return Number((Math.round(value / step) * step).toFixed(Math.min(20, digits)));
}

/** The number of a bound where somebody drags its handle to; at the end of the scale all values of that side are within. */
export function numberAt(place: number, statistic: LabStatistic, bound: LabBound): number {
  const { low, high, min, max } = statistic;
  if (place <= 0 && min !== null) return bound.whole ? Math.floor(min) : min;
  if (place >= 1 && max !== null) return bound.whole ? Math.ceil(max) : max;
  const { step } = scaleOf('number', statistic, bound);
  return rounded(low + place * (high - low), step);
}

/** The amount at a place of the slider, 0 to 1; at the end of one of numbers all values of that side are within. */
export function slidTo(place: number, mode: Mode, statistic: LabStatistic, bound: LabBound): number {
  const { low, high, step } = scaleOf(mode, statistic, bound);
  const isEnd = mode === 'number' && (place <= 0 || place >= 1);
  return isEnd ? numberAt(place, statistic, bound) : rounded(low + place * (high - low), step);
}

/** Where a number stands between the ends of what is drawn, 0 to 1. */
export function placeOf(at: number, { low, high }: Pick<LabStatistic, 'low' | 'high'>): number {
  return high === low ? 0.5 : Math.min(1, Math.max(0, (at - low) / (high - low)));
}

/** A threshold given in another way, near where it is. */
export function converted(mode: Mode, at: number, statistic: LabStatistic, bound: LabBound): LabValue {
  const { mean, sigma, samples } = statistic;
  const below = shareBelow(at, statistic);
  switch (mode) {
    case 'percentile':
      return { percentile: Math.round(100 * below) };
    case 'mean':
      return { mean: rounded(at - (mean ?? 0), scaleOf('mean', statistic, bound).step) };
    case 'sigma':
      return { sigma: rounded((at - (mean ?? 0)) / (sigma === null || sigma === 0 ? 1 : sigma), 0.1) };
    case 'keep':
      return valueIn('keep', samples * (bound.side === 'min' ? 1 - below : below), bound);
    case 'number':
      return valueIn('number', rounded(at, scaleOf('number', statistic, bound).step), bound);
  }
}

/** The share of values below a number, as the bins tell it. */
function shareBelow(at: number, { low, high, bins, values }: LabStatistic): number {
  const position = ((at - low) / (high - low || 1)) * bins.length;
  let sum = 0;
  bins.forEach((count, bin) => (sum += count * Math.min(1, Math.max(0, position - bin))));
  return values === 0 ? 0 : sum / values;
}

const units = ['KB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes as recipes write them: whole numbers of a unit, for a dot counts for nothing there. */
export function sizeOf(bytes: number): string {
  let [amount, unit] = [Math.max(0, Math.round(bytes)), -1];
  while (amount >= 1024 && unit < units.length - 1 && (amount % 1024 === 0 || amount >= 1024 * 100)) {
    amount = Math.round(amount / 1024);
    unit++;
  }
  return `${amount}${units[unit] ?? ''}`;
}

/** The bytes of a size as recipes write it; NaN for what is none. */
export function bytesOf(size: string): number {
  const digits = size.replace(/\D/gu, '');
  const letters = size.replace(/\P{L}/gu, '').toUpperCase().replace('IB', 'B');
  const power = letters === '' ? 0 : units.indexOf(letters) + 1;
  return digits === '' || (letters !== '' && power === 0) ? NaN : Number(digits) * 1024 ** power;
}

/** Whether two values are the same. */
export function isSame(one: LabValue, other: LabValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
