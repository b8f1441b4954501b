/** Asks what has no answer yet; every answer is on the disk before anything is made of it. */
import { ahead } from '../../../../base/ahead.ts';
import { ProductError } from '../../../../protocol/errors.ts';
import { askAll } from '../../../endpoint/ask-all.ts';
import type { Answered, CaptionQuestion, EndpointState, Judge } from '../../../endpoint/endpoint.ts';
import type { DecoderPool } from '../../../models/decoder-pool.ts';
import { putAnswers, putPrompt } from '../../../store/state/answers.ts';
import type { State } from '../../../store/state/state.ts';
import { textHash } from '../../edited.ts';
import type { PictureFacts } from '../../measure/picture-desk.ts';
import type { StageContext } from '../stage-context.ts';
import { judged, storedAnswers, type Ended, type Failure } from './answers.ts';
import { captionRows, sentPicture, type Asking, type CaptionRequest } from './requests.ts';
import type { OpenEndpoint } from './open-endpoint.ts';

/** What asking needs besides the rows. */
export interface AskTools {
  readonly state: State;
  readonly open: OpenEndpoint;
  readonly pool: DecoderPool;
  /** Told what a decoder saw of a picture. */
  readonly notePicture: (path: string, facts: PictureFacts) => void;
  readonly judge: Judge;
}

/** How far the asking is. */
export interface Asked extends Ended {
  /** Rows whose request has an answer, or has ended without one. */
  done: number;
  /** Rows whose request had a stored answer. */
  stored: number;
  /** Requests that were sent in this run, each counted once however often it was tried. */
  asked: number;
  /** Attempts beyond the first. */
  retries: number;
  /** Attempts that ended after the server may have worked, and counted them. */
  maybePaid: number;
  readonly unanswered: Map<string, Failure>;
  readonly broken: Map<string, string>;
}

/**
 * Asks for every row that has no stored answer; ends when all have ended.
 * @throws ProductError `endpoint`, `refused`, `unusable` (error budget), `disk`
 */
export async function* askMissing(
  context: StageContext,
  asking: Asking,
  tools: AskTools,
): AsyncGenerator<{ asked: Asked; endpoint: EndpointState | null }, Asked> {
  const asked: Asked = {
    ...{ done: 0, stored: 0, asked: 0, retries: 0, maybePaid: 0 },
    ...{ unanswered: new Map(), broken: new Map() },
  };
  /** Rows that wait for a request, by its key. */
  const waiting = new Map<string, { rows: number; prompt: string }>();
  const requests = missing(context, asking, tools, asked, waiting);
  const questions = prepared(requests, context, asking, tools, asked, waiting);
  // The first question opens the endpoint: a run that has all its answers needs none.
  const first = await questions.next();
  if (first.done === true) return asked;
  const endpoint = await tools.open();
  let state: EndpointState | null = null;
  /** Why no more is asked: what is on its way then still comes in, as it is paid for. */
  let beyond: ProductError | null = null;
  const wanted = beginningWith(first.value, questions, () => beyond === null);
  try {
    const all = askAll(endpoint.settings, wanted, tools.judge, {
      signal: context.signal,
      onState: (now) => (state = now),
      answeredBefore: () => asked.stored > 0,
    });
    for await (const batch of all) {
      keep(batch, asking, tools.state, waiting);
      for (const { question, reply } of batch) {
        const { rows } = waiting.get(question.key)!;
        waiting.delete(question.key);
        asked.done += rows;
        asked.asked++;
        asked.retries += reply.attempts - 1;
        asked.maybePaid += reply.maybePaid;
        if (reply.outcome === 'answered') continue;
        if (!isKept(reply.outcome)) asked.unanswered.set(question.key, reply);
        beyond ??= budgetPassed(context, asking.stage.name, rows, reply);
      }
      yield { asked, endpoint: state };
    }
  } finally {
    await endpoint.close();
  }
  if (beyond !== null) throw beyond;
  return asked;
}

/** Counts failed answers for the error budget; the error says of what kind the one was that went beyond it. */
function budgetPassed(
  { budget }: StageContext,
  stage: string,
  rows: number,
  { outcome, reason }: Failure,
): ProductError | null {
  try {
    budget.add(rows, stage);
    return null;
  } catch (error) {
    if (!(error instanceof ProductError)) throw error;
    return new ProductError(error.kind, `${error.message} The last answer was no caption (${outcome}): ${reason}`, {
      ...error.details,
      next: 'Change the prompt or the model, or raise error_budget in the recipe, and run again.',
    });
  }
}

/** A server that refused a request, or never answered, may do otherwise another day. */
function isKept(outcome: Answered['reply']['outcome']): boolean {
  return outcome !== 'rejected' && outcome !== 'unanswered';
}

function keep(
  batch: readonly Answered[],
  { model }: Asking,
  state: State,
  waiting: ReadonlyMap<string, { prompt: string }>,
): void {
  const kept = batch.filter(({ reply }) => isKept(reply.outcome));
  if (kept.length === 0) return;
  state.write(() => {
    const answers = kept.map(({ question, reply }) => {
      const { prompt: text } = waiting.get(question.key)!;
      const prompt = textHash(text);
      putPrompt(state, prompt, text);
      return {
        request: question.key,
        model: model.name,
        prompt,
        text: reply.text,
        finish: reply.finishReason,
        outcome: reply.outcome,
        reason: reply.outcome === 'answered' ? null : reply.reason,
        promptTokens: reply.usage?.prompt ?? null,
        completionTokens: reply.usage?.completion ?? null,
        attempts: reply.attempts,
        seconds: reply.seconds,
      };
    });
    putAnswers(state, answers);
  });
}

/** The requests without a stored answer, each once. Rows whose failure is known already count as failures, too. */
async function* missing(
  context: StageContext,
  asking: Asking,
  { state, judge }: AskTools,
  asked: Asked,
  waiting: Map<string, { rows: number; prompt: string }>,
): AsyncGenerator<CaptionRequest> {
  for await (const rows of captionRows(context, asking)) {
    const fresh: CaptionRequest[] = [];
    let failed = 0;
    const answers = storedAnswers(rows, state);
    for (const { request, problem } of rows) {
      const answer = request === null ? undefined : answers.get(request.key);
      if (problem !== null || (answer !== undefined && judged(answer, judge).kind === 'failed')) failed++;
      if (answer !== undefined) asked.stored++;
      if (request === null || answer !== undefined) asked.done++;
      else if (waiting.has(request.key)) waiting.get(request.key)!.rows++;
      else if (asked.unanswered.has(request.key) || asked.broken.has(request.key)) {
        asked.done++;
        failed++;
      } else {
        waiting.set(request.key, { rows: 1, prompt: request.prompt });
        fresh.push(request);
      }
    }
    context.budget.add(failed, asking.stage.name);
    yield* fresh;
  }
}

/** Questions with their pictures decoded, sized and encoded anew; a request whose picture does not decode ends here. */
async function* prepared(
  requests: AsyncIterable<CaptionRequest>,
  context: StageContext,
  asking: Asking,
  tools: AskTools,
  asked: Asked,
  waiting: Map<string, { rows: number; prompt: string }>,
): AsyncGenerator<CaptionQuestion> {
  const { stage, model } = asking;
  const encode = async ({ key, prompt, pictures }: CaptionRequest) => ({
    key,
    prompt,
    pictures: await Promise.all(pictures.map((picture) => encoded(picture, tools))),
  });
  for await (const { key, prompt, pictures } of ahead(requests, lookAhead, encode)) {
    const broken = pictures.find((picture): picture is string => typeof picture === 'string');
    if (broken === undefined) {
      const { maxTokens, temperature } = stage;
      const sent = pictures as Uint8Array[];
      yield { key, model: model.name, prompt, pictures: sent, maxTokens, temperature };
    } else {
      const { rows } = waiting.get(key)!;
      asked.done += rows;
      waiting.delete(key);
      asked.broken.set(key, broken);
      context.budget.add(rows, stage.name);
    }
  }
}

/** Pictures that are decoded while earlier ones are being asked about. */
const lookAhead = 4;

async function encoded(
  { path, absolute, identity, sha256 }: CaptionRequest['pictures'][number],
  { pool, notePicture }: AskTools,
): Promise<Uint8Array | string> {
  const report = await pool.measure({
    path: absolute,
    takers: [],
    inputs: [],
    need: 'pixels',
    encode: sentPicture,
  });
  if (!report.ok) return report.reason;
  if (report.sha256 !== sha256) return 'the picture was changed while it was read';
  notePicture(path, { identity, sha256, width: report.width, height: report.height, flags: report.flags });
  return report.encoded!;
}

async function* beginningWith<T>(first: T, rest: AsyncIterable<T>, goesOn: () => boolean): AsyncGenerator<T> {
  yield first;
  for await (const item of rest) {
    if (!goesOn()) return;
    yield item;
  }
}
