import type { CancellationToken } from 'vscode';
import { CancellationTokenSource, ErrorCodes, ParameterStructures, ResponseError } from 'vscode-jsonrpc/node';
import type { ZodMiniType } from 'zod/mini';
import type { Failure } from '../../protocol/engine.ts';
import { failureOf } from '../../protocol/failure.ts';
import { readMessage } from './wire-message.ts';
import { pageConnection, type Post } from './wire.ts';

/** Questions by name. */
type Questions<M> = { readonly [K in keyof M]: { ask: unknown; answer: unknown } };

/** What a page may ask and tell, by name, with the shape of each. */
export interface PageShapes<M extends Questions<M>, T> {
  readonly asks: { readonly [K in keyof M]: ZodMiniType<M[K]['ask']> };
  readonly tells: { readonly [K in keyof T]: ZodMiniType<T[K]> };
}

/** Who answers a page. */
export interface PageHost<M extends Questions<M>, T> {
  answer<K extends keyof M>(method: K, ask: M[K]['ask'], token: CancellationToken): Promise<M[K]['answer']>;
  hear<K extends keyof T>(name: K, payload: T[K]): void;
  /** Notes what was dropped. */
  warn(text: string): void;
}

/** JSON-RPC's codes of the implementation's own begin here. */
const failed = -32_000;

/**
 * The wire to one page. A page dies when it is hidden and is born anew when it is shown: its first word is `ready`, and
 * what the page before it had asked is taken back then. Nothing that a page sends throws.
 */
export class PageSession<M extends Questions<M>, T, E> {
  readonly #post: Post;
  readonly #host: PageHost<M, T>;
  readonly #shapes: PageShapes<M, T>;
  #wire: ReturnType<typeof pageConnection>;
  #asked = new Set<CancellationTokenSource>();

  constructor(post: Post, host: PageHost<M, T>, shapes: PageShapes<M, T>) {
    this.#post = post;
    this.#host = host;
    this.#shapes = shapes;
    this.#wire = this.#connect();
  }

  /** Takes whatever the page sent. */
  take(received: unknown): void {
    const message = readMessage(received);
    if (message === null) {
      this.#host.warn('A message of a page was dropped: it has no shape that is known, or is too big.');
      return;
    }
    if (message.method === 'ready' && !('id' in message)) this.#startAnew();
    this.#wire.take(message);
  }

  /** Tells the page something. */
  tell<K extends keyof E & string>(event: K, payload: E[K]): void {
    void this.#wire.connection.sendNotification(event, ParameterStructures.byPosition, payload).catch(() => undefined);
  }

  /** Takes back what is still asked, and ends the wire. */
  dispose(): void {
    for (const source of this.#asked) source.cancel();
    this.#asked = new Set();
    this.#wire.connection.dispose();
  }

  #startAnew(): void {
    this.dispose();
    this.#wire = this.#connect();
  }

  #connect(): ReturnType<typeof pageConnection> {
    const wire = pageConnection(this.#post);
    const asked = this.#asked;
    wire.connection.onRequest((method, params, token) => this.#answer(asked, method, first(params), token));
    wire.connection.onNotification((name, params) => this.#hear(name, first(params)));
    wire.connection.listen();
    return wire;
  }

  async #answer(
    asked: Set<CancellationTokenSource>,
    method: string,
    ask: unknown,
    token: { onCancellationRequested: (listener: () => void) => unknown },
  ): Promise<unknown> {
    const { asks } = this.#shapes;
    if (!isKeyOf(asks, method)) return this.#refused(ErrorCodes.MethodNotFound, `Nobody answers ${shown(method)}.`);
    const { data, error } = asks[method].safeParse(ask);
    if (error !== undefined) return this.#refused(ErrorCodes.InvalidParams, `A question ${method} has a wrong shape.`);
    const source = new CancellationTokenSource();
    asked.add(source);
    token.onCancellationRequested(() => source.cancel());
    try {
      return await this.#host.answer(method, data, source.token);
    } catch (thrown) {
      const failure = failureOf(thrown);
      return new ResponseError(failed, failure.message, failure);
    } finally {
      asked.delete(source);
    }
  }

  #hear(name: string, payload: unknown): void {
    const { tells } = this.#shapes;
    if (!isKeyOf(tells, name)) return this.#host.warn(`A page told ${shown(name)}: nobody listens to it.`);
    const { data, error } = tells[name].safeParse(payload);
    if (error !== undefined) this.#host.warn(`What a page told as ${name} has a wrong shape.`);
    else this.#host.hear(name, data);
  }

  #refused(code: number, message: string): ResponseError<Failure> {
    this.#host.warn(message);
    return new ResponseError(code, message, { kind: 'usage', message, details: {} });
  }
}

function first(params: unknown): unknown {
  return Array.isArray(params) ? params[0] : undefined;
}

function isKeyOf<T extends object>(table: T, key: string): key is keyof T & string {
  return Object.hasOwn(table, key);
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 60));
}
