import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import { engineProgram, nodeProgram, processOptions } from './programs.ts';

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last of what it wrote to stderr. */
  readonly lastWords: string;
}

/** A started engine. */
export interface EngineProcess {
  readonly connection: MessageConnection;
  readonly pid: number;
  /** Settles once, when the process is gone. */
  readonly ended: Promise<Ending>;
  /** Lets it finish what it writes; kills it where that takes longer than two seconds. */
  end(): Promise<void>;
}

const patience = 2000;
const lastWordsLength = 2000;

/**
 * Starts an engine for a dataset folder, reading what it needs through its channel.
 * @param hear gets what it writes to stderr
 * @param compiled a folder where it keeps its compiled code, so that it starts sooner the next time; null: nowhere
 * @throws Error where the process does not start
 */
export async function startEngine(
  folder: string,
  hear: (text: string) => void,
  compiled: string | null,
): Promise<EngineProcess> {
  const options = processOptions(folder);
  const child = fork(engineProgram, [], {
    ...options,
    env: compiled === null ? options.env : { ...options.env, NODE_COMPILE_CACHE: compiled },
    execPath: nodeProgram().path,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let lastWords = '';
  // A pipe was asked for above.
  (child.stderr as Readable).setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-lastWordsLength);
    hear(text);
  });
  await once(child, 'spawn');
  const ended = new Promise<Ending>((resolve) => {
    child.on('exit', (code, signal) => {
      // What it wrote last may still be on its way; a child of its own may hold the pipe open.
      const tell = (): void => resolve({ code, signal, lastWords });
      child.once('close', tell);
      setTimeout(tell, 300).unref();
    });
  });
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  const end = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    const late = setTimeout(() => child.kill('SIGKILL'), patience);
    await ended;
    clearTimeout(late);
  };
  return { connection, pid: child.pid!, ended, end };
}
