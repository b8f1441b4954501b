import * as vscode from 'vscode';
import type { DatasetFolder, Datasets } from './product.ts';
import { anyHasJsonl, datasetAt, findDatasets, recipeName } from './find-datasets.ts';
import { pickDataset } from './pick-dataset.ts';
import { setContext } from './set-context.ts';

/** Events that come together are answered together: milliseconds. */
const together = 200;

/** Keeps the list of the workspace's datasets. */
export class WorkspaceDatasets implements Datasets {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #added = new Map<string, { readonly dataset: DatasetFolder; users: number }>();
  readonly #subscriptions: vscode.Disposable[] = [this.#changed];
  #watchers: vscode.Disposable[] = [];
  #found: readonly DatasetFolder[] = [];
  #timer: NodeJS.Timeout | null = null;
  readonly found: Promise<void>;

  constructor() {
    this.#subscriptions.push(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#watch();
        this.#lookSoon();
      }),
    );
    this.#watch();
    this.found = this.look();
  }

  get all(): readonly DatasetFolder[] {
    const found = new Set(this.#found.map(({ uri }) => uri.toString()));
    const added = [...this.#added.values()].map(({ dataset }) => dataset);
    return [...this.#found, ...added.filter(({ uri, file }) => file !== null || !found.has(uri.toString()))];
  }

  of(uri: vscode.Uri): DatasetFolder | undefined {
    const exact = this.all.find(({ file }) => file?.toString() === uri.toString());
    const inside = ({ uri: folder }: DatasetFolder): boolean => `${uri.path}/`.startsWith(`${folder.path}/`);
    const folders = this.all.filter((dataset) => dataset.file === null && inside(dataset));
    // Of nested datasets the inner one.
    return exact ?? folders.sort((a, b) => b.uri.path.length - a.uri.path.length)[0];
  }

  add(dataset: DatasetFolder): vscode.Disposable {
    const key = `${dataset.uri.toString()}\n${dataset.file?.toString() ?? ''}`;
    const entry = this.#added.get(key) ?? { dataset, users: 0 };
    entry.users += 1;
    this.#added.set(key, entry);
    if (entry.users === 1) this.#changed.fire();
    return new vscode.Disposable(() => {
      entry.users -= 1;
      if (entry.users > 0) return;
      this.#added.delete(key);
      this.#changed.fire();
    });
  }

  async pick(): Promise<DatasetFolder | undefined> {
    await this.found;
    return pickDataset(this);
  }

  async look(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const found = await findDatasets(folders);
    setContext('betterSynth.hasDataset', found.length > 0);
    setContext('betterSynth.noDataset', found.length === 0);
    setContext('betterSynth.hasJsonl', await anyHasJsonl(folders));
    const key = (datasets: readonly DatasetFolder[]): string => datasets.map(({ uri }) => uri.toString()).join('\n');
    const changed = key(found) !== key(this.#found);
    this.#found = found;
    if (changed) this.#changed.fire();
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const disposable of [...this.#watchers, ...this.#subscriptions]) disposable.dispose();
  }

  /** Recipes and vanishing folders are watched, pictures never. */
  #watch(): void {
    for (const watcher of this.#watchers) watcher.dispose();
    this.#watchers = (vscode.workspace.workspaceFolders ?? []).flatMap((folder) => {
      const recipes = new vscode.RelativePattern(folder, `{${recipeName},*/${recipeName}}`);
      const watcher = vscode.workspace.createFileSystemWatcher(recipes, false, true);
      const folders = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'), true, true);
      return [
        watcher,
        folders,
        watcher.onDidCreate(() => this.#lookSoon()),
        watcher.onDidDelete(() => this.#lookSoon()),
        folders.onDidDelete((uri) => {
          if (this.#found.some((dataset) => dataset.uri.toString() === datasetAt(uri).uri.toString())) this.#lookSoon();
        }),
      ];
    });
  }

  #lookSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.look();
    }, together);
  }
}
