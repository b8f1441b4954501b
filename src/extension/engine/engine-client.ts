import * as vscode from 'vscode';
import type { Answer, Ask, EngineEvents, EngineMethod } from '../../protocol/engine.ts';
import { isNewEnough, versionOf } from '../processes/node-version.ts';
import { nodeProgram } from '../processes/programs.ts';
import { startEngine, type Ending, type EngineProcess } from '../processes/start-engine.ts';
import type { DatasetFolder, Engine, EngineState } from '../product.ts';
import { plainLines } from '../plain-lines.ts';
import { Conversation } from './conversation.ts';
import { FailureError } from '../../protocol/failure.ts';
import { Listeners } from './listeners.ts';
import { firstLife, lifeAfterCrash, type EngineLife } from './restart-policy.ts';
import { crashedTwice, howEnded, notStarted, stoppedWhileAsked, unusableNode } from './why-ended.ts';

/** The folder for an engine's compiled code, by the version of its Node. */
export type CompiledFolder = (node: string) => Promise<string>;

/** The engine of one dataset: started by the first question, watched, started once more after a crash. */
export class EngineClient implements Engine {
  readonly dataset: DatasetFolder;
  readonly #log: vscode.LogOutputChannel;
  readonly #compiled: CompiledFolder;
  readonly #listeners = new Listeners();
  readonly #stateChanged = new vscode.EventEmitter<EngineState>();
  readonly onDidChangeState = this.#stateChanged.event;
  #state: EngineState = 'idle';
  #life: EngineLife | null = null;
  #conversation: Promise<Conversation> | null = null;
  #failure: FailureError | null = null;

  /** @param compiled not asked for in Restricted Mode, where nothing is written */
  constructor(dataset: DatasetFolder, log: vscode.LogOutputChannel, compiled: CompiledFolder) {
    this.dataset = dataset;
    this.#log = log;
    this.#compiled = compiled;
  }

  get state(): EngineState {
    return this.#state;
  }

  get failure(): FailureError | null {
    return this.#failure;
  }

  async ask<M extends EngineMethod>(method: M, ask: Ask<M>, token?: vscode.CancellationToken): Promise<Answer<M>> {
    return (await this.#started()).ask(method, ask, token);
  }

  on<E extends keyof EngineEvents>(event: E, listener: (payload: EngineEvents[E]) => void): vscode.Disposable {
    return this.#listeners.on(event, listener);
  }

  /** Ends the process and forgets what went wrong; the next question starts another. Views are told to ask again. */
  async reopen(): Promise<void> {
    const wasUsed = this.#state !== 'idle';
    await this.close();
    if (wasUsed) this.#askAgain();
  }

  /** Ends the process, once it has finished what it writes. */
  async close(): Promise<void> {
    const conversation = this.#conversation;
    this.#conversation = null;
    this.#life = null;
    this.#failure = null;
    this.#become('idle');
    await (await conversation?.catch(() => null))?.process.end();
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#stateChanged.dispose();
  }

  async #started(): Promise<Conversation> {
    if (this.#failure !== null) throw this.#failure;
    this.#life ??= firstLife(performance.now());
    return (this.#conversation ??= this.#start());
  }

  async #start(): Promise<Conversation> {
    this.#become('starting');
    try {
      const process = await this.#startProcess();
      const conversation = new Conversation(process, this.dataset, !vscode.workspace.isTrusted, stoppedWhileAsked);
      void process.ended.then((ending) => this.#ended(conversation, ending));
      this.#become('running');
      return conversation;
    } catch (error) {
      throw this.#giveUp(error instanceof FailureError ? error : notStarted(error));
    }
  }

  async #startProcess(): Promise<EngineProcess> {
    const { path, chosen } = nodeProgram();
    const version = await versionOf(path);
    if (version === null || !isNewEnough(version)) throw unusableNode(path, version, chosen);
    const hear = (text: string): void => this.#log.warn(plainLines(text));
    const compiled = vscode.workspace.isTrusted ? await this.#compiled(version) : null;
    const process = await startEngine(this.dataset.uri.fsPath, hear, compiled);
    this.#log.info(`engine ${process.pid} of ${this.dataset.name}: started on Node ${version}`);
    const { connection } = process;
    connection.onError(([error]) => this.#log.error(plainLines(error.message)));
    for (const event of this.#listeners.events) {
      connection.onNotification(event, (payload: unknown) => this.#listeners.tell(event, payload as never));
    }
    connection.listen();
    return process;
  }

  async #ended(conversation: Conversation, ending: Ending): Promise<void> {
    const { pid } = conversation.process;
    if ((await this.#conversation?.catch(() => null)) !== conversation) {
      this.#log.info(`engine ${pid} of ${this.dataset.name}: closed`);
      return;
    }
    this.#log.error(`engine ${pid} of ${this.dataset.name}: stopped, ${howEnded(ending)}`);
    this.#life = lifeAfterCrash(this.#life ?? firstLife(performance.now()), performance.now());
    this.#conversation = null;
    if (this.#life === null) this.#giveUp(crashedTwice(ending));
    else this.#askAgain();
  }

  /** Results and pages of the process before are gone with it. */
  #askAgain(): void {
    this.#become('idle');
    this.#listeners.tell('changed', { what: ['dataset', 'edits', 'tags', 'results', 'recipe'] });
    // Events come from a running process alone: somebody may wait for one.
    void this.#started()
      .then((conversation) => conversation.opened())
      .catch(() => undefined);
  }

  #giveUp(failure: FailureError): FailureError {
    this.#failure = failure;
    this.#conversation = null;
    this.#log.error(plainLines(failure.message));
    this.#become('gone');
    return failure;
  }

  #become(state: EngineState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}
