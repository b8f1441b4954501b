import { ProductError } from '../../protocol/errors.ts';
import { openChat, type Chat } from './chat.ts';
import { drawnPicture } from './drawn-picture.ts';
import type { EndpointSettings, Limits, TokenUsage } from './endpoint.ts';
import { likelierAddress } from './origin.ts';
import { isStopping, type Fault } from './fault.ts';
import { stopError } from './stops.ts';

/** What an endpoint showed. */
export interface Probe {
  /** Ids that `/models` lists; null where it lists none. */
  readonly models: readonly string[] | null;
  /** Why there is no list. */
  readonly modelsFault: string | null;
  /** The model that was asked, and the one that says it answered. */
  readonly asked: string;
  readonly model: string;
  readonly text: string;
  readonly finishReason: string | null;
  readonly usage: TokenUsage | null;
  /** Of `/models` and of the question. */
  readonly seconds: { readonly models: number; readonly answer: number };
}

/**
 * Tries an endpoint: asks for its models, then one short question about a small drawn picture.
 * @throws ProductError `endpoint` or `refused` where it does not answer as it should, `usage` where no model is known
 */
export async function probe(
  settings: EndpointSettings,
  signal: AbortSignal,
  limits: Partial<Limits> = {},
): Promise<Probe> {
  const chat = openChat(settings, limits);
  try {
    return await probeWith(chat, settings, signal);
  } finally {
    chat.close();
  }
}

async function probeWith(chat: Chat, settings: EndpointSettings, signal: AbortSignal): Promise<Probe> {
  const began = performance.now();
  const list = await chat.models(signal);
  const listed = performance.now();
  if ('fault' in list && list.fault.status === null) throw failure(list.fault, settings, signal);
  if ('fault' in list && isStopping(list.fault)) throw failure(list.fault, settings, signal);
  const models = 'models' in list ? list.models : null;
  const asked = settings.model ?? models?.[0];
  if (asked === undefined) {
    const { name, url } = settings;
    const likelier = likelierAddress(url);
    const where = likelier === null ? '…' : `--url ${likelier}`;
    const why = likelier === null ? '' : ' (most servers answer below /v1)';
    throw new ProductError('usage', `The profile ${name} names no model, and the endpoint lists none.`, {
      next: `better-synth profiles add ${name} ${where} --model MODEL${why}`,
    });
  }
  const prompt = 'What is in this picture? Answer in one short sentence.';
  const question = { key: 'probe', model: asked, prompt, pictures: [drawnPicture()], maxTokens: 32, temperature: 0 };
  const attempt = await chat.ask(question, signal);
  if ('fault' in attempt) throw failure(attempt.fault, settings, signal);
  const { model, text, finishReason, usage } = attempt.written;
  const seconds = { models: (listed - began) / 1000, answer: (performance.now() - listed) / 1000 };
  const modelsFault = 'fault' in list ? list.fault.reason : null;
  return { models, modelsFault, asked, model, text, finishReason, usage, seconds };
}

function failure(fault: Fault, settings: EndpointSettings, signal: AbortSignal): ProductError {
  signal.throwIfAborted();
  const kind = isStopping(fault) ? fault.kind : 'failed';
  return stopError({ kind, fault }, settings, null);
}
