/** The projector: two linear layers with a GELU between them, LLaVA's `mlp2x_gelu`, from picture features to caption vectors. */
import type { Random } from '../../base/random.ts';
import { gelu, geluSlope } from './gelu.ts';
import type { Matrix, MatrixProduct } from '../../base/matrix.ts';
import { addToRows, columnSums, transposed } from './matrix.ts';

/** Its weights, in PyTorch's layout: a matrix has a row per output. They change while it is trained. */
export interface Projector {
  /** hidden × features */
  readonly weight1: Matrix;
  readonly bias1: Float32Array;
  /** outputs × hidden */
  readonly weight2: Matrix;
  readonly bias2: Float32Array;
}

/** How wide its layers are. */
export interface ProjectorSizes {
  readonly features: number;
  readonly hidden: number;
  readonly outputs: number;
}

/** A projector before training: uniform in ±1/√inputs, as PyTorch's `nn.Linear` begins. */
export function newProjector({ features, hidden, outputs }: ProjectorSizes, draw: Random): Projector {
  const uniform = (size: number, inputs: number): Float32Array =>
    Float32Array.from({ length: size }, () => (2 * draw.real() - 1) / Math.sqrt(inputs));
  return {
    weight1: { rows: hidden, columns: features, data: uniform(hidden * features, features) },
    bias1: uniform(hidden, features),
    weight2: { rows: outputs, columns: hidden, data: uniform(outputs * hidden, hidden) },
    bias2: uniform(outputs, hidden),
  };
}

/** Its four arrays of weights, always in this order. */
export function weightsOf({ weight1, bias1, weight2, bias2 }: Projector): readonly Float32Array[] {
  return [weight1.data, bias1, weight2.data, bias2];
}

/** What a pass forward leaves for the way back. */
export interface Pass {
  readonly features: Matrix;
  /** Before the GELU: n × hidden. */
  readonly inner: Matrix;
  /** Behind it. */
  readonly active: Matrix;
  /** Rows of length 1: n × outputs. */
  readonly outputs: Matrix;
  /** Their lengths before that. */
  readonly lengths: Float64Array;
}

/** Features through the projector, scaled to length 1. @param features n × features */
export async function forward(projector: Projector, features: Matrix, product: MatrixProduct): Promise<Pass> {
  const inner = await product(features, projector.weight1);
  addToRows(inner, projector.bias1);
  const active = { ...inner, data: inner.data.map(gelu) };
  const outputs = await product(active, projector.weight2);
  addToRows(outputs, projector.bias2);
  return { features, inner, active, outputs, lengths: normalise(outputs) };
}

/** The vectors of pictures in the space of captions: n × outputs, rows of length 1. @param features n × features */
export async function project(projector: Projector, features: Matrix, product: MatrixProduct): Promise<Matrix> {
  return (await forward(projector, features, product)).outputs;
}

/**
 * From the gradient of a pass's outputs to that of the weights, in the order of {@link weightsOf}.
 * @param slopes n × outputs
 */
export async function backward(
  { weight2 }: Projector,
  { features, inner, active, outputs, lengths }: Pass,
  slopes: Matrix,
  product: MatrixProduct,
): Promise<readonly Float32Array[]> {
  const ahead = throughLengths(outputs, lengths, slopes);
  const gradient2 = await product(transposed(ahead), transposed(active));
  const behind = await product(ahead, transposed(weight2));
  for (let i = 0; i < behind.data.length; i++) behind.data[i]! *= geluSlope(inner.data[i]!);
  const gradient1 = await product(transposed(behind), transposed(features));
  return [gradient1.data, columnSums(behind), gradient2.data, columnSums(ahead)];
}

/** Rows shorter than this are not scaled up further, as in PyTorch's `normalize`. */
const shortest = 1e-12;

/** Scales rows to length 1 in place; their lengths before. */
function normalise({ rows, columns, data }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    const values = data.subarray(row * columns, (row + 1) * columns);
    const length = Math.max(Math.sqrt(dot(values, values)), shortest);
    for (let i = 0; i < columns; i++) values[i]! /= length;
    return length;
  });
}

/** Through the scaling: what points along the vector changes nothing. */
function throughLengths({ rows, columns, data }: Matrix, lengths: Float64Array, slopes: Matrix): Matrix {
  const before = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row * columns, (row + 1) * columns];
    const along = dot(data.subarray(from, to), slopes.data.subarray(from, to));
    for (let i = from; i < to; i++) before[i] = (slopes.data[i]! - along * data[i]!) / lengths[row]!;
  }
  return { rows, columns, data: before };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
