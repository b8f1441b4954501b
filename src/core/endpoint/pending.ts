import type { ReplyFailure } from '../../protocol/records.ts';
import type { Written } from './chat.ts';
import type { CaptionQuestion, CaptionReply, ReplyFacts, TokenUsage, Verdict } from './endpoint.ts';
import type { Fault, PassingKind } from './fault.ts';

/** How heavily a failed attempt weighs against the question; a timeout costs minutes. */
const weights: Readonly<Record<PassingKind, number>> = {
  unreachable: 0,
  throttled: 0,
  cut: 1,
  unreadable: 1,
  server: 1,
  timeout: 2,
};
/** A question that weighs this much is given up. */
const heaviest = 6;
/** Weight of the silences after which a question is asked with no other beside it. */
const suspicious = 3;
/** How often a question is asked again when the answer is no caption. Such answers are paid for. */
const askedAgain: Readonly<Record<ReplyFailure, number>> = {
  empty: 2,
  'wrong-form': 2,
  refusal: 1,
  'cut-off': 1,
  'wrong-language': 1,
  rejected: 0,
  unanswered: 0,
};

interface Failure {
  readonly weight: number;
  /** How often the server had shown life when the attempt began. */
  readonly answersBefore: number;
  /** Whether the server fell silent, instead of saying that it failed. */
  readonly silent: boolean;
}

/** A question on its way to its one answer. */
export class Pending {
  readonly question: CaptionQuestion;
  #attempts = 0;
  #milliseconds = 0;
  #maybePaid = 0;
  #usage: TokenUsage | null = null;
  #lastFault: Fault | null = null;
  #answersThatFailed = 0;
  readonly #failures: Failure[] = [];

  constructor(question: CaptionQuestion) {
    this.question = question;
  }

  /** Attempts that failed so far, for backing off. */
  get failures(): number {
    return this.#failures.length + this.#answersThatFailed;
  }

  /** Whether the last attempt failed, and weighs against the question. */
  get weighed(): boolean {
    return (this.#failures.at(-1)?.weight ?? 0) > 0;
  }

  /** An attempt is over. */
  took(milliseconds: number): void {
    this.#attempts += 1;
    this.#milliseconds += milliseconds;
  }

  /** An attempt was answered; the tokens are paid for, whatever they say. */
  spent(usage: TokenUsage | null): void {
    if (usage === null) return;
    const before = this.#usage ?? { prompt: 0, completion: 0 };
    this.#usage = { prompt: before.prompt + usage.prompt, completion: before.completion + usage.completion };
  }

  /**
   * An attempt failed in passing.
   * @param answersBefore how often the server had shown life when it began.
   * @param answersNow how often until now.
   */
  failed(fault: Fault & { readonly kind: PassingKind }, answersBefore: number, answersNow: number): void {
    this.#lastFault = fault;
    if (fault.maybePaid) this.#maybePaid += 1;
    const silent = fault.kind === 'timeout' || fault.kind === 'cut';
    // Nobody was answered meanwhile: it may have taken the server down.
    const weight = silent && answersBefore === answersNow ? weights.timeout : weights[fault.kind];
    this.#failures.push({ weight, answersBefore, silent });
  }

  /** Whether an answer that is no caption is worth another attempt; counts it. */
  asksAgain(outcome: ReplyFailure): boolean {
    this.#answersThatFailed += 1;
    return this.#answersThatFailed <= askedAgain[outcome];
  }

  /**
   * Whether the question itself is to blame: only failures count that the server has survived. In an outage none
   * counts, and a picture that hangs the whole server is found, for the server comes back without it.
   */
  isToBlame(answersNow: number): boolean {
    const counted = this.#failures.filter(({ answersBefore }) => answersBefore < answersNow);
    return counted.reduce((sum, { weight }) => sum + weight, 0) >= heaviest;
  }

  /** Whether the server fell silent with it so often that it must be asked with no other beside it. */
  get isSuspect(): boolean {
    const silent = this.#failures.filter((failure) => failure.silent);
    return silent.reduce((sum, { weight }) => sum + weight, 0) >= suspicious;
  }

  /** The reply that carries a caption, or a failure with what was written. */
  reply(written: Written, verdict: Verdict): CaptionReply {
    const facts = this.#facts(written);
    if (verdict.outcome === 'answered') {
      return { ...facts, outcome: 'answered', text: written.text, captions: verdict.captions };
    }
    return { ...facts, outcome: verdict.outcome, reason: verdict.reason, text: written.text };
  }

  /** The reply to a question that brought no text. */
  failure(outcome: 'rejected' | 'unanswered', fault: Fault | null = this.#lastFault): CaptionReply {
    return { ...this.#facts(null), outcome, reason: fault?.reason ?? 'no answer', text: null };
  }

  #facts(written: Written | null): ReplyFacts {
    return {
      model: written?.model ?? this.question.model,
      finishReason: written?.finishReason ?? null,
      usage: this.#usage,
      attempts: this.#attempts,
      seconds: this.#milliseconds / 1000,
      maybePaid: this.#maybePaid,
    };
  }
}
