/** A tiny training as PyTorch and transformers ran it; `python/parity/training.py` wrote it. */
import { readFileSync } from 'node:fs';
import type { Matrix, MatrixProduct } from '../../../src/base/matrix.ts';
import { noMoments } from '../../../src/core/train/adamw.ts';
import { weightsOf, type Projector } from '../../../src/core/train/projector.ts';
import type { Checkpoint, ProjectorTask } from '../../../src/core/train/train-projector.ts';

type Rows = readonly (readonly number[])[];
type Weights = readonly [Rows, readonly number[], Rows, readonly number[]];

interface Peers {
  readonly batch: number;
  readonly accumulation: number;
  readonly learning_rate: number;
  readonly warmup: number;
  readonly temperature: number;
  readonly features: Rows;
  readonly targets: Rows;
  readonly order: readonly number[];
  readonly first: Weights;
  readonly last: Weights;
  readonly steps: readonly {
    readonly losses: readonly number[];
    readonly grad_norm: number;
    readonly learning_rate: number;
  }[];
  readonly gelu: { readonly x: readonly number[]; readonly y: readonly number[]; readonly slope: readonly number[] };
  readonly floats: readonly (readonly [number, string])[];
}

export const peers = JSON.parse(
  readFileSync(new URL('../../fixtures/training/training.json', import.meta.url), 'utf8'),
) as Peers;

/** Rows as a matrix. */
export function matrix(rows: Rows): Matrix {
  return { rows: rows.length, columns: rows[0]!.length, data: Float32Array.from(rows.flat()) };
}

/** A product in plain JavaScript, its sums in float64. */
export const product: MatrixProduct = (a, b) => {
  const data = new Float32Array(a.rows * b.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.rows; j++) {
      let sum = 0;
      for (let k = 0; k < a.columns; k++) sum += a.data[i * a.columns + k]! * b.data[j * b.columns + k]!;
      data[i * b.rows + j] = sum;
    }
  }
  return Promise.resolve({ rows: a.rows, columns: b.rows, data });
};

/** Rows scaled to length 1. */
export function unit(rows: Rows): Matrix {
  return matrix(rows.map((row) => row.map((value) => value / Math.hypot(...row))));
}

/** The peers' task. */
export function peersTask(): ProjectorTask {
  const places = Int32Array.from(peers.features, (_, i) => i);
  return {
    features: matrix(peers.features),
    targets: unit(peers.targets),
    samples: { picture: places, caption: places },
    order: Int32Array.from(peers.order),
    batch: peers.batch,
    accumulation: peers.accumulation,
    hidden: peers.first[1].length,
    learningRate: peers.learning_rate,
    warmup: peers.warmup,
    temperature: peers.temperature,
    seed: 0,
  };
}

/** Where the peers began. */
export function peersBeginning(): Checkpoint {
  const [weight1, bias1, weight2, bias2] = peers.first;
  const projector: Projector = {
    weight1: matrix(weight1),
    bias1: Float32Array.from(bias1),
    weight2: matrix(weight2),
    bias2: Float32Array.from(bias2),
  };
  return { step: 0, projector, moments: weightsOf(projector).map(({ length }) => noMoments(length)) };
}
