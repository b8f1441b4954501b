import { ProductError } from '../protocol/errors.ts';

/** Longest key taken from stdin, in bytes. */
const longestInput = 1 << 16;

/**
 * A key as one line on stdin; it never stands in an argument, where other users could see it.
 * @throws ProductError `usage` where too much comes
 */
export async function keyFromStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longestInput) throw new ProductError('usage', 'What came on stdin is too long for a key.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
