/** The failures that stop a run: what happened, where, what is safe, what to do next. */
import { ProductError } from '../../protocol/errors.ts';
import type { EndpointSettings, TokenUsage } from './endpoint.ts';
import { likelierAddress } from './origin.ts';
import type { Fault, StoppingKind } from './fault.ts';

/** What a run has brought when it stops. */
export interface Tally {
  readonly answered: number;
  readonly maybePaid: number;
  readonly usage: TokenUsage;
}

/** Kinds of stops that are no fault of one attempt. */
export type Stop =
  | { readonly kind: StoppingKind; readonly fault: Fault }
  | { readonly kind: 'dead' | 'budget' | 'alike' | 'failed'; readonly fault: Fault }
  | { readonly kind: 'long-wait'; readonly until: Date };

/** The error that ends {@link askAll}, or, without a tally, a single try. */
export function stopError(stop: Stop, settings: EndpointSettings, tally: Tally | null): ProductError {
  const origin = new URL(settings.url).origin;
  const { refused, message, next } = textsOf(stop, settings);
  return new ProductError(refused === true ? 'refused' : 'endpoint', message, {
    where: `profile ${settings.name}, ${origin}`,
    safe: tally === null ? 'Nothing else was sent.' : safeText(tally),
    next,
  });
}

interface Texts {
  readonly refused?: true;
  readonly message: string;
  readonly next: string;
}

function textsOf(stop: Stop, { url, name }: EndpointSettings): Texts {
  if (stop.kind === 'long-wait') {
    return {
      message: `The endpoint asks to wait until ${stop.until.toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
      next: 'Run again then: what is answered is not asked again.',
    };
  }
  const { reason } = stop.fault;
  switch (stop.kind) {
    case 'key':
      return {
        message: `The endpoint does not accept the key: ${reason}`,
        next: `Give the right one: better-synth profiles add ${name} …`,
      };
    case 'payment':
      return {
        message: `The endpoint wants payment or has no quota left: ${reason}`,
        next: 'Settle it with the provider, then run again.',
      };
    case 'redirect':
      return {
        refused: true,
        message: `The endpoint redirects (${reason}), which is refused: the pictures would go where nobody approved.`,
        next: `If the new address is right, approve it: better-synth profiles add ${name} --url …`,
      };
    case 'certificate':
      return {
        refused: true,
        message: `The endpoint’s certificate or TLS does not hold (${reason}).`,
        next: 'Have the server’s certificate put right; the check cannot be switched off. A server of this machine without one has an http:// address.',
      };
    case 'elsewhere':
      return {
        refused: true,
        message: `A request would have gone to ${reason}, not to ${new URL(url).origin}.`,
        next: 'Report this.',
      };
    case 'dead':
      return {
        message: `The endpoint does not answer: ${reason}`,
        next: `better-synth profiles test ${name} says when it is back; then run again.`,
      };
    case 'failed':
      return failedTry(stop.fault, url, name);
    case 'budget':
      return {
        message: `Too many requests had to be made again; the last failed so: ${reason}`,
        next: `The server’s log may say why. When  better-synth profiles test ${name}  brings an answer, run again.`,
      };
    case 'alike':
      return {
        message: `The endpoint refuses one request after the other with the same words: ${reason}`,
        next: 'Set right the model, prompt or picture size that it names, then run again.',
      };
  }
}

/** What ends a single try. */
function failedTry({ status, reason }: Fault, url: string, name: string): Texts {
  if (status === null) {
    const next = `Start the server, or set its address right: better-synth profiles add ${name} --url …`;
    return { message: `The endpoint did not answer: ${reason}`, next };
  }
  if (status === 200) {
    const next = 'Check that the address is that of an OpenAI-compatible API, not of a web page.';
    return { message: `The endpoint’s answer cannot be read: ${reason}`, next };
  }
  const likelier = status === 404 ? likelierAddress(url) : null;
  return { message: `The endpoint answered with an error: ${reason}`, next: remedyOf(status, likelier, name) };
}

function remedyOf(status: number, likelier: string | null, name: string): string {
  if (likelier !== null) return `Most servers answer below /v1: better-synth profiles add ${name} --url ${likelier}`;
  if (status === 404) return 'Check the address, which ends in /v1 with most servers, and the name of the model.';
  if (status === 429) return 'Try again later, or with a lower --concurrency.';
  return status >= 500 ? 'The server’s own log says more.' : 'Set right the model or the settings that it names.';
}

function safeText({ answered, maybePaid, usage }: Tally): string {
  const tokens = usage.prompt + usage.completion;
  const cost = tokens === 0 ? '' : ` (${tokens} tokens)`;
  const lost = maybePaid === 0 ? '' : `; ${maybePaid} requests brought nothing but may be charged`;
  const came = answered === 1 ? '1 answer' : `${answered} answers`;
  if (answered === 0) return `Nothing was answered in this run${lost}.`;
  return `${came} came in this run${cost}; all stored ones are kept and not asked for again${lost}.`;
}
