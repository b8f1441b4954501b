import type { CancellationToken } from 'vscode';
import { CancellationTokenSource, ResponseError } from 'vscode-jsonrpc/node';
import { protocolVersion, type Answer, type Ask, type EngineMethod, type Failure } from '../../protocol/engine.ts';
import type { EngineProcess } from '../processes/start-engine.ts';
import type { DatasetFolder } from '../product.ts';
import { FailureError } from '../../protocol/failure.ts';

/** Questions to one engine process, until it ends. */
export class Conversation {
  readonly process: EngineProcess;
  readonly #dataset: DatasetFolder;
  readonly #restricted: boolean;
  readonly #stopped: () => FailureError;
  #opened: Promise<Answer<'open'>> | null = null;

  /** @param stopped why a question gets no answer any more */
  constructor(process: EngineProcess, dataset: DatasetFolder, restricted: boolean, stopped: () => FailureError) {
    this.process = process;
    this.#dataset = dataset;
    this.#restricted = restricted;
    this.#stopped = stopped;
    void process.ended.then(() => process.connection.dispose());
  }

  /**
   * What the engine said of the dataset when it was opened. A refused `open` is tried again by the next question.
   * @throws FailureError
   */
  opened(): Promise<Answer<'open'>> {
    const ask: Ask<'open'> = {
      version: protocolVersion,
      folder: this.#dataset.uri.fsPath,
      file: this.#dataset.file?.fsPath ?? null,
      restricted: this.#restricted,
    };
    this.#opened ??= this.#send('open', ask).catch((error: unknown) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  /** Asks once the dataset is open; recipes are read without one. @throws FailureError */
  async ask<M extends EngineMethod>(method: M, ask: Ask<M>, token?: CancellationToken): Promise<Answer<M>> {
    const opened = this.opened();
    if (method === 'open') return opened;
    await opened.catch((error: unknown) => {
      if (!method.startsWith('recipe/')) throw error;
    });
    return this.#send(method, ask, token);
  }

  async #send<M extends EngineMethod>(method: M, ask: Ask<M>, token?: CancellationToken): Promise<Answer<M>> {
    // Without a token a `null` question would be taken for one of no parameters.
    const until = token ?? new CancellationTokenSource().token;
    try {
      return await this.process.connection.sendRequest<Answer<M>>(method, ask, until);
    } catch (error) {
      throw isFailure(error) ? new FailureError(error.data) : this.#stopped();
    }
  }
}

function isFailure(error: unknown): error is ResponseError<Failure> & { readonly data: Failure } {
  return error instanceof ResponseError && typeof error.data === 'object' && error.data !== null;
}
