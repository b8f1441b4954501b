/** A captioning server that misbehaves by a script, and records what it was asked. */
import { createHash } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { faults, type FaultName } from './fault-server-faults.ts';

/** One request as the server saw it. */
export interface Received {
  /** SHA-256 of the pictures' data URLs. */
  readonly picture: string;
  readonly prompt: string;
  readonly model: string;
  readonly authorization: string | null;
  readonly headers: IncomingMessage['headers'];
  /** How often this picture with this prompt was asked, from 1. */
  readonly attempt: number;
  readonly fault: FaultName | null;
  /** Milliseconds of `performance.now()`. */
  readonly at: number;
  /** When its answer was given or the connection ended; null while it is in work. */
  doneAt: number | null;
}

/** What a script knows when it decides about a request. */
export type Asked = Pick<Received, 'picture' | 'prompt' | 'model' | 'attempt'> & {
  /** Of this request among all, from 0. */
  readonly number: number;
  /** The pictures' data URLs. */
  readonly urls: readonly string[];
};

/** How a server behaves. */
export interface FaultServerOptions {
  /** Requests it works on at a time; others wait. */
  readonly slots?: number;
  /** Milliseconds that each takes. */
  readonly latency?: number | ((asked: Asked) => number);
  /** The fault of a request, if any. */
  readonly script?: (asked: Asked) => FaultName | null;
  readonly answer?: (asked: Asked) => string | Promise<string>;
  /** Where redirects point. */
  readonly elsewhere?: string;
  /** While such a request is in work, nobody is answered; it never is. */
  readonly poison?: (asked: Asked) => boolean;
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly models?: readonly string[];
}

/** A running server. */
export interface FaultServer {
  /** `http://127.0.0.1:PORT/v1` */
  readonly url: string;
  readonly received: readonly Received[];
  /** Share of its slots that were at work, from its first to its last request: while there was something to ask. */
  busy(): number;
  /** Most requests it had at one time. */
  mostAtOnce(): number;
  /** Stops listening and cuts every connection; the port stays the same for {@link FaultServer.revive}. */
  die(): Promise<void>;
  revive(): Promise<void>;
  close(): Promise<void>;
}

/** Faults on the first attempts of a seeded share of questions, spread over the named ones; each is gone on retry. */
export function passingFaults(
  share: number,
  names: readonly FaultName[],
  seed = 1,
): (asked: Asked) => FaultName | null {
  return ({ picture, prompt, attempt }) => {
    if (attempt > 1) return null;
    const drawn = createHash('sha256').update(`${seed}/${picture}/${prompt}`).digest();
    if (drawn.readUInt32LE(0) / 2 ** 32 >= share) return null;
    return names[drawn.readUInt32LE(4) % names.length]!;
  };
}

/** Starts a server on loopback. */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const server = new ScriptedServer(options);
  await server.listen(0);
  return server;
}

class ScriptedServer implements FaultServer {
  readonly received: Received[] = [];
  readonly #options: FaultServerOptions;
  readonly #attempts = new Map<string, number>();
  readonly #waiting: (() => void)[] = [];
  #server: Server;
  #port = 0;
  #active = 0;
  #open = 0;
  #most = 0;
  #poisoned = 0;

  constructor(options: FaultServerOptions) {
    this.#options = options;
    this.#server = this.#create();
  }

  get url(): string {
    return `${this.#options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${this.#port}/v1`;
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  busy(): number {
    const begins = this.received.map(({ at }) => at);
    const end = Math.max(...begins);
    const worked = this.received.reduce((sum, { at, doneAt }) => sum + Math.min(doneAt ?? end, end) - at, 0);
    return worked / ((end - Math.min(...begins)) * (this.#options.slots ?? Infinity));
  }

  mostAtOnce(): number {
    return this.#most;
  }

  async die(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async revive(): Promise<void> {
    this.#server = this.#create();
    await this.listen(this.#port);
  }

  async close(): Promise<void> {
    if (this.#server.listening) await this.die();
  }

  #create(): Server {
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      void this.#serve(request, response);
    };
    const { tls } = this.#options;
    return tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/v1/models') {
      json(response, 200, { data: (this.#options.models ?? ['scripted']).map((id) => ({ id })) });
      return;
    }
    const body = await readAll(request);
    if (body === null) return;
    const [asked, record] = this.#record(request, body);
    response.once('close', () => (record.doneAt ??= performance.now()));
    this.#most = Math.max(this.#most, (this.#open += 1));
    await this.#slot();
    try {
      await this.#work(asked, record, response);
    } finally {
      this.#open -= 1;
      this.#active -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #work(asked: Asked, { fault, authorization }: Received, response: ServerResponse): Promise<void> {
    if (this.#options.poison?.(asked) === true) {
      this.#poisoned += 1;
      await closed(response);
      this.#poisoned -= 1;
      return;
    }
    const { latency = 0, answer = defaultAnswer, elsewhere = 'http://127.0.0.1:9' } = this.#options;
    await sleep(typeof latency === 'number' ? latency : latency(asked));
    while (this.#poisoned > 0 && !response.destroyed) await sleep(5);
    if (response.destroyed) return;
    const good = completion(asked, await answer(asked));
    if (fault === null) json(response, 200, good);
    else await faults[fault](response, { good, elsewhere, authorization: authorization ?? '' });
  }

  /** A fault holds its slot no longer than a good answer would, but for those that hang. */
  async #slot(): Promise<void> {
    if (this.#active >= (this.#options.slots ?? Infinity)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#active += 1;
  }

  #record(request: IncomingMessage, body: RequestBody): [Asked, Received] {
    const parts = body.messages.flatMap(({ content }) => content);
    const urls = parts.flatMap(({ image_url: image }) => image?.url ?? []);
    const picture = createHash('sha256');
    urls.forEach((url) => picture.update(url));
    const question = {
      picture: picture.digest('hex'),
      prompt: parts.map(({ text }) => text ?? '').join(''),
      model: body.model,
    };
    const key = `${question.picture} ${question.prompt}`;
    const attempt = (this.#attempts.get(key) ?? 0) + 1;
    this.#attempts.set(key, attempt);
    const asked = { ...question, attempt, number: this.received.length, urls };
    const record = {
      ...question,
      attempt,
      authorization: request.headers.authorization ?? null,
      headers: request.headers,
      fault: this.#options.script?.(asked) ?? null,
      at: performance.now(),
      doneAt: null,
    };
    this.received.push(record);
    return [asked, record];
  }
}

interface RequestBody {
  readonly model: string;
  readonly messages: readonly { readonly content: readonly { text?: string; image_url?: { url: string } }[] }[];
}

async function readAll(request: IncomingMessage): Promise<RequestBody | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return JSON.parse(Buffer.concat(chunks).toString()) as RequestBody;
  } catch {
    return null;
  }
}

function closed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.once('close', resolve));
}

function defaultAnswer({ prompt, picture }: Asked): string {
  return `1. ${prompt} ${picture.slice(0, 8)}`;
}

function completion(asked: Asked, text: string): Record<string, unknown> {
  return {
    id: `chatcmpl-${asked.number}`,
    object: 'chat.completion',
    created: 0,
    model: asked.model,
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
  };
}

/** Sends a JSON answer. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
