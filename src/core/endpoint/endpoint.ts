/** What is asked of a captioning endpoint and what comes back: the types that cross the border of this folder. */
import type { ReplyFailure } from '../../protocol/records.ts';

/** An endpoint as a run uses it: a profile with its key. */
export interface EndpointSettings {
  /** Of the profile. */
  readonly name: string;
  /** Up to and without `/chat/completions`, such as `https://host/v1`. */
  readonly url: string;
  readonly model: string | null;
  readonly key: string | null;
  /** Most requests at a time. */
  readonly concurrency: number;
}

/** One question: pictures and a prompt. */
export interface CaptionQuestion {
  /** Joins question and answer; never sent. */
  readonly key: string;
  readonly model: string;
  readonly prompt: string;
  /** JPEG bytes, sized for the server. */
  readonly pictures: readonly Uint8Array[];
  readonly maxTokens: number;
  readonly temperature: number;
}

/** Tokens, as the server counts them. */
export interface TokenUsage {
  readonly prompt: number;
  readonly completion: number;
}

/** What a question took, whatever came of it. */
export interface ReplyFacts {
  /** The model that the server says has answered; else the one that was asked. */
  readonly model: string;
  readonly finishReason: string | null;
  /** Of all attempts that were answered; null where the server tells none. */
  readonly usage: TokenUsage | null;
  /** Requests begun. */
  readonly attempts: number;
  /** Time spent in requests. */
  readonly seconds: number;
  /** Requests that were sent whole and brought nothing usable, and may be charged all the same. */
  readonly maybePaid: number;
}

/** The final answer to one question. */
export type CaptionReply =
  | (ReplyFacts & { readonly outcome: 'answered'; readonly text: string; readonly captions: readonly string[] })
  | (ReplyFacts & { readonly outcome: ReplyFailure; readonly reason: string; readonly text: string | null });

/** A question with its answer. */
export interface Answered {
  readonly question: CaptionQuestion;
  readonly reply: CaptionReply;
}

/** Whether a text is a caption. */
export type Verdict =
  | { readonly outcome: 'answered'; readonly captions: readonly string[] }
  | { readonly outcome: ReplyFailure; readonly reason: string };

/** Judges what a model wrote; pure. */
export type Judge = (answer: { readonly text: string; readonly finishReason: string | null }) => Verdict;

/** How a run stands, for progress lines. */
export interface EndpointState {
  /** Requests allowed at a time now. */
  readonly slots: number;
  readonly inFlight: number;
  readonly answered: number;
  /** Requests that had to be made again. */
  readonly retries: number;
  readonly maybePaid: number;
  /** Nothing is sent before this time; null when nothing is waited for. */
  readonly waitingUntil: Date | null;
  /** Why it waits. */
  readonly waitingFor: string | null;
}

/** Clock, waiting and chance; tests pass their own. */
export interface Timing {
  /** Monotonic, in milliseconds. */
  now(): number;
  /** Ends early, without an error, when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** In [0, 1). */
  random(): number;
}

/** What one exchange may take: milliseconds and bytes. */
export interface Limits {
  /** To a connection, with TLS. */
  readonly connect: number;
  /** Between two pieces of an answer that has begun. */
  readonly idle: number;
  /** From the first to the last byte. */
  readonly total: number;
  /** Of a good answer, decompressed. */
  readonly body: number;
  /** Of an error's text; what is longer is cut. */
  readonly errorBody: number;
}

/** What {@link askAll} may be told. */
export interface AskOptions {
  readonly signal: AbortSignal;
  readonly onState?: (state: EndpointState) => void;
  /** Whether an earlier run was answered such questions: then refusals alike, however many, are about single ones. */
  readonly answeredBefore?: () => boolean;
  readonly timing?: Timing;
  readonly limits?: Partial<Limits>;
}

/** Patient enough for a loaded server, short enough for one that hangs. */
export const defaultLimits: Limits = {
  connect: 15_000,
  idle: 120_000,
  total: 300_000,
  body: 1 << 20,
  errorBody: 1 << 16,
};
