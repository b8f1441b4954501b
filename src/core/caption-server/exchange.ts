/** One request and its answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerLanguage } from './answer-language.ts';
import type { CaptionDesk } from './caption-desk.ts';
import { chatAnswer, chatStream } from './chat-answer.ts';
import { readChatRequest } from './chat-request.ts';
import { admit, readBody } from './door.ts';
import { HttpProblem } from './http-problem.ts';

/** What requests are answered with. */
export interface Service {
  readonly desk: CaptionDesk;
  /** The name of the model. */
  readonly reference: string;
  readonly key: string;
}

/** What is sent to a client. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Never rejects; ends when the answer is on its way or nobody waits for it any more. */
export async function answer(request: IncomingMessage, response: ServerResponse, service: Service): Promise<void> {
  const gone = new AbortController();
  const over = new Promise<void>((resolve) => {
    response.on('finish', resolve);
    response.on('close', () => {
      gone.abort();
      resolve();
    });
  });
  const { status, headers, body } = await answerTo(request, gone.signal, service).catch(problemOf);
  const bytes = Buffer.from(body);
  if (!response.destroyed) response.writeHead(status, { ...headers, 'Content-Length': bytes.length }).end(bytes);
  await over;
}

async function answerTo(request: IncomingMessage, signal: AbortSignal, service: Service): Promise<Answer> {
  admit(request, service.key);
  const [path] = (request.url ?? '/').split('?', 1);
  if (path === '/health') return json(200, { status: 'ok' });
  if (path === '/v1/models') return json(200, modelsOf(service.reference));
  if (path !== '/v1/chat/completions') throw new HttpProblem(404, 'not_found', `There is no ${path}.`);
  if (request.method !== 'POST') throw new HttpProblem(405, 'method', 'POST is expected.', { Allow: 'POST' });
  return complete(await readBody(request), signal, service);
}

async function complete(body: Buffer, signal: AbortSignal, service: Service): Promise<Answer> {
  const { model, prompt, picture, maxTokens, stream, streamUsage } = readChatRequest(body);
  if (model !== service.reference) {
    throw new HttpProblem(404, 'model_not_found', `The model here is ${service.reference}, not ${model}.`);
  }
  const caption = await service.desk.answer({
    picture,
    language: answerLanguage(prompt),
    maxTokens: maxTokens ?? Infinity,
    signal,
  });
  if (!stream) return json(200, chatAnswer(caption, model));
  const headers = { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' };
  return { status: 200, headers, body: chatStream(caption, model, streamUsage) };
}

function modelsOf(reference: string): object {
  return { object: 'list', data: [{ id: reference, object: 'model', created: 0, owned_by: 'better-synth' }] };
}

function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

function problemOf(error: unknown): Answer {
  const why = error instanceof Error ? error.message : String(error);
  const { status, body, headers } = error instanceof HttpProblem ? error : new HttpProblem(500, 'failed', why);
  return json(status, body, headers);
}
