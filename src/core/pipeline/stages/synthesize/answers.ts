import type { ReplyFailure } from '../../../../protocol/records.ts';
import type { Judge } from '../../../endpoint/endpoint.ts';
import { findAnswers, type Answer } from '../../../store/state/answers.ts';
import type { State } from '../../../store/state/state.ts';
import type { CaptionRow } from './requests.ts';

/** What came of a row's request: captions, a typed failure, or nothing because nothing was asked. */
export type RowAnswer =
  | { readonly kind: 'answered'; readonly captions: readonly string[]; readonly prompt: string }
  | {
      readonly kind: 'failed';
      readonly outcome: ReplyFailure;
      readonly reason: string;
      readonly text: string | null;
      readonly prompt: string | null;
    }
  | { readonly kind: 'not-asked' }
  /** The sample itself is bad. */
  | { readonly kind: 'broken'; readonly reason: string };

/** A request that brought no caption: how, and why in words. */
export interface Failure {
  readonly outcome: ReplyFailure;
  readonly reason: string;
}

/** Requests that ended without an answer that is stored, by key. */
export interface Ended {
  /** Those that are asked again another time. */
  readonly unanswered: ReadonlyMap<string, Failure>;
  /** Those whose picture does not decode, with the reason: their samples fail. */
  readonly broken: ReadonlyMap<string, string>;
}

/** The answers to some rows, from the store alone; texts are judged anew, since another recipe may split them otherwise. */
export function answersTo(rows: readonly CaptionRow[], state: State, judge: Judge, ended: Ended): RowAnswer[] {
  const stored = storedAnswers(rows, state);
  return rows.map((row) => answerTo(row, stored, judge, ended));
}

/** The stored answers to what some rows ask, by request. @throws ProductError `damaged` */
export function storedAnswers(rows: readonly CaptionRow[], state: State): Map<string, Answer> {
  return findAnswers(
    state,
    rows.flatMap(({ request }) => request?.key ?? []),
  );
}

function answerTo(
  { id, request, problem }: CaptionRow,
  stored: ReadonlyMap<string, Answer>,
  judge: Judge,
  { broken, unanswered }: Ended,
): RowAnswer {
  if (problem !== null) return { kind: 'broken', reason: problem };
  if (request === null) return { kind: 'not-asked' };
  const answer = stored.get(request.key);
  if (answer !== undefined) return judged(answer, judge);
  const reason = broken.get(request.key);
  if (reason !== undefined) return { kind: 'broken', reason };
  const failure = unanswered.get(request.key);
  if (failure === undefined) throw new Error(`sample ${id} was neither answered nor given up`);
  return { kind: 'failed', ...failure, text: null, prompt: null };
}

/** What a stored answer is worth. */
export function judged({ text, finish, outcome, reason, prompt }: Answer, judge: Judge): RowAnswer {
  const verdict = text === null ? null : judge({ text, finishReason: finish });
  if (verdict?.outcome === 'answered' && outcome !== 'refusal')
    return { kind: 'answered', captions: verdict.captions, prompt };
  const failure =
    verdict === null || verdict.outcome === 'answered'
      ? { outcome: outcome as ReplyFailure, reason: reason ?? outcome }
      : { outcome: verdict.outcome, reason: verdict.reason };
  return { kind: 'failed', ...failure, text, prompt };
}
