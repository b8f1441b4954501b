/** What tests ask a scripted server with: numbered questions, a plain judge, a faster clock. */
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { askAll } from '../../src/core/endpoint/ask-all.ts';
import type {
  AskOptions,
  CaptionQuestion,
  CaptionReply,
  EndpointSettings,
  Judge,
  Timing,
} from '../../src/core/endpoint/endpoint.ts';

import { startFaultServer, type FaultServer, type FaultServerOptions } from './fault-server.ts';

/** A key that must be seen nowhere but at its origin. */
export const canaryKey = 'canary-0123456789-abcdefghij';

/** Deadlines of tests. */
export const shortLimits = { connect: 5000, idle: 600, total: 1000 } as const;

/** Starts a server that closes with the test. */
export async function served(t: TestContext, options: FaultServerOptions = {}): Promise<FaultServer> {
  const server = await startFaultServer(options);
  t.after(() => server.close());
  return server;
}

/** Settings for a server; with the canary for a key. */
export function settingsFor(url: string, concurrency = 4): EndpointSettings {
  return { name: 'tested', url, model: null, key: canaryKey, concurrency };
}

/** Question number i: a picture and a prompt of its own. */
export function question(i: number): CaptionQuestion {
  const picture = Uint8Array.of(0xff, 0xd8, 0xff, i & 255, i >> 8);
  return {
    key: `k${i}`,
    model: 'scripted',
    prompt: `question ${i}`,
    pictures: [picture],
    maxTokens: 64,
    temperature: 0,
  };
}

/** The first so many questions; counts how many were pulled. */
export function questionsUpTo(count: number): AsyncIterable<CaptionQuestion> & { readonly pulled: () => number } {
  let pulled = 0;
  return {
    pulled: () => pulled,
    async *[Symbol.asyncIterator]() {
      await Promise.resolve();
      while (pulled < count) yield question(pulled++);
    },
  };
}

/** A numbered sentence in Latin script, whole, is a caption. */
export const plainJudge: Judge = ({ text, finishReason }) => {
  if (text.trim() === '') return { outcome: 'empty', reason: 'nothing written' };
  if (finishReason === 'length') return { outcome: 'cut-off', reason: 'length' };
  if (text.includes('can’t')) return { outcome: 'refusal', reason: 'says it cannot' };
  if (/\p{Script=Han}/u.test(text)) return { outcome: 'wrong-language', reason: 'Chinese' };
  const sentence = /^1\. (.+)$/.exec(text)?.[1];
  if (sentence === undefined) return { outcome: 'wrong-form', reason: 'not numbered' };
  return { outcome: 'answered', captions: [sentence] };
};

/** A clock that runs faster; chance that is the same every time. */
export function fasterTiming(speed: number): Timing {
  let state = 1;
  return {
    now: () => performance.now() * speed,
    sleep: async (milliseconds, signal) => {
      await wait(milliseconds / speed, undefined, { signal }).catch(() => undefined);
    },
    random: () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    },
  };
}

/** What a run brought. */
export interface Outcome {
  /** By the question's key, in order of arrival: more than one reply would be a fault. */
  readonly replies: ReadonlyMap<string, readonly CaptionReply[]>;
  /** What ended it before its time. */
  readonly error: unknown;
}

/** Asks a server to the end. */
export async function askServer(
  url: string,
  questions: AsyncIterable<CaptionQuestion>,
  options: Partial<AskOptions> & { readonly concurrency?: number; readonly judge?: Judge } = {},
): Promise<Outcome> {
  const replies = new Map<string, CaptionReply[]>();
  const { concurrency, judge = plainJudge, ...rest } = options;
  const settings = settingsFor(url, concurrency);
  const given = { signal: new AbortController().signal, limits: shortLimits, timing: fasterTiming(20), ...rest };
  try {
    for await (const batch of askAll(settings, questions, judge, given)) {
      for (const { question, reply } of batch) {
        replies.set(question.key, [...(replies.get(question.key) ?? []), reply]);
      }
    }
  } catch (error) {
    return { replies, error };
  }
  return { replies, error: null };
}

/** The only reply to a question. @throws Error when there is none, or more than one */
export function only({ replies }: Outcome, key: string): CaptionReply {
  const [first, ...more] = replies.get(key) ?? [];
  if (first === undefined || more.length > 0) throw new Error(`${key} has ${more.length + (first ? 1 : 0)} replies`);
  return first;
}
