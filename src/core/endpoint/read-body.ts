import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Limits } from './endpoint.ts';
import { ExchangeFailure } from './exchange-failure.ts';

/**
 * Reads an answer's body, decompressed. A good answer must be JSON within the limit; an error's text is cut there.
 * @param onBytes called whenever bytes came over the wire.
 * @throws ExchangeFailure `unreadable` or `cut`.
 */
export async function readBody(
  response: IncomingMessage,
  limits: Limits,
  onBytes: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const good = (response.statusCode ?? 0) < 300;
  if (good) checkHeaders(response, limits.body);
  const limit = good ? limits.body : limits.errorBody;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of decompressed(response, onBytes)) {
      size += chunk.length;
      if (size > limit && good) throw tooLarge(limit);
      chunks.push(chunk);
      if (size > limit) break;
    }
  } catch (error) {
    if (error instanceof ExchangeFailure) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (reason.startsWith('Z_')) throw new ExchangeFailure('unreadable', `bad compression (${reason})`, true);
    throw new ExchangeFailure('cut', `the answer broke off (${reason})`, true);
  }
  return new Uint8Array(Buffer.concat(chunks).subarray(0, limit));
}

function checkHeaders({ headers }: IncomingMessage, limit: number): void {
  const type = headers['content-type'] ?? 'nothing';
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) {
    throw new ExchangeFailure('unreadable', `the answer is ${type.slice(0, 60)}, not JSON`, true);
  }
  if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
}

/** A bomb is met by the limit above: bytes are made only as they are read. */
function decompressed(response: IncomingMessage, onBytes: () => void): AsyncIterable<Buffer> {
  const encoding = (response.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity') return watched(response, onBytes);
  if (encoding !== 'gzip') throw new ExchangeFailure('unreadable', `encoding ${encoding.slice(0, 20)}`, true);
  // What goes wrong on the way comes out of the last stream.
  return pipeline(watched(response, onBytes), createGunzip(), () => undefined) as AsyncIterable<Buffer>;
}

async function* watched(response: IncomingMessage, onBytes: () => void): AsyncGenerator<Buffer> {
  for await (const chunk of response as AsyncIterable<Buffer>) {
    onBytes();
    yield chunk;
  }
}

function tooLarge(limit: number): ExchangeFailure {
  return new ExchangeFailure('unreadable', `the answer is larger than ${limit} bytes`, true);
}
