/**
 * The cosine transform (type II, not normalised) of 32 numbers as SciPy computes it: to the last bit, because
 * a perceptual hash compares coefficients that are zero but for rounding wherever a picture is flat or
 * symmetric. So additions and multiplications run in SciPy's order: the input is folded into half-complex
 * form, a real Fourier synthesis with the factors 2, 4, 4 follows, then one rotation of each pair.
 */

/** The only length that {@link cosineTransform} takes. */
export const transformLength = 32;

const fourth = transformLength / 4;
const middle = transformLength / 2;

/** cos(πk / 64) and sin(πk / 64) for k = 0…15, correctly rounded; `Math.cos` may miss the last bit. */
// prettier-ignore
const cosines = [
  1, 0.9987954562051724, 0.9951847266721969, 0.989176509964781, 0.9807852804032304, 0.970031253194544,
  0.9569403357322088, 0.9415440651830208, 0.9238795325112867, 0.9039892931234433, 0.881921264348355,
  0.8577286100002721, 0.8314696123025452, 0.8032075314806449, 0.773010453362737, 0.7409511253549591,
] as const;
// prettier-ignore
const sines = [
  0, 0.049067674327418015, 0.0980171403295606, 0.14673047445536175, 0.19509032201612825, 0.24298017990326387,
  0.29028467725446233, 0.33688985339222005, 0.3826834323650898, 0.4275550934302821, 0.47139673682599764,
  0.5141027441932217, 0.5555702330196022, 0.5956993044924334, 0.6343932841636455, 0.6715589548470183,
] as const;
/** 45° as the table has it: from the mirrored angle, so that the two differ in their last bit. */
const eighth = { cos: 0.7071067811865475, sin: 0.7071067811865476 };

/** cos(πk / 64) for k = 0…31; the upper half by the angle sum, as SciPy's table has it. */
const rotation = Float64Array.from({ length: transformLength }, (_, k) =>
  k < middle ? cosines[k]! : cosines[k - middle]! * eighth.cos - sines[k - middle]! * eighth.sin,
);

/** A point of the unit circle. */
interface Turn {
  readonly cos: number;
  readonly sin: number;
}

/** The angles 2πk / 32 of the first quarter. */
const turns: readonly Turn[] = Array.from({ length: fourth }, (_, k) =>
  k < 4
    ? { cos: cosines[4 * k]!, sin: sines[4 * k]! }
    : k === 4
      ? eighth
      : { cos: sines[4 * (8 - k)]!, sin: cosines[4 * (8 - k)]! },
);

/** Σ x[n] cos(πk(2n + 1) / 64) · 2 for k = 0…31, as `scipy.fftpack.dct` gives it. */
export function cosineTransform(input: ArrayLike<number>): Float64Array {
  const last = transformLength - 1;
  const folded = Float64Array.from(input);
  folded[0] = folded[0]! * 2;
  folded[last] = folded[last]! * 2;
  for (let k = 1; k < last; k += 2) {
    const next = folded[k + 1]!;
    folded[k + 1] = next - folded[k]!;
    folded[k] = folded[k]! + next;
  }
  const out = synthesize(folded);
  for (let k = 1; k < middle; k++) rotatePair(out, k, transformLength - k);
  out[middle] = out[middle]! * rotation[middle]!;
  return out;
}

function rotatePair(values: Float64Array, low: number, high: number): void {
  const a = values[low]!;
  const b = values[high]!;
  const sum = rotation[low]! * b + rotation[high]! * a;
  const difference = rotation[low]! * a - rotation[high]! * b;
  values[low] = 0.5 * (sum + difference);
  values[high] = 0.5 * (sum - difference);
}

/** Real values from the half-complex spectrum r0, r1, i1, r2, i2, …, r16; not normalised. */
function synthesize(spectrum: Float64Array): Float64Array {
  return byFour(byFour(byTwo(spectrum), 2), fourth);
}

/** First factor: one block of 32 becomes two half-complex blocks of 16. */
function byTwo(from: Float64Array): Float64Array {
  const length = 16;
  const to = new Float64Array(transformLength);
  to[0] = from[0]! + from[31]!;
  to[length] = from[0]! - from[31]!;
  to[length - 1] = 2 * from[length - 1]!;
  to[31] = -2 * from[length]!;
  for (let i = 2; i < length; i += 2) {
    const mirror = 32 - i;
    const { cos, sin } = turns[i / 2]!;
    const real = from[i - 1]! - from[mirror - 1]!;
    const imaginary = from[i]! + from[mirror]!;
    to[i - 1] = from[i - 1]! + from[mirror - 1]!;
    to[i] = from[i]! - from[mirror]!;
    to[length + i] = cos * imaginary + sin * real;
    to[length + i - 1] = cos * real - sin * imaginary;
  }
  return to;
}

/** Each of `blocks` half-complex blocks becomes four of a quarter of its length; the quarters of all blocks stand together. */
function byFour(from: Float64Array, blocks: number): Float64Array {
  const length = transformLength / (4 * blocks);
  const to = new Float64Array(transformLength);
  for (let block = 0; block < blocks; block++) {
    const source = from.subarray(block * 4 * length, (block + 1) * 4 * length);
    const put = (quarter: number, i: number, value: number): void => {
      to[i + length * (block + blocks * quarter)] = value;
    };
    edge(source, length, put);
    if (length > 1) centre(source, length, put);
    for (let i = 2; i < length; i += 2) inner(source, length, i, blocks, put);
  }
  return to;
}

type Put = (quarter: number, i: number, value: number) => void;

function edge(source: Float64Array, length: number, put: Put): void {
  const sum = source[0]! + source[4 * length - 1]!;
  const difference = source[0]! - source[4 * length - 1]!;
  const real = 2 * source[2 * length - 1]!;
  const imaginary = 2 * source[2 * length]!;
  put(0, 0, sum + real);
  put(1, 0, difference - imaginary);
  put(2, 0, sum - real);
  put(3, 0, difference + imaginary);
}

function centre(source: Float64Array, length: number, put: Put): void {
  const end = length - 1;
  const imaginarySum = source[3 * length]! + source[length]!;
  const imaginaryDifference = source[3 * length]! - source[length]!;
  const realSum = source[end]! + source[2 * length + end]!;
  const realDifference = source[end]! - source[2 * length + end]!;
  put(0, end, realSum + realSum);
  put(1, end, Math.SQRT2 * (realDifference - imaginarySum));
  put(2, end, imaginaryDifference + imaginaryDifference);
  put(3, end, -Math.SQRT2 * (realDifference + imaginarySum));
}

function inner(source: Float64Array, length: number, i: number, blocks: number, put: Put): void {
  const mirror = length - i;
  const at = (quarter: number, place: number): number => source[quarter * length + place]!;
  const r1 = at(0, i - 1) - at(3, mirror - 1);
  const r2 = at(0, i - 1) + at(3, mirror - 1);
  const i1 = at(0, i) + at(3, mirror);
  const i2 = at(0, i) - at(3, mirror);
  const r4 = at(2, i) + at(1, mirror);
  const i3 = at(2, i) - at(1, mirror);
  const r3 = at(2, i - 1) + at(1, mirror - 1);
  const i4 = at(2, i - 1) - at(1, mirror - 1);
  put(0, i - 1, r2 + r3);
  put(0, i, i2 + i3);
  turned(put, 1, i, turns[(i / 2) * blocks]!, r1 - r4, i1 + i4);
  turned(put, 2, i, turns[i * blocks]!, r2 - r3, i2 - i3);
  turned(put, 3, i, turns[(i / 2) * 3 * blocks]!, r1 + r4, i1 - i4);
}

function turned(put: Put, quarter: number, i: number, { cos, sin }: Turn, real: number, imaginary: number): void {
  put(quarter, i, cos * imaginary + sin * real);
  put(quarter, i - 1, cos * real - sin * imaginary);
}
