import * as vscode from 'vscode';
import type { DatasetFolder, Datasets, Engines } from '../product.ts';
import { setContext } from '../set-context.ts';
import { plainLines } from '../plain-lines.ts';
import { EngineClient, type CompiledFolder } from './engine-client.ts';

/** The engines of the workspace's datasets. One goes when its dataset does. */
export class EngineRegistry implements Engines {
  readonly #log: vscode.LogOutputChannel;
  readonly #compiled: CompiledFolder;
  readonly #datasets: Datasets;
  readonly #engines = new Map<string, EngineClient>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(log: vscode.LogOutputChannel, datasets: Datasets, compiled: CompiledFolder) {
    this.#log = log;
    this.#compiled = compiled;
    this.#datasets = datasets;
    this.#subscriptions = [
      datasets.onDidChange(() => this.#closeUnused()),
      // Engines of Restricted Mode neither write nor decode: they are opened anew.
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.restart()),
    ];
  }

  of(dataset: DatasetFolder): EngineClient {
    const key = keyOf(dataset);
    const there = this.#engines.get(key);
    if (there !== undefined) return there;
    const engine = new EngineClient(dataset, this.#log, this.#compiled);
    engine.on('log', ({ level, message }) => this.#write(level, message));
    engine.onDidChangeState((state) => {
      setContext(
        'betterSynth.engineGone',
        this.all().some((other) => other.state === 'gone'),
      );
      if (state === 'gone') void this.#explain(engine);
    });
    this.#engines.set(key, engine);
    return engine;
  }

  all(): readonly EngineClient[] {
    return [...this.#engines.values()];
  }

  release(dataset: DatasetFolder): void {
    this.#release(keyOf(dataset));
  }

  async restart(): Promise<void> {
    await Promise.all(this.all().map((engine) => engine.reopen()));
  }

  /** Ends all engines, each once it has finished what it writes. */
  async close(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.dispose();
    await Promise.all(this.all().map((engine) => engine.close()));
    for (const engine of this.all()) engine.dispose();
    this.#engines.clear();
  }

  #closeUnused(): void {
    const used = new Set(this.#datasets.all.map(keyOf));
    for (const key of this.#engines.keys()) if (!used.has(key)) this.#release(key);
  }

  #release(key: string): void {
    const engine = this.#engines.get(key);
    this.#engines.delete(key);
    void engine?.close().then(() => engine.dispose());
  }

  #write(level: 'info' | 'warning' | 'error', message: string): void {
    const text = plainLines(message);
    if (level === 'error') this.#log.error(text);
    else if (level === 'warning') this.#log.warn(text);
    else this.#log.info(text);
  }

  async #explain(engine: EngineClient): Promise<void> {
    if (engine.failure === null) return;
    const { message, details } = engine.failure.failure;
    const restart = vscode.l10n.t('Restart Engine');
    const showLog = vscode.l10n.t('Show Log');
    const text = plainLines([message, details.where, details.next].filter((part) => part !== undefined).join(' '));
    // No extension can take a notification back: it may be answered long after the engine was restarted otherwise.
    const answer = await vscode.window.showErrorMessage(text, restart, showLog);
    if (answer === restart && engine.state === 'gone') await engine.reopen();
    if (answer === showLog) this.#log.show();
  }
}

function keyOf({ uri, file }: DatasetFolder): string {
  return `${uri.toString()}\n${file?.toString() ?? ''}`;
}
