import * as vscode from 'vscode';
import { failureOf } from '../../protocol/failure.ts';
import { failureText } from '../failures.ts';
import type { DatasetFolder, Product } from '../product.ts';
import { setContext } from '../set-context.ts';
import { readBackup, writeBackup } from './backup.ts';
import { DatasetDocument, type DocumentEdit } from './document.ts';
import { findDataset } from './find-dataset.ts';
import { GridPage } from './grid-page.ts';
import { UnsavedMemory } from './unsaved-memory.ts';
import { writeEdits } from './write-edits.ts';

/** The custom editor's name. */
export const viewType = 'betterSynth.dataset';

/** Opens JSONL files as grids. */
export class GridProvider implements vscode.CustomEditorProvider<DatasetDocument> {
  readonly #product: Product;
  readonly #unsaved: UnsavedMemory;
  readonly #pages = new Set<GridPage>();
  readonly #filters = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<DocumentEdit>();
  readonly onDidChangeCustomDocument = this.#changed.event;

  constructor(product: Product) {
    this.#product = product;
    this.#unsaved = new UnsavedMemory(product.context.workspaceState);
  }

  /** The page that has the editor's attention. */
  get activePage(): GridPage | undefined {
    return [...this.#pages].find(({ panel }) => panel.active);
  }

  /**
   * Opens a dataset file as a grid, or shows the one that is open; with a filter it shows what that finds.
   * @param beside not over the view that asks for it
   */
  async open(file: vscode.Uri, filter: string | null, beside = false): Promise<void> {
    const key = file.toString();
    if (filter !== null) this.#filters.set(key, filter);
    // Without a column the editor shows the grid where it is open already.
    const column = beside ? [columnOf(file) ?? vscode.ViewColumn.Beside] : [];
    await vscode.commands.executeCommand('vscode.openWith', file, viewType, ...column);
    if (filter !== null && this.#filters.delete(key)) this.activePage?.tell('filter', { filter });
  }

  /** Has the grids of a dataset that can be seen show what a filter finds. @returns whether there is one */
  lead({ uri, file }: DatasetFolder, filter: string): boolean {
    const key = (of: Pick<DatasetFolder, 'uri' | 'file'>): string =>
      `${of.uri.toString()} ${of.file?.toString() ?? ''}`;
    const seen = [...this.#pages].filter(
      ({ panel, document }) => panel.visible && key(document.dataset) === key({ uri, file }),
    );
    for (const page of seen) page.tell('filter', { filter });
    return seen.length > 0;
  }

  async openCustomDocument(uri: vscode.Uri, { backupId }: { backupId?: string | undefined }): Promise<DatasetDocument> {
    if (uri.scheme !== 'file') throw new Error(vscode.l10n.t('Better Synth opens files on this machine only.'));
    const { dataset, registration } = await findDataset(this.#product, uri);
    const document = new DatasetDocument(uri, this.#product.engines.of(dataset));
    document.onDidDispose(() => {
      registration.dispose();
    });
    document.onDidEdit((edit) => {
      this.#changed.fire(edit);
      setContext('betterSynth.hasEdit', true);
    });
    await this.#restore(document, backupId);
    document.onDidChangeUnsaved(() => void this.#unsaved.remember(uri, document.changes.waiting));
    return document;
  }

  async resolveCustomEditor(document: DatasetDocument, panel: vscode.WebviewPanel): Promise<void> {
    const key = document.uri.toString();
    const filter = this.#filters.get(key) ?? null;
    this.#filters.delete(key);
    const page = new GridPage(this.#product, document, panel);
    this.#pages.add(page);
    panel.onDidDispose(() => this.#pages.delete(page));
    await page.render(filter);
    // Unsaved edits of the window before: an editor that can be saved is there now.
    if (document.changes.waiting.length > 0) void document.resume();
  }

  async saveCustomDocument(document: DatasetDocument): Promise<void> {
    await document.changes.flush();
    document.tellUnsaved();
    document.saved();
  }

  async saveCustomDocumentAs(document: DatasetDocument, destination: vscode.Uri): Promise<void> {
    await this.saveCustomDocument(document);
    await writeEdits(document.engine, destination);
  }

  revertCustomDocument(document: DatasetDocument): Promise<void> {
    document.giveUp();
    return Promise.resolve();
  }

  async backupCustomDocument(
    document: DatasetDocument,
    { destination }: vscode.CustomDocumentBackupContext,
  ): Promise<vscode.CustomDocumentBackup> {
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(destination, '..'));
    await vscode.workspace.fs.writeFile(destination, writeBackup(document.changes.waiting));
    const remove = (): void => void vscode.workspace.fs.delete(destination).then(undefined, () => undefined);
    return { id: destination.toString(), delete: remove };
  }

  async #restore(document: DatasetDocument, backupId: string | undefined): Promise<void> {
    try {
      const kept = backupId === undefined ? null : await vscode.workspace.fs.readFile(vscode.Uri.parse(backupId));
      const changes = kept === null ? this.#unsaved.of(document.uri) : readBackup(kept);
      for (const edits of changes) document.changes.add(edits);
    } catch (error) {
      const text = failureText(failureOf(error));
      this.#product.log.error(`unsaved captions: ${text}`);
      void vscode.window.showErrorMessage(vscode.l10n.t('Unsaved captions could not be restored: {0}', text));
    }
  }
}

/** The group of editors in which a file is open as a grid. */
function columnOf(file: vscode.Uri): vscode.ViewColumn | undefined {
  const shows = ({ input }: vscode.Tab): boolean =>
    input instanceof vscode.TabInputCustom && input.viewType === viewType && input.uri.toString() === file.toString();
  return vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(shows))?.viewColumn;
}
