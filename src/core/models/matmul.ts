/** Matrix products for clustering and training: a graph of one node in onnxruntime, written by us, run on the processor. */
import type { Matrix, MatrixProduct } from '../../base/matrix.ts';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { field, integer, text } from './protobuf.ts';

/** A product `a · bᵀ` (n × d by k × d gives n × k, float32), and the end of its session. */
export interface MatMul {
  readonly product: MatrixProduct;
  readonly close: () => Promise<void>;
}

/**
 * Opens a session for matrix products.
 *
 * @param threads - processor threads of one product
 */
export async function openMatMul(threads: number): Promise<MatMul> {
  const session = await InferenceSession.create(graph(), {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // The sizes change from call to call: nothing is gained by planning memory ahead, or by keeping it.
    enableMemPattern: false,
    enableCpuMemArena: false,
  });
  return { product: (a, b) => multiply(session, a, b), close: () => session.release() };
}

async function multiply(session: InferenceSession, a: Matrix, b: Matrix): Promise<Matrix> {
  const { y } = await session.run({
    a: new Tensor('float32', a.data, [a.rows, a.columns]),
    b: new Tensor('float32', b.data, [b.rows, b.columns]),
  });
  if (!(y?.data instanceof Float32Array)) throw new TypeError('a matrix product gave no float32 matrix');
  return { rows: a.rows, columns: b.rows, data: y.data };
}

/* The ONNX model as protocol-buffer bytes: field numbers are those of onnx.proto3. */

function graph(): Uint8Array {
  const node = [
    ...text(1, 'a'),
    ...text(1, 'b'),
    ...text(2, 'y'),
    ...text(4, 'Gemm'),
    ...field(5, [...text(1, 'transB'), ...integer(3, 1), ...integer(20, 2)]),
  ];
  const body = [
    ...field(1, node),
    ...text(2, 'product'),
    ...field(11, matrixType('a', 'n', 'd')),
    ...field(11, matrixType('b', 'k', 'd')),
    ...field(12, matrixType('y', 'n', 'k')),
  ];
  const [irVersion, opset] = [8, 13];
  return Uint8Array.from([...integer(1, irVersion), ...field(7, body), ...field(8, integer(2, opset))]);
}

/** ValueInfoProto of a float32 matrix with two named sizes. */
function matrixType(name: string, rows: string, columns: string): number[] {
  const shape = [...field(1, text(2, rows)), ...field(1, text(2, columns))];
  const float = 1;
  return [...text(1, name), ...field(2, field(1, [...integer(1, float), ...field(2, shape)]))];
}
