/** The Gaussian error linear unit in its exact form (Hendrycks and Gimpel 2016), as PyTorch's `nn.GELU()`. */

/** `x · Φ(x)`, Φ being the distribution function of the standard normal. */
export function gelu(x: number): number {
  return x * normal(x);
}

/** Its derivative: `Φ(x) + x · φ(x)`. */
export function geluSlope(x: number): number {
  return normal(x) + (x * Math.exp(-(x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

function normal(x: number): number {
  return 0.5 * (1 + erf(x / Math.SQRT2));
}

/** Beyond this the error function is ±1 in float64. */
const flat = 6;

/** The error function by a series of positive terms (DLMF 7.6.2): nothing cancels, so it is exact to a few ulps. */
function erf(x: number): number {
  if (Math.abs(x) >= flat) return Math.sign(x);
  const square = 2 * x * x;
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= square / odd;
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
