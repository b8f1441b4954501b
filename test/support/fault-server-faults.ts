/** The faults that the scripted server can play, by the groups of the fault catalogue. */
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/** What a fault may build on. */
interface Context {
  /** The answer that would have been given. */
  readonly good: Record<string, unknown>;
  /** Where a redirect points. */
  readonly elsewhere: string;
  /** The header that came with the request. */
  readonly authorization: string;
}

type Fault = (response: ServerResponse, context: Context) => void | Promise<void>;

/** Every fault, by name. */
export const faults = {
  // Refused as a whole
  unauthorized: error(401, 'Incorrect API key provided'),
  forbidden: error(403, 'not allowed'),
  payment: error(402, 'add credits'),
  quota: error(429, 'You exceeded your current quota', { code: 'insufficient_quota' }),
  redirect: (response, { elsewhere }) => {
    response.writeHead(307, { location: `${elsewhere}/v1/chat/completions` }).end();
  },
  // Slow down
  throttled: error(429, 'slow down'),
  'throttled-second': error(429, 'slow down', {}, { 'retry-after': '1' }),
  'throttled-date': (response) => {
    const headers = { 'retry-after': new Date(Date.now() + 1500).toUTCString(), date: new Date().toUTCString() };
    send(response, 429, 'slow down', {}, headers);
  },
  'throttled-zero': error(429, 'slow down', {}, { 'retry-after': '0' }),
  'throttled-negative': error(429, 'slow down', {}, { 'retry-after': '-5' }),
  'throttled-hour': error(429, 'slow down', {}, { 'retry-after': '3600' }),
  // The server's own trouble
  500: error(500, 'internal'),
  502: (response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'),
  503: error(503, 'overloaded'),
  504: error(504, 'gateway timeout'),
  408: error(408, 'request timeout'),
  // This request
  'bad-request': error(400, 'image is too large: 3000 x 2000', { code: 'bad_image' }),
  'context-too-long': (response) => {
    const body = { object: 'error', message: 'maximum context length is 4096 tokens', code: 400 };
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  },
  'unknown-model': error(404, 'The model does not exist', { code: 'model_not_found' }),
  // What it was told, told back
  'echo-error': (response, { authorization }) => {
    send(response, 400, `${authorization} is not ${btoa(authorization)}`, {}, {});
  },
  'echo-type': (response, { authorization }) => {
    response.writeHead(200, { 'content-type': authorization }).end('x');
  },
  'echo-redirect': (response, { authorization }) => {
    response.writeHead(302, { location: `http://${authorization.replace('Bearer ', '')}.example/` }).end();
  },
  'echo-answer': (response, { good, authorization }) => {
    respond(response, { ...good, model: authorization, choices: [choice({ content: `1. ${authorization}` })] });
  },
  // Connections
  hang: (response) => new Promise((resolve) => response.once('close', resolve)),
  late: async (response, { good }) => {
    await sleep(1500);
    respond(response, good);
  },
  'cut-before': (response) => void response.destroy(),
  'cut-middle': (response, { good }) => {
    const text = JSON.stringify(good);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
  },
  'cut-stream': (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"choices":[{"delta":{"content":"1. A"}}]}\n\n', () => response.destroy());
  },
  twice: async (response, { good }) => {
    const { socket } = response;
    respond(response, good);
    await sleep(5);
    const text = JSON.stringify({ ...good, choices: [choice({ content: '1. of somebody else' })] });
    socket?.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`);
  },
  // Answers that are no captions
  empty: content(''),
  blank: content(' \n\t'),
  null: content(null),
  'refusal-field': (response, { good }) => {
    respond(response, { ...good, choices: [choice({ content: null, refusal: 'I cannot help with that.' })] });
  },
  'refusal-text': content('I’m sorry, but I can’t help with that.'),
  'cut-off': content('1. A red', 'length'),
  filtered: content('', 'content_filter'),
  'tool-call': (response, { good }) => {
    const call = { id: 'x', type: 'function', function: { name: 'look', arguments: '{}' } };
    respond(response, { ...good, choices: [choice({ content: null, tool_calls: [call] }, 'tool_calls')] });
  },
  'wrong-language': content('1. 一只红色的猫。'),
  unnumbered: content('A red cat.'),
  // Answers that are no answers
  html: (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
  'broken-json': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices": [{"message"');
  },
  'wrong-schema': (response) => {
    respond(response, { result: 'a cat' });
  },
  'deep-json': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('['.repeat(200_000) + ']'.repeat(200_000));
  },
  huge: async (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    for (let i = 0; i < 1000 && !response.destroyed; i += 1) {
      if (!response.write(' '.repeat(1 << 20))) await drained(response);
    }
    response.destroy();
  },
  'gzip-bomb': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb());
  },
  drip: async (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    while (!response.destroyed) {
      response.write(' ');
      await sleep(20);
    }
  },
  'endless-stream': async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    while (!response.destroyed) {
      response.write('data: {}\n\n');
      await sleep(5);
    }
  },
} satisfies Record<string, Fault>;

let packed: Buffer | null = null;

/** 16 MB of spaces, which become 16 KB; packed once. */
function bomb(): Buffer {
  packed ??= gzipSync(Buffer.alloc(16 << 20, 32));
  return packed;
}

/** The name of a fault. */
export type FaultName = keyof typeof faults;

function error(
  status: number,
  message: string,
  more: Record<string, string> = {},
  headers: Record<string, string> = {},
): Fault {
  return (response) => {
    send(response, status, message, more, headers);
  };
}

function send(
  response: ServerResponse,
  status: number,
  message: string,
  more: Record<string, string>,
  headers: Record<string, string>,
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { message, ...more } }));
}

function content(text: string | null, finish = 'stop'): Fault {
  return (response, { good }) => {
    respond(response, { ...good, choices: [choice({ content: text }, finish)] });
  };
}

function choice(message: Record<string, unknown>, finish = 'stop'): Record<string, unknown> {
  return { index: 0, finish_reason: finish, message: { role: 'assistant', ...message } };
}

function respond(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
}
