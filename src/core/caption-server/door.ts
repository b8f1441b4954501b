/** Who may come in: requests for this very server that bring its key, of a bounded size. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { HttpProblem } from './http-problem.ts';

/** Of a request: a picture of many megapixels as base64 fits in. */
export const mostBodyBytes = 16 * 2 ** 20;

/**
 * Lets a request in. A web page that reaches loopback under a name of its own, or without the key, stays outside.
 * @throws HttpProblem 403 for another host, 401 without the key
 */
export function admit({ headers, socket }: IncomingMessage, key: string): void {
  const { host, authorization } = headers;
  const port = socket.localPort;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    throw new HttpProblem(403, 'host', 'This server answers under 127.0.0.1 and localhost alone.');
  }
  if (!equal(authorization ?? '', `Bearer ${key}`)) {
    throw new HttpProblem(401, 'invalid_api_key', 'The key is missing or wrong: send "Authorization: Bearer <key>".', {
      'WWW-Authenticate': 'Bearer',
    });
  }
}

/** @throws HttpProblem 413 where it is too large; the rest of it can still be read */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = Number(request.headers['content-length'] ?? 0);
  if (length > mostBodyBytes) throw tooLarge();
  length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBodyBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): HttpProblem {
  return new HttpProblem(413, 'too_large', `A request may have ${mostBodyBytes / 2 ** 20} MiB.`);
}

/** In a time that tells nothing of where they differ. */
function equal(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
