/** Student's distribution. */

/** The value that a share of the distribution lies below. @param share 0.5 to below 1 @param freedom degrees, above 0 */
export function studentQuantile(share: number, freedom: number): number {
  let [low, high] = [0, 1];
  while (studentShare(high, freedom) < share && high < 1e12) high *= 2;
  for (let i = 0; i < 100 && high - low > 1e-14 * high; i++) {
    const middle = (low + high) / 2;
    if (studentShare(middle, freedom) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The share of the distribution below a value that is not negative. */
function studentShare(value: number, freedom: number): number {
  return 1 - incompleteBeta(freedom / (freedom + value * value), freedom / 2, 0.5) / 2;
}

/** The regularised incomplete beta function, by its continued fraction (Lentz 1976). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  const turn = (term: number): number => {
    d = 1 / (1 + term * d);
    c = 1 + term / c;
    fraction *= c * d;
    return Math.abs(c * d - 1);
  };
  for (let m = 1; m < 10_000; m++) {
    turn((m * (b - m) * x) / ((a - 1 + 2 * m) * (a + 2 * m)));
    if (turn((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 1 + 2 * m))) < 1e-15) break;
  }
  return front * fraction;
}

const lanczos = [
  ...[0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313],
  ...[-176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7],
];

/** The logarithm of the gamma function of a positive number (Lanczos 1964). */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const sum = lanczos.reduce((total, term, i) => total + (i === 0 ? term : term / (x - 1 + i)), 0);
  const t = x + 6.5;
  return Math.log(2 * Math.PI) / 2 + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}
