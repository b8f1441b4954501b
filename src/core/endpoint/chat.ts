/** Chat completions with pictures, one attempt at a time. */
import { OpenAI } from 'openai';
import { z } from 'zod';
import { openDoor } from './door.ts';
import {
  defaultLimits,
  type CaptionQuestion,
  type EndpointSettings,
  type Limits,
  type TokenUsage,
} from './endpoint.ts';
import { faultOf, unreadable, type Fault } from './fault.ts';
import { parseEndpoint } from './origin.ts';
import { checkKey, redactor } from './secret.ts';

/** What a model wrote. */
export interface Written {
  readonly text: string;
  /** The model's own words for why it does not answer, where the protocol has a field for them. */
  readonly refusal: string | null;
  readonly finishReason: string | null;
  readonly model: string;
  readonly usage: TokenUsage | null;
}

/** What came of one attempt. */
export type Attempt = { readonly written: Written } | { readonly fault: Fault };

/** A line to an endpoint. */
export interface Chat {
  /** Asks once; what fails is a fault, not an exception. */
  ask(question: CaptionQuestion, signal: AbortSignal): Promise<Attempt>;
  /** Ids of the models that are there, or why they cannot be listed. */
  models(signal: AbortSignal): Promise<{ readonly models: string[] } | { readonly fault: Fault }>;
  close(): void;
}

const tokens = z.int().min(0).max(1e9);

/** An answer as far as we need it; everything else in it is passed over. */
const completion = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.union([z.string(), z.array(z.object({ text: z.string().optional() }))]).nullish(),
          refusal: z.string().nullish(),
        }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(null),
});

const modelList = z.object({ data: z.array(z.object({ id: z.string() })).max(10_000) });

/**
 * Opens a line. The client gets no key, no environment and no retries: the door attaches the key, the loop retries.
 * @throws ProductError `usage` or `refused` for an address or key that cannot be used.
 */
export function openChat(settings: EndpointSettings, limits: Partial<Limits> = {}): Chat {
  const url = parseEndpoint(settings.url);
  const { key } = settings;
  if (key !== null) checkKey(key);
  const bounds = { ...defaultLimits, ...limits };
  const door = openDoor(url, key, bounds);
  const hide = redactor(key);
  const client = new OpenAI({
    apiKey: 'attached by the door',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: url.href,
    fetch: async (input, init) => withErrorObject(await door.fetch(input, init)),
    maxRetries: 0,
    timeout: bounds.total + 60_000,
    logLevel: 'off',
  });
  return {
    ask: async (question, signal) => {
      const asked = parameters(question);
      try {
        return readCompletion(await client.chat.completions.create(asked, { signal }), question, hide);
      } catch (error) {
        return { fault: faultOf(error, hide) };
      }
    },
    models: async (signal) => {
      try {
        const list = modelList.safeParse(await client.get('/models', { signal }));
        return list.success ? { models: list.data.data.map(({ id }) => hide(id)) } : { fault: unreadable('no list') };
      } catch (error) {
        return { fault: faultOf(error, hide) };
      }
    },
    close: () => {
      door.close();
    },
  };
}

/** Servers that put an error's text beside, not into, an `error` object: brought to the form that the client reads. */
async function withErrorObject(response: Response): Promise<Response> {
  if (response.ok) return response;
  const text = await response.text();
  const { status, headers } = response;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return new Response(text, { status, headers });
  }
  const wrapped = typeof body === 'object' && body !== null && 'error' in body ? body : { error: body };
  return new Response(JSON.stringify(wrapped), { status, headers });
}

function parameters(question: CaptionQuestion): OpenAI.ChatCompletionCreateParamsNonStreaming {
  const pictures = question.pictures.map((bytes) => ({
    type: 'image_url' as const,
    image_url: { url: `data:${mediaType(bytes)};base64,${Buffer.from(bytes).toString('base64')}` },
  }));
  return {
    model: question.model,
    messages: [{ role: 'user', content: [...pictures, { type: 'text', text: question.prompt }] }],
    max_tokens: question.maxTokens,
    temperature: question.temperature,
  };
}

function mediaType(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg';
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png';
  throw new TypeError('A question holds something else than a JPEG or PNG picture.');
}

function readCompletion(answer: unknown, question: CaptionQuestion, hide: (text: string) => string): Attempt {
  const parsed = completion.safeParse(answer);
  if (!parsed.success) return { fault: unreadable('the answer has not the form of a chat completion') };
  const { model, choices, usage } = parsed.data;
  const { message, finish_reason: finishReason } = choices[0]!;
  const { content, refusal } = message;
  const text = typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('');
  return {
    written: {
      text: hide(text),
      refusal: refusal == null || refusal === '' ? null : hide(refusal),
      finishReason: finishReason == null ? null : hide(finishReason).slice(0, 40),
      model: hide(model ?? question.model).slice(0, 200),
      usage: usage == null ? null : { prompt: usage.prompt_tokens, completion: usage.completion_tokens },
    },
  };
}
