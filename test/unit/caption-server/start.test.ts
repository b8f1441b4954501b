import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { networkInterfaces } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import OpenAI from 'openai';
import { startCaptionServer, type CaptionServer } from '../../../src/core/caption-server/start.ts';
import { readModelFolder, type ModelFolder } from '../../../src/core/models/model-folder.ts';
import { ProductError } from '../../../src/protocol/errors.ts';
import { png } from '../models/picture-files.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const decoder = `${root}src/core/models/decoder.ts`;
const expected = JSON.parse(readFileSync(`${root}test/fixtures/captions/demo-captioner.json`, 'utf8')) as {
  readonly picture: string;
  readonly en: string;
  readonly zh: string;
}[];

let model: ModelFolder;
let server: CaptionServer;

before(async () => {
  model = await readModelFolder('demo/captioner', { demo: `${root}demo/models`, cache: '', base: root });
  server = await start();
});
after(() => server.close());

function start(port?: number): Promise<CaptionServer> {
  return startCaptionServer({
    model,
    reference: 'demo/captioner',
    decoder,
    threads: 1,
    ...(port !== undefined && { port }),
  });
}

function dataUrl(file: string): string {
  const kind = file.endsWith('.webp') ? 'webp' : 'jpeg';
  return `data:image/${kind};base64,${readFileSync(`${root}demo/dataset/images/${file}`).toString('base64')}`;
}

function question(url: string, text = 'Answer in English.'): { messages: OpenAI.ChatCompletionMessageParam[] } {
  return {
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text },
          { type: 'image_url', image_url: { url } },
        ],
      },
    ],
  };
}

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly code: string | undefined;
  readonly body: unknown;
}

/** Sends something with the key, or with other headers. */
async function send(path: string, init: RequestInit = {}): Promise<Reply> {
  const headers = { authorization: `Bearer ${server.key}`, ...(init.headers as Record<string, string>) };
  const response = await fetch(new URL(path, server.url), { ...init, headers });
  const body: unknown = await response.json();
  const { error } = body as { error?: { code: string; message: string; type: string } };
  if (error !== undefined) assert.ok(error.message.length > 0 && error.type.length > 0);
  return { status: response.status, headers: response.headers, code: error?.code, body };
}

function ask(body: object | string): Promise<Reply> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return send('/v1/chat/completions', { method: 'POST', body: text });
}

describe('pictures are described over OpenAI’s protocol', () => {
  it('to its own client, whole and as a stream, in the captioner’s words', async () => {
    const client = new OpenAI({ baseURL: server.url, apiKey: server.key, maxRetries: 0 });
    const { picture, en, zh } = expected[0]!;
    const whole = await client.chat.completions.create({ model: server.model, ...question(dataUrl(picture)) });
    const [choice] = whole.choices;
    assert.deepEqual([choice!.message.content, choice!.finish_reason], [en, 'stop']);
    const { prompt_tokens: read, completion_tokens: written, total_tokens: total } = whole.usage!;
    assert.ok(read === 83 && written > 20 && total === read + written, JSON.stringify(whole.usage));
    const stream = await client.chat.completions.create({
      model: server.model,
      ...question(dataUrl(picture), '请用中文回答。'),
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    const ends: unknown[] = [];
    for await (const { choices, usage } of stream) {
      text += choices[0]?.delta.content ?? '';
      ends.push(choices[0]?.finish_reason ?? usage?.prompt_tokens);
    }
    assert.deepEqual([text, ends.slice(-2)], [zh, ['stop', 83]]);
    assert.deepEqual(
      (await client.models.list()).data.map(({ id }) => id),
      [server.model],
    );
  });

  it('many at a time, each with its own answer', async () => {
    const asked = Array.from({ length: 20 }, (_, i) => expected[i % expected.length]!);
    const replies = await Promise.all(
      asked.map(({ picture }) => ask({ model: server.model, ...question(dataUrl(picture)), temperature: 0 })),
    );
    const texts = replies.map(({ body }) => (body as OpenAI.ChatCompletion).choices[0]!.message.content);
    assert.deepEqual(
      texts,
      asked.map(({ en }) => en),
    );
  });

  it('cut off where the limit says so', async () => {
    const limited = { model: server.model, ...question(dataUrl(expected[1]!.picture)), max_tokens: 4 };
    const { choices, usage } = (await ask(limited)).body as OpenAI.ChatCompletion;
    assert.deepEqual([choices[0]!.finish_reason, usage!.completion_tokens], ['length', 4]);
  });
});

describe('the server answers', () => {
  it('that it is well', async () => {
    assert.deepEqual((await send('/health')).body, { status: 'ok' });
  });

  it('nobody without its key', async () => {
    for (const authorization of ['', 'Bearer ', 'Bearer wrong', `Basic ${server.key}`, `Bearer ${server.key}x`]) {
      for (const path of ['/health', '/v1/models', '/v1/chat/completions']) {
        const { status, code } = await send(path, { headers: { authorization } });
        assert.deepEqual([status, code], [401, 'invalid_api_key'], authorization);
      }
    }
  });

  it('under its own name alone', async () => {
    const { port } = new URL(server.url);
    for (const [host, status] of [
      [`localhost:${port}`, 200],
      [`127.0.0.1:${port}`, 200],
      ['evil.example', 403],
      [`evil.example:${port}`, 403],
      ['127.0.0.1', 403],
    ] as const) {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const headers = { host, authorization: `Bearer ${server.key}` };
        httpRequest({ host: '127.0.0.1', port, path: '/health', headers }, resolve).on('error', reject).end();
      });
      response.resume();
      assert.equal(response.statusCode, status, host);
    }
  });

  it('on loopback alone', async () => {
    const { port } = new URL(server.url);
    const others = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
    const reachable = others.filter(({ family, internal }) => family === 'IPv4' && !internal);
    for (const address of ['[::1]', ...reachable.map((found) => found.address)]) {
      await assert.rejects(fetch(`http://${address}:${port}/health`), address);
    }
  });

  it('what it has and what it does not', async () => {
    const good = { model: server.model, ...question(dataUrl(expected[0]!.picture)) };
    const replies = [
      [await send('/v1/completions'), 404, 'not_found'],
      [await send('/v1/chat/completions'), 405, 'method'],
      [await ask({ ...good, model: 'another' }), 404, 'model_not_found'],
      [await ask('no json'), 400, 'not_json'],
      [await ask({ ...good, ...question('http://127.0.0.1:1/x.jpg') }), 400, 'picture_by_url'],
      [await ask({ ...good, ...question('data:image/png;base64,iVBORw0KGgo=') }), 400, 'unreadable_picture'],
      [await ask('x'.repeat(17 * 2 ** 20)), 413, 'too_large'],
    ] as const;
    for (const [reply, status, code] of replies) assert.deepEqual([reply.status, reply.code], [status, code]);
  });

  it('a bomb of a picture with an error, and goes on', async () => {
    const bomb = png(20_000, 20_000, 8, 2, Buffer.alloc(20_000));
    const url = `data:image/png;base64,${bomb.toString('base64')}`;
    const { status, code } = await ask({ model: server.model, ...question(url) });
    assert.deepEqual([status, code], [400, 'unreadable_picture']);
    assert.equal((await ask({ model: server.model, ...question(dataUrl(expected[2]!.picture)) })).status, 200);
  });
});

describe('a server ends', () => {
  it('with answers to those that it still answers, and none for later ones', async () => {
    const short = await start();
    const client = new OpenAI({ baseURL: short.url, apiKey: short.key, maxRetries: 0 });
    const asked = expected.map(({ picture }) =>
      client.chat.completions.create({ model: short.model, ...question(dataUrl(picture)) }).then(
        ({ choices }) => choices[0]!.message.content,
        (error: unknown) => (error as { status?: number }).status ?? 0,
      ),
    );
    const first = await Promise.race(asked);
    await short.close();
    const ends = await Promise.all(asked);
    assert.ok(expected.some(({ en }) => en === first));
    assert.ok(
      ends.every((end, i) => end === expected[i]!.en || end === 503),
      JSON.stringify(ends),
    );
    await assert.rejects(fetch(`${short.url}/models`));
  });

  it('though a client sends no more, or asks nothing', async () => {
    const short = await start();
    const { port } = new URL(short.url);
    const headers = { authorization: `Bearer ${short.key}`, 'content-length': '1000' };
    const unfinished = httpRequest({ host: '127.0.0.1', port, path: '/v1/chat/completions', method: 'POST', headers });
    const cut = new Promise((resolve) => unfinished.on('error', resolve));
    await new Promise<void>((resolve) => unfinished.write('{', () => resolve()));
    await fetch(`${short.url}/models`).then((response) => response.text());
    await short.close();
    assert.ok((await cut) instanceof Error);
  });
});

it('a port that is taken is a user’s mistake', async () => {
  await assert.rejects(start(Number(new URL(server.url).port)), (error: unknown) => {
    assert.ok(error instanceof ProductError);
    assert.equal(error.kind, 'usage');
    return true;
  });
});
