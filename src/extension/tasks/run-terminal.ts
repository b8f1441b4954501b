import * as vscode from 'vscode';
import { exitCodes } from '../../protocol/errors.ts';
import type { FollowedEvent } from '../../protocol/runs.ts';
import { failureOf } from '../../protocol/failure.ts';
import { failureText } from '../failures.ts';
import { startRun, type StartedRun } from '../processes/start-run.ts';
import type { DatasetFolder, Engine, Product } from '../product.ts';
import { assertTrusted } from '../trust.ts';
import { mayBegin } from './before-run.ts';
import { keyVariables } from './endpoint-keys.ts';
import { newLogFile, readLog } from './log-file.ts';
import { failureIn, logText } from './log-text.ts';
import { RunFeed } from './run-feed.ts';
import { outcomeLines, verdictOf, type Outcome } from './run-outcome.ts';
import { runArguments, type RunRequest } from './run-request.ts';
import { coloured, Transcript } from './transcript.ts';

/** A closed terminal stops its run only if the window is still there a moment later: a reload closes terminals, too. */
const reloadPatience = 1500;
const ctrlC = '\u0003';

/** What a terminal shows: a run that it starts, or one that goes on already. */
export type Shown = { readonly request: RunRequest } | { readonly n: number };

/** Told when a run ends that this terminal has shown. */
export type EndListener = (end: { dataset: DatasetFolder; n: number | null; outcome: Outcome }) => void;

/** A run in a terminal. The run is a process of its own, and goes on without it. */
export class RunTerminal implements vscode.Pseudoterminal {
  readonly #written = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number | void>();
  readonly onDidWrite = this.#written.event;
  readonly onDidClose = this.#closed.event;
  readonly #product: Product;
  readonly #dataset: DatasetFolder;
  readonly #engine: Engine;
  readonly #shown: Shown;
  readonly #ended: EndListener;
  readonly #transcript = new Transcript(vscode.l10n.t);
  readonly #subscriptions: vscode.Disposable[] = [];
  #feed: RunFeed | null = null;
  #process: StartedRun | null = null;
  #log: string | null = null;
  #begunAt = 0;
  #stopping = false;
  #over = false;

  constructor(product: Product, dataset: DatasetFolder, shown: Shown, ended: EndListener) {
    this.#product = product;
    this.#dataset = dataset;
    this.#engine = product.engines.of(dataset);
    this.#shown = shown;
    this.#ended = ended;
  }

  open(dimensions: vscode.TerminalDimensions | undefined): void {
    if (dimensions !== undefined) this.setDimensions(dimensions);
    void this.#begin().catch((error: unknown) => this.#fail(error));
  }

  setDimensions({ columns }: vscode.TerminalDimensions): void {
    this.#transcript.resize(columns);
  }

  handleInput(data: string): void {
    if (data.includes(ctrlC)) void this.#stop();
  }

  close(): void {
    if (this.#over) return;
    const late = setTimeout(() => void this.#stop(), reloadPatience);
    this.#product.context.subscriptions.push({ dispose: () => clearTimeout(late) });
  }

  async #begin(): Promise<void> {
    assertTrusted();
    this.#subscriptions.push(
      this.#engine.on('run-progress', (progress) => void this.#look(progress?.pid ?? null, progress?.n ?? null)),
    );
    return 'n' in this.#shown ? this.#follow(this.#shown.n) : this.#attempt(this.#shown.request);
  }

  async #attempt(request: RunRequest): Promise<void> {
    const begins = await mayBegin(this.#product, this.#dataset, request, (text) => this.#line(text));
    if (!begins || this.#stopping) return this.#withdraw();
    await this.#start(request);
  }

  #withdraw(): void {
    if (this.#over) return;
    this.#over = true;
    this.#line(coloured(vscode.l10n.t('Nothing was started, and nothing was sent.'), 'yellow'));
    this.#end({ exit: exitCodes.cancelled, failure: null });
  }

  async #start(request: RunRequest): Promise<void> {
    const folder = this.#dataset.uri.fsPath;
    const args = runArguments(folder, request);
    this.#line(coloured(`> better-synth ${args.filter((arg) => arg !== '--').join(' ')}`, 'grey'));
    this.#log = await newLogFile(this.#product.context.globalStorageUri.fsPath);
    this.#begunAt = Date.now();
    this.#process = await startRun(folder, args, this.#log, await keyVariables(this.#engine));
    void this.#process.ended
      .then((exit) => this.#processEnded(request, exit))
      .catch((error: unknown) => this.#fail(error));
  }

  /** A run goes on: is it the one that was started here? Or has the one that is shown ended without a word? */
  async #look(pid: number | null, n: number | null): Promise<void> {
    if (this.#feed === null && n !== null && pid === this.#process?.pid) await this.#follow(n);
    else if (this.#feed !== null && this.#process === null && n !== this.#feed.n)
      await this.#endedSilently(this.#feed.n);
  }

  async #follow(n: number): Promise<void> {
    if (this.#feed !== null) return;
    this.#feed = new RunFeed(this.#engine, n, (event) => this.#hear(event));
    this.#subscriptions.push(this.#feed);
    await this.#feed.begin();
  }

  #hear(event: FollowedEvent): void {
    if (this.#over) return;
    this.#written.fire(this.#transcript.add(event));
    if (event.type === 'end') void this.#finish(event);
  }

  /** Its own process is gone: what it told last may still be on its way. */
  async #processEnded(request: RunRequest, exit: number | null): Promise<void> {
    if (exit === exitCodes.locked && !this.#stopping && (await this.#engine.ask('runs/active', null)) !== null) {
      // Another run has begun meanwhile.
      this.#process = null;
      return this.#attempt(request);
    }
    if (this.#feed === null) {
      const runs = await this.#engine.ask('runs/list', null).catch(() => []);
      const own = runs.find(
        ({ pid, startedAt }) => pid === this.#process?.pid && Date.parse(startedAt) >= this.#begunAt,
      );
      if (own !== undefined && !this.#over) await this.#follow(own.n);
    } else {
      await this.#engine.ask('runs/active', null).catch(() => null);
    }
    await this.#finish({ exit, failure: null });
  }

  async #endedSilently(n: number): Promise<void> {
    const runs = await this.#engine.ask('runs/list', null).catch(() => []);
    await this.#finish({ exit: runs.find((run) => run.n === n)?.exit ?? null, failure: null });
  }

  async #stop(): Promise<void> {
    if (this.#over || this.#stopping) return;
    this.#stopping = true;
    this.#line(coloured(vscode.l10n.t('Stopping; what is finished is kept…'), 'yellow'));
    if (this.#feed !== null) await this.#engine.ask('runs/stop', { n: this.#feed.n }).catch(() => this.#interrupt());
    else this.#interrupt();
  }

  /** A run that has no number yet is told as Ctrl-C tells it. */
  #interrupt(): void {
    if (this.#process !== null) process.kill(this.#process.pid, 'SIGINT');
  }

  async #finish(outcome: Outcome): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    // Its table is the last that it writes.
    if (this.#process !== null) await this.#process.ended;
    const left = this.#log === null ? '' : await readLog(this.#log);
    const log = logText(left, this.#dataset.uri.fsPath);
    this.#written.fire(this.#transcript.clear() + log);
    // A process that came to its end has said all of it there.
    if (log === '' || outcome.exit === null) for (const line of outcomeLines(outcome, vscode.l10n.t)) this.#line(line);
    const message = failureIn(left);
    this.#end({ exit: outcome.exit, failure: outcome.failure ?? (message === null ? null : { message }) });
  }

  #fail(error: unknown): void {
    if (this.#over) return;
    this.#over = true;
    const failure = failureOf(error);
    this.#line(coloured(failureText(failure), 'red'));
    const exit = failure.kind === 'conflict' ? exitCodes.bug : exitCodes[failure.kind];
    this.#end({ exit, failure: { message: failure.message } });
  }

  #end(outcome: Outcome): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#ended({ dataset: this.#dataset, n: this.#feed?.n ?? null, outcome });
    this.#closed.fire(taskExit(outcome));
  }

  #line(text: string): void {
    this.#written.fire(this.#transcript.line(text));
  }
}

/** With which exit code a task ends; none: it did not do its work, and nothing is broken either. */
function taskExit(outcome: Outcome): number | undefined {
  switch (verdictOf(outcome)) {
    case 'cancelled':
      return undefined;
    // A run within its error budget has done its work: what depends on the task goes on.
    case 'some-failed':
      return exitCodes.done;
    default:
      return outcome.exit ?? exitCodes.bug;
  }
}
