/** ONNX graphs of one node, written by hand: field numbers are those of onnx.proto3. */
import { field, integer, text } from '../../../src/core/models/protobuf.ts';

/** `logits` is the input itself. */
export function identityGraph(input: string): Uint8Array {
  return graph(input, 2, node('Identity', input));
}

/** `logits` is the mean over the second of three dimensions. */
export function meanGraph(input: string): Uint8Array {
  const axes = field(5, [...text(1, 'axes'), ...integer(8, 1), ...integer(20, 7)]);
  const keepDimensions = field(5, [...text(1, 'keepdims'), ...integer(3, 0), ...integer(20, 2)]);
  return graph(input, 3, [...node('ReduceMean', input), ...axes, ...keepDimensions]);
}

function graph(input: string, dimensions: number, body: number[]): Uint8Array {
  const content = [
    ...field(1, body),
    ...text(2, 'tiny'),
    ...field(11, tensor(input, dimensions)),
    ...field(12, tensor('logits', 2)),
  ];
  return Uint8Array.from([...integer(1, 8), ...field(7, content), ...field(8, integer(2, 13))]);
}

function node(operation: string, input: string): number[] {
  return [...text(1, input), ...text(2, 'logits'), ...text(4, operation)];
}

/** A float32 tensor, all of whose sizes are open. */
function tensor(name: string, dimensions: number): number[] {
  const shape = Array.from({ length: dimensions }, (_, i) => field(1, text(2, `${name}${i}`))).flat();
  return [...text(1, name), ...field(2, field(1, [...integer(1, 1), ...field(2, shape)]))];
}
