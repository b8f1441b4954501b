/** What a client asks: OpenAI's chat completions, as far as a captioner can answer them. */
import { z } from 'zod';
import { HttpProblem } from './http-problem.ts';

/** One picture and what is wanted of it. */
export interface ChatRequest {
  readonly model: string;
  /** All texts of the messages. */
  readonly prompt: string;
  /** A picture file's bytes, nobody's friend. */
  readonly picture: Buffer;
  /** Null: as many as the model writes. */
  readonly maxTokens: number | null;
  readonly stream: boolean;
  /** Whether a stream ends with the usage. */
  readonly streamUsage: boolean;
}

const textPart = z.looseObject({ type: z.literal('text'), text: z.string() });
const picturePart = z.looseObject({ type: z.literal('image_url'), image_url: z.looseObject({ url: z.string() }) });
const messageSchema = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: z.union([z.string(), z.array(z.discriminatedUnion('type', [textPart, picturePart]))]),
});
const count = z.int().min(1).nullish();
const requestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(messageSchema).min(1),
  max_tokens: count,
  max_completion_tokens: count,
  temperature: z.number().min(0).max(2).nullish(),
  n: z.int().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
});

/**
 * Reads a request's body. A picture by URL is never fetched.
 * @throws HttpProblem 400 where it is not understood, or asks for what is not done
 */
export function readChatRequest(body: Buffer): ChatRequest {
  const request = checked(body);
  if ((request.n ?? 1) !== 1) throw bad('several_answers', 'n must be 1.');
  if ((request.temperature ?? 0) !== 0) {
    throw bad('temperature', 'This model always takes the likeliest word: temperature must be 0 or left out.');
  }
  const parts = request.messages.flatMap(({ content }) =>
    typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content,
  );
  return {
    model: request.model,
    prompt: parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n'),
    picture: onlyPicture(parts.flatMap((part) => (part.type === 'image_url' ? [part.image_url.url] : []))),
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? null,
    stream: request.stream ?? false,
    streamUsage: request.stream_options?.include_usage ?? false,
  };
}

function checked(body: Buffer): z.infer<typeof requestSchema> {
  let json: unknown;
  try {
    json = JSON.parse(body.toString());
  } catch {
    throw bad('not_json', 'The body is not JSON.');
  }
  const request = requestSchema.safeParse(json);
  if (request.success) return request.data;
  throw bad('not_understood', `The request is not understood: ${z.prettifyError(request.error)}`);
}

const dataUrl = /^data:image\/(jpeg|jpg|png|webp|gif);base64,/i;

function onlyPicture(urls: readonly string[]): Buffer {
  const [url] = urls;
  if (url === undefined) throw bad('no_picture', 'The messages have no picture: this model only describes pictures.');
  if (urls.length > 1) throw bad('several_pictures', `The messages have ${urls.length} pictures; one is described.`);
  const start = dataUrl.exec(url)?.[0];
  if (start !== undefined) return Buffer.from(url.slice(start.length), 'base64');
  throw bad('picture_by_url', 'A picture must come as a data URL (JPEG, PNG, WebP or GIF, base64); none is fetched.');
}

function bad(code: string, message: string): HttpProblem {
  return new HttpProblem(400, code, message);
}
