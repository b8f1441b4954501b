import { ProductError } from '../../protocol/errors.ts';

/** A model that is missing or wrong (exit 10): what is the matter, with which file or folder, and what helps. */
export function modelProblem(
  message: string,
  where: string,
  next = 'Make the model again with Hugging Face’s ONNX export, or put an intact copy there.',
  cause?: unknown,
): ProductError {
  return new ProductError('model', message, { where, safe: 'No score was computed with it.', next, cause });
}
