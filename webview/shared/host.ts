/** The view's end of the wire: JSON-RPC in window messages `{ wire: … }`, and the state that the editor keeps. */
import { FailureError, failureOf as plainFailure } from '../../src/protocol/failure.ts';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  CancellationTokenSource,
  createMessageConnection,
  ParameterStructures,
  ResponseError,
  type DataCallback,
  type Disposable,
  type Message,
} from 'vscode-jsonrpc/browser';
import type { Failure } from '../../src/protocol/engine.ts';

/** Questions by name, each with what it is asked with and what is answered. */
type Methods<T> = { readonly [M in keyof T]: { ask: unknown; answer: unknown } };

interface Editor {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): Editor;

/** What a user may read of an error; null: the question was taken back, and nobody waits. */
export function failureOf(error: unknown): Failure | null {
  if (error instanceof DOMException && error.name === 'AbortError') return null;
  const failure = plainFailure(error);
  return failure.kind === 'cancelled' ? null : failure;
}

/** The host half of a view, as the page sees it. */
export interface Host<M extends Methods<M>, T, E> {
  /** Rejects with a {@link FailureError}, or at once with an AbortError when the signal aborts: the host is told to stop. */
  ask<K extends keyof M & string>(method: K, ask: M[K]['ask'], signal?: AbortSignal): Promise<M[K]['answer']>;
  tell<K extends keyof T & string>(name: K, payload: T[K]): void;
  on<K extends keyof E & string>(name: K, listener: (payload: E[K]) => void): void;
  /** What was kept for this page before it was destroyed; undefined: nothing. */
  kept(): unknown;
  /** Keeps a small JSON value over a reload. */
  keep(state: unknown): void;
}

/** Connects the page to its host. To be called once. */
export function connect<M extends Methods<M>, T, E>(): Host<M, T, E> {
  const editor = acquireVsCodeApi();
  const connection = createMessageConnection(new PageReader(), new PageWriter(editor));
  connection.listen();
  return {
    ask: (method, ask, signal) => {
      const source = new CancellationTokenSource();
      const answer = connection.sendRequest<unknown>(method, ParameterStructures.byPosition, ask, source.token);
      return untilAborted(answer, source, signal);
    },
    tell: (name, payload) => {
      connection.sendNotification(name, ParameterStructures.byPosition, payload).catch(() => undefined);
    },
    on: (name, listener) => {
      connection.onNotification(name, listener as (payload: unknown) => void);
    },
    kept: () => editor.getState(),
    keep: (state) => {
      editor.setState(state);
    },
  };
}

function untilAborted(answer: Promise<unknown>, source: CancellationTokenSource, signal?: AbortSignal) {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      source.cancel();
      reject(new DOMException('The question was taken back.', 'AbortError'));
    };
    if (signal?.aborted === true) abort();
    signal?.addEventListener('abort', abort, { once: true });
    answer
      .then(resolve, (error: unknown) => {
        reject(toFailureError(error));
      })
      .finally(() => signal?.removeEventListener('abort', abort));
  });
}

function toFailureError(error: unknown): Error {
  if (error instanceof ResponseError) {
    const failure = error.data as Failure | undefined;
    return new FailureError(failure ?? { kind: 'bug', message: error.message, details: {} });
  }
  return error instanceof Error ? error : new Error(String(error));
}

class PageReader extends AbstractMessageReader {
  listen(callback: DataCallback): Disposable {
    const receive = (event: MessageEvent<{ wire?: Message } | null>): void => {
      const message = event.data?.wire;
      if (message !== undefined) callback(message);
    };
    window.addEventListener('message', receive);
    return {
      dispose: () => {
        window.removeEventListener('message', receive);
      },
    };
  }
}

class PageWriter extends AbstractMessageWriter {
  readonly #editor: Editor;

  constructor(editor: Editor) {
    super();
    this.#editor = editor;
  }

  write(message: Message): Promise<void> {
    this.#editor.postMessage({ wire: message });
    return Promise.resolve();
  }

  end(): void {
    // The page's end is the editor's business.
  }
}
