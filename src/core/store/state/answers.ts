/** Answers of captioning models: paid once, kept for good. A request that has one is never made again. */
import { rowChecksum } from './checksum.ts';
import { stateDamaged } from './sqlite-errors.ts';
import type { Row, State } from './state.ts';

/** What a server answered to one request. */
export interface Answer {
  /** SHA-256 of all that the request asks: pictures, prompt, model, parameters. */
  readonly request: string;
  readonly model: string;
  /** SHA-256 of the prompt, see {@link putPrompt}. */
  readonly prompt: string;
  /** As it came; null where the answer holds no text. */
  readonly text: string | null;
  /** The protocol's `finish_reason`. */
  readonly finish: string | null;
  /** `answered`, or why it is no caption. */
  readonly outcome: string;
  readonly reason: string | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  /** How often it was asked until this answer came. */
  readonly attempts: number;
  readonly seconds: number;
}

const columns = [
  'request',
  'model',
  'prompt',
  'text',
  'finish',
  'outcome',
  'reason',
  'prompt_tokens',
  'completion_tokens',
  'attempts',
  'seconds',
  'at',
] as const;

/**
 * Stores answers together; they are on the disk when this returns. The first answer to a request stays.
 * @throws ProductError `disk` or `locked`
 */
export function putAnswers(state: State, answers: readonly Answer[]): void {
  const names = [...columns, 'checksum'];
  const sql = `INSERT INTO answers (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT (request) DO NOTHING`;
  state.write(() => {
    const at = new Date().toISOString();
    for (const answer of answers) {
      const { request, model, prompt, text, finish, outcome, reason, attempts, seconds } = answer;
      const { promptTokens, completionTokens } = answer;
      const fields = [
        ...[request, model, prompt, text, finish, outcome, reason],
        ...[promptTokens, completionTokens, attempts, seconds, at],
      ].map((field) => (typeof field === 'string' ? storable(field) : field));
      state.change(sql, ...fields, checksumOf(fields));
    }
  });
}

/** A text as SQLite gives it back: lone surrogates, which JSON may hold, have no UTF-8. */
function storable(text: string): string {
  return text.toWellFormed();
}

/** The answers to some requests, by request. @throws ProductError `damaged` */
export function findAnswers(state: State, requests: readonly string[]): Map<string, Answer> {
  const found = new Map<string, Answer>();
  const sql = 'SELECT * FROM answers WHERE request IN (SELECT value FROM json_each(?))';
  for (const row of state.all(sql, JSON.stringify(requests))) found.set(String(row['request']), toAnswer(row, state));
  return found;
}

/** Keeps a prompt's text by its hash. @throws ProductError `disk` or `locked` */
export function putPrompt(state: State, hash: string, text: string): void {
  state.write(() =>
    state.change('INSERT INTO prompts (hash, text) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING', hash, text),
  );
}

/** A prompt's text, or undefined. */
export function promptText(state: State, hash: string): string | undefined {
  const text = state.one('SELECT text FROM prompts WHERE hash = ?', hash)?.['text'];
  return text === undefined ? undefined : String(text);
}

/** Whether a row is what was stored. */
export function isSoundAnswer(row: Row): boolean {
  return row['checksum'] === checksumOf(columns.map((name) => row[name] ?? null));
}

function checksumOf(fields: readonly unknown[]): string {
  return rowChecksum(JSON.stringify(fields));
}

function toAnswer(row: Row, state: State): Answer {
  if (!isSoundAnswer(row)) throw stateDamaged(state.path, `answer ${String(row['seq'])} was changed`);
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]));
  const number = (name: string): number | null => (row[name] === null ? null : Number(row[name]));
  return {
    request: String(row['request']),
    model: String(row['model']),
    prompt: String(row['prompt']),
    text: text('text'),
    finish: text('finish'),
    outcome: String(row['outcome']),
    reason: text('reason'),
    promptTokens: number('prompt_tokens'),
    completionTokens: number('completion_tokens'),
    attempts: Number(row['attempts']),
    seconds: Number(row['seconds']),
  };
}
