/**
 * The one way out to the network. A door leads to one origin and attaches the key itself, so that nothing behind it
 * ever holds the key. It follows no redirect, takes no proxy and no environment, checks certificates whatever the
 * environment says, and bounds the time and size of every answer.
 */
import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Limits } from './endpoint.ts';
import { ExchangeFailure, networkFailure } from './exchange-failure.ts';
import { readBody } from './read-body.ts';

/** A way to one origin. */
export interface Door {
  /** As `fetch`, for requests with a text for a body; throws {@link ExchangeFailure}. */
  readonly fetch: typeof fetch;
  close(): void;
}

/** Headers of an answer that anybody behind the door may see. */
const told = ['content-type', 'retry-after', 'retry-after-ms', 'date'] as const;

/** Opens a door to the origin of a checked address. */
export function openDoor(endpoint: URL, key: string | null, limits: Limits): Door {
  const secure = endpoint.protocol === 'https:';
  // One connection a request: on a shared one, a server's surplus answer is taken for that to the next question.
  const agent = secure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false });
  const begin = (url: URL, method: string, headers: Record<string, string>): ClientRequest =>
    secure
      ? httpsRequest(url, { method, headers, agent, rejectUnauthorized: true })
      : httpRequest(url, { method, headers, agent });
  const authorization: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` };
  return {
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.origin !== endpoint.origin) throw new ExchangeFailure('elsewhere', url.origin, false);
      const body = typeof init?.body === 'string' ? Buffer.from(init.body) : null;
      const headers = { ...plainHeaders(body), ...authorization };
      const request = begin(url, init?.method ?? 'GET', headers);
      return exchange(request, url, body, limits, init?.signal ?? null);
    },
    close: () => {
      agent.destroy();
    },
  };
}

function plainHeaders(body: Uint8Array | null): Record<string, string> {
  const headers = { accept: 'application/json', 'accept-encoding': 'gzip', 'user-agent': 'better-synth' };
  if (body === null) return headers;
  return { ...headers, 'content-type': 'application/json', 'content-length': String(body.length) };
}

/** Sends a request and reads its answer within the limits; whatever goes wrong ends the connection. */
async function exchange(
  request: ClientRequest,
  asked: URL,
  body: Uint8Array | null,
  limits: Limits,
  signal: AbortSignal | null,
): Promise<Response> {
  let sent = false;
  let whole = false;
  const { promise: failed, reject } = Promise.withResolvers<never>();
  failed.catch(() => undefined);
  const giveUp = (kind: 'timeout' | 'unreachable' | 'aborted', text: string): void => {
    reject(new ExchangeFailure(kind, text, sent));
  };
  const total = setTimeout(() => {
    giveUp('timeout', `no whole answer within ${limits.total / 1000} s`);
  }, limits.total);
  let idle: NodeJS.Timeout | undefined;
  const onBytes = (): void => {
    idle ??= setTimeout(() => {
      giveUp('timeout', `the answer stopped for ${limits.idle / 1000} s`);
    }, limits.idle);
    idle.refresh();
  };
  const connecting = setTimeout(() => {
    giveUp('unreachable', `no connection within ${limits.connect / 1000} s`);
  }, limits.connect);
  const abort = (): void => {
    giveUp('aborted', 'given up');
  };
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort);
  request.on('error', (error) => {
    reject(networkFailure(error, sent, asked));
  });
  request.on('finish', () => {
    sent = true;
  });
  whenConnected(request, () => {
    clearTimeout(connecting);
  });
  try {
    const answered = new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
    request.end(body ?? undefined);
    const response = await Promise.race([answered, failed]);
    onBytes();
    const answer = await Promise.race([readAnswer(response, limits, onBytes), failed]);
    whole = response.complete;
    return answer;
  } catch (error) {
    throw networkFailure(error, sent, asked);
  } finally {
    [total, idle, connecting].forEach(clearTimeout);
    signal?.removeEventListener('abort', abort);
    if (!whole) request.destroy();
  }
}

function whenConnected(request: ClientRequest, act: () => void): void {
  request.once('socket', (socket) => {
    if (!socket.connecting) act();
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', act);
  });
}

async function readAnswer(response: IncomingMessage, limits: Limits, onBytes: () => void): Promise<Response> {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) throw new ExchangeFailure('redirect', redirectText(response), true);
  if (status < 200 || status > 599) throw new ExchangeFailure('unreadable', `status ${status}`, true);
  const headers = new Headers();
  for (const name of told) {
    const value = response.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const body = await readBody(response, limits, onBytes);
  return new Response(status === 204 || status === 205 ? null : body, { status, headers });
}

function redirectText(response: IncomingMessage): string {
  const target = URL.parse(response.headers.location ?? '');
  return target === null ? `status ${response.statusCode ?? 0}` : `to ${target.origin}`;
}
