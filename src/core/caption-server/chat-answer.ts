/** Answers in the form of OpenAI's chat completions. */
import { randomUUID } from 'node:crypto';
import type { Caption } from '../models/captioner.ts';

/** One answer as one JSON document. */
export function chatAnswer(caption: Caption, model: string): object {
  const choice = { index: 0, message: { role: 'assistant', content: caption.text }, logprobs: null };
  return {
    ...headOf('chat.completion', model),
    choices: [{ ...choice, finish_reason: caption.finishReason }],
    usage: usageOf(caption),
  };
}

/** One answer as a whole stream of server-sent events: the text, how it ended, on request the usage, the end. */
export function chatStream(caption: Caption, model: string, withUsage: boolean): string {
  const head = headOf('chat.completion.chunk', model);
  const chunk = (delta: object, finish: string | null): object => ({
    ...head,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...(withUsage ? { usage: null } : {}),
  });
  const events = [chunk({ role: 'assistant', content: caption.text }, null), chunk({}, caption.finishReason)];
  if (withUsage) events.push({ ...head, choices: [], usage: usageOf(caption) });
  return [...events.map((event) => JSON.stringify(event)), '[DONE]'].map((data) => `data: ${data}\n\n`).join('');
}

function headOf(object: string, model: string): object {
  return { id: `chatcmpl-${randomUUID()}`, object, created: Math.floor(Date.now() / 1000), model };
}

function usageOf({ tokens, promptTokens }: Caption): object {
  return { prompt_tokens: promptTokens, completion_tokens: tokens, total_tokens: promptTokens + tokens };
}
