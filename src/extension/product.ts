import type * as vscode from 'vscode';
import type { Speed } from '../base/pace.ts';
import type { Answer, Ask, EngineEvents, EngineMethod } from '../protocol/engine.ts';
import type { RunProgress } from '../protocol/runs.ts';
import type { FailureError } from '../protocol/failure.ts';

/** A dataset folder of the workspace: it has a recipe, or a JSONL that was opened. */
export interface DatasetFolder {
  readonly uri: vscode.Uri;
  readonly name: string;
  /** `better-synth.yaml`; there may be none yet. */
  readonly recipe: vscode.Uri;
  /** Another JSONL than the recipe's, opened read-only; null: the recipe's own. */
  readonly file: vscode.Uri | null;
}

/** The datasets of the workspace. */
export interface Datasets {
  readonly all: readonly DatasetFolder[];
  /** Until the disk has been looked at for the first time. */
  readonly found: Promise<void>;
  readonly onDidChange: vscode.Event<void>;
  /** The dataset that a file belongs to, if any. */
  of(uri: vscode.Uri): DatasetFolder | undefined;
  /**
   * Adds a dataset that no recipe stands for, while a JSONL of it is open: its folder, or with `file` that file alone.
   * The same one may be added several times; it goes with the last.
   */
  add(dataset: DatasetFolder): vscode.Disposable;
  /** The only one, that of the active editor, or what the user picks; undefined: nothing was picked, or there is none (said). */
  pick(): Promise<DatasetFolder | undefined>;
  /** Looks at the disk again. */
  look(): Promise<void>;
}

/** An engine as the editor sees it. It is started at the first question, and once more after a crash. */
export interface Engine {
  readonly dataset: DatasetFolder;
  /**
   * Asks the engine. `open` answers what the engine said when it was opened, whatever it is asked with here.
   * @throws FailureError what the engine answered, or why there is no engine
   */
  ask<M extends EngineMethod>(method: M, ask: Ask<M>, token?: vscode.CancellationToken): Promise<Answer<M>>;
  /** Also after a restart, which tells `changed` with everything. */
  on<E extends keyof EngineEvents>(event: E, listener: (payload: EngineEvents[E]) => void): vscode.Disposable;
  readonly onDidChangeState: vscode.Event<EngineState>;
  readonly state: EngineState;
  /** Why it is gone; null while it is not. */
  readonly failure: FailureError | null;
}

/** `idle`: not started yet. `gone`: crashed twice, or does not start. */
export type EngineState = 'idle' | 'starting' | 'running' | 'gone';

/** The engines of the workspace's datasets: one each. */
export interface Engines {
  of(dataset: DatasetFolder): Engine;
  /** Those that were asked for. */
  all(): readonly Engine[];
  /** Ends the engine of a dataset that is of no use any more, where there is one. */
  release(dataset: DatasetFolder): void;
  /** Ends all of them and starts them anew. */
  restart(): Promise<void>;
}

/** A run that goes on. */
export interface ActiveRun {
  readonly dataset: DatasetFolder;
  readonly progress: RunProgress;
  readonly speed: Speed | null;
}

/** The runs that go on in the workspace: at most one in each dataset. */
export interface ActiveRuns {
  readonly all: readonly ActiveRun[];
  /** Fires twice a second while a run goes on. */
  readonly onDidChange: vscode.Event<void>;
}

/** What the parts of the extension share. */
export interface Product {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly datasets: Datasets;
  readonly engines: Engines;
  /** The runs that go on. */
  readonly runs: ActiveRuns;
}
