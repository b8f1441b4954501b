import * as vscode from 'vscode';
import { panelNames, type PanelName, type PanelSubject } from '../../protocol/panels.ts';
import { showFailure } from '../failures.ts';
import type { GridProvider } from '../grid/provider.ts';
import type { DatasetFolder, Product } from '../product.ts';
import { restored, subject as subjectShape } from './messages.ts';
import { PanelPage } from './panel-page.ts';
import { panelIcon, panelTitle } from './titles.ts';

/** Registers the panels: a command that opens each, and what brings one back after a reload of the window. */
export function registerPanels(product: Product, grids: GridProvider): vscode.Disposable {
  const panels = new Panels(product, grids);
  return vscode.Disposable.from(
    ...panelNames.map((name) =>
      vscode.commands.registerCommand(`betterSynth.${name}.open`, async (argument: unknown) => {
        try {
          await panels.openOn(name, argument);
        } catch (error) {
          await showFailure(product.log, error);
        }
      }),
    ),
    ...panelNames.map((name) =>
      vscode.window.registerWebviewPanelSerializer(viewTypeOf(name), {
        deserializeWebviewPanel: (panel, state) => panels.restore(name, panel, state),
      }),
    ),
  );
}

/** The open panels: at most one of a name for a dataset. */
class Panels {
  readonly #product: Product;
  readonly #grids: GridProvider;
  readonly #open = new Set<PanelPage>();

  constructor(product: Product, grids: GridProvider) {
    this.#product = product;
    this.#grids = grids;
  }

  /** Opens a panel on what a command was told, or on the dataset that the person picks. */
  async openOn(name: PanelName, argument: unknown): Promise<void> {
    const { folder, subject } = readArgument(argument);
    const dataset = this.#datasetAt(folder) ?? (await this.#product.datasets.pick());
    if (dataset === undefined) return;
    const engine = this.#product.engines.of(dataset);
    const there = [...this.#open].find((page) => page.name === name && page.engine === engine);
    if (there !== undefined) return there.reveal(subject);
    const panel = vscode.window.createWebviewPanel(viewTypeOf(name), '', vscode.ViewColumn.Active, {});
    await this.#show(name, dataset, panel, subject);
  }

  /** Brings back a panel of the window before; one without its dataset is closed. */
  async restore(name: PanelName, panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    await this.#product.datasets.found;
    const dataset = this.#datasetAt(restored.safeParse(state).data?.folder);
    if (dataset === undefined) panel.dispose();
    else await this.#show(name, dataset, panel, {});
  }

  async #show(name: PanelName, dataset: DatasetFolder, panel: vscode.WebviewPanel, subject: PanelSubject) {
    panel.title = panelTitle(name, dataset.name);
    panel.iconPath = panelIcon(name);
    const page = new PanelPage(this.#product, this.#grids, name, this.#product.engines.of(dataset), panel, subject);
    this.#open.add(page);
    panel.onDidDispose(() => this.#open.delete(page));
    await page.render();
  }

  #datasetAt(folder: string | undefined): DatasetFolder | undefined {
    return this.#product.datasets.all.find(({ uri, file }) => file === null && uri.toString() === folder);
  }
}

function viewTypeOf(name: PanelName): string {
  return `betterSynth.${name}`;
}

/** What is understood of an argument: anybody may execute a command. A tree's node names its stage. */
function readArgument(argument: unknown): { folder: string | undefined; subject: PanelSubject } {
  if (typeof argument !== 'object' || argument === null) return { folder: undefined, subject: {} };
  const { folder, subject, stage } = argument as Record<string, unknown>;
  const named = subjectShape.safeParse(subject ?? (typeof stage === 'string' ? { stage } : {})).data ?? {};
  return { folder: typeof folder === 'string' ? folder : undefined, subject: named };
}
