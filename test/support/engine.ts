/** The real engine process, from its sources, spoken to over its real channel. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc/node';
import { protocolVersion } from '../../src/protocol/engine.ts';
import type { Answer, Ask, EngineEvents, EngineMethod } from '../../src/protocol/engine.ts';

const entry = resolve(import.meta.dirname, '../../src/engine/main.ts');

/** How an engine is started. */
export interface EngineOptions {
  /** Another JSONL than the recipe's. */
  readonly file?: string | null;
  readonly restricted?: boolean;
  /** Leaves out the question `open`. */
  readonly unopened?: boolean;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A running engine. */
export interface TestEngine {
  /** What `open` answered; null where it was left out. */
  readonly opened: Answer<'open'> | null;
  readonly child: ChildProcess;
  readonly connection: MessageConnection;
  ask<M extends EngineMethod>(method: M, ask: Ask<M>, token?: CancellationToken): Promise<Answer<M>>;
  on<E extends keyof EngineEvents>(event: E, listener: (payload: EngineEvents[E]) => void): void;
  /** The next event of this kind that fits. Listens from the call on. */
  next<E extends keyof EngineEvents>(
    event: E,
    fits?: (payload: EngineEvents[E]) => boolean,
    seconds?: number,
  ): Promise<EngineEvents[E]>;
  /** Ends the engine as an editor does, by letting the channel go. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts the engine on a dataset folder and opens it. */
export async function startEngine(folder: string, options: EngineOptions = {}): Promise<TestEngine> {
  const child = fork(entry, [], {
    env: { ...process.env, ...options.env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  const exit = once(child, 'exit');
  connection.onError(() => undefined);
  connection.listen();
  const ask: TestEngine['ask'] = (method, question, token) =>
    connection.sendRequest(method, question, ...(token === undefined ? [] : [token]));
  const close = async (): Promise<void> => {
    connection.dispose();
    if (child.connected) child.disconnect();
    await exit;
  };
  const { on, next } = eventsOf(connection);
  const engine = { child, connection, ask, on, next, close, [Symbol.asyncDispose]: close };
  if (options.unopened === true) return { ...engine, opened: null };
  try {
    const { file = null, restricted = false } = options;
    return { ...engine, opened: await ask('open', { version: protocolVersion, folder, file, restricted }) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A channel has one handler per event; tests want several. */
function eventsOf(connection: MessageConnection): Pick<TestEngine, 'on' | 'next'> {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const listenersOf = (event: string): Set<(payload: never) => void> => {
    const known = listeners.get(event);
    if (known !== undefined) return known;
    const made = new Set<(payload: never) => void>();
    listeners.set(event, made);
    connection.onNotification(event, (payload: unknown) => [...made].forEach((listener) => listener(payload as never)));
    return made;
  };
  return {
    on: (event, listener) => void listenersOf(event).add(listener),
    next: (event, fits = () => true, seconds = 20) =>
      new Promise((resolve, reject) => {
        const known = listenersOf(event);
        const timer = setTimeout(() => {
          known.delete(listener);
          reject(new Error(`no event "${event}" came in ${seconds} s`));
        }, seconds * 1000);
        const listener: Parameters<typeof known.add>[0] = (payload): void => {
          if (!fits(payload)) return;
          clearTimeout(timer);
          known.delete(listener);
          resolve(payload);
        };
        known.add(listener);
      }),
  };
}
