import * as vscode from 'vscode';
import { Pace } from '../../base/pace.ts';
import type { RunProgress } from '../../protocol/runs.ts';
import type { ActiveRun, ActiveRuns, DatasetFolder, Datasets, Engines } from '../product.ts';
import { setContext } from '../set-context.ts';

/** The runs that go on in the workspace, as the engines tell them. */
export class ToldRuns implements ActiveRuns, vscode.Disposable {
  readonly #all: Datasets;
  readonly #engines: Engines;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #runs = new Map<string, ActiveRun>();
  readonly #watched = new Map<string, vscode.Disposable>();
  readonly #datasets: vscode.Disposable;

  constructor(datasets: Datasets, engines: Engines) {
    this.#all = datasets;
    this.#engines = engines;
    this.#datasets = datasets.onDidChange(() => this.#watch());
    this.#watch();
  }

  get all(): readonly ActiveRun[] {
    return [...this.#runs.values()];
  }

  dispose(): void {
    for (const watched of [...this.#watched.values(), this.#datasets, this.#changed]) watched.dispose();
  }

  /** Events of an engine that was not started yet come once it is: listening starts none. */
  #watch(): void {
    const own = this.#all.all.filter(({ file }) => file === null);
    const there = new Set(own.map(({ uri }) => uri.toString()));
    for (const [key, watched] of this.#watched) {
      if (there.has(key)) continue;
      watched.dispose();
      this.#watched.delete(key);
      this.#set(key, null);
    }
    for (const dataset of own) this.#listen(dataset);
  }

  #listen(dataset: DatasetFolder): void {
    const key = dataset.uri.toString();
    if (this.#watched.has(key)) return;
    const pace = new Pace();
    const hear = (progress: RunProgress | null): void => this.#set(key, progress && activeRun(dataset, progress, pace));
    this.#watched.set(key, this.#engines.of(dataset).on('run-progress', hear));
  }

  #set(key: string, run: ActiveRun | null): void {
    if (run === null && !this.#runs.delete(key)) return;
    if (run !== null) this.#runs.set(key, run);
    setContext('betterSynth.runActive', this.#runs.size > 0);
    this.#changed.fire();
  }
}

function activeRun(dataset: DatasetFolder, progress: RunProgress, pace: Pace): ActiveRun {
  const { n, now } = progress;
  const speed = now === null ? null : pace.speed(`${n} ${now.stage}`, now.done, now.total, Date.now());
  return { dataset, progress, speed };
}
