import * as vscode from 'vscode';
import type { Answer, Ask, Edited, Failure, Replacement, WantedEdit } from '../../protocol/engine.ts';
import type { GridEvents } from '../../protocol/views.ts';
import { FailureError } from '../../protocol/failure.ts';
import { failureText } from '../failures.ts';
import type { DatasetFolder, Engine } from '../product.ts';
import { plainLines } from '../plain-lines.ts';
import { assertTrusted } from '../trust.ts';
import { CaptionChanges, type CaptionChange } from './caption-changes.ts';
import { whyNot } from './find-dataset.ts';
import { failureOf } from '../../protocol/failure.ts';
import { isRefusal } from '../is-refusal.ts';
import { FirstWindowAhead } from './first-window.ts';
import { UndoStep } from './undo-step.ts';

/** An edit is acknowledged sooner than this, in milliseconds; one that takes longer is shown as unsaved meanwhile. */
const patience = 500;
/** Ids that a message names. */
const idsShown = 5;

/** What happened to a document, for the editor's own undo. */
export type DocumentEdit = vscode.CustomDocumentEditEvent<DatasetDocument>;
type Turn = () => Promise<readonly string[]>;

/** A page that shows the document. */
export interface Page {
  tell<E extends keyof GridEvents>(event: E, payload: GridEvents[E]): void;
}

/**
 * A dataset in the editor. Edits are written by the engine at once; the document is then saved by the program, so that
 * it is dirty only as long as something is not on the disk. Saving never writes the dataset's file.
 */
export class DatasetDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly dataset: DatasetFolder;
  readonly engine: Engine;
  readonly changes: CaptionChanges;
  readonly pages = new Set<Page>();
  readonly first: FirstWindowAhead;
  readonly #edited = new vscode.EventEmitter<DocumentEdit>();
  readonly onDidEdit = this.#edited.event;
  readonly #unsaved = new vscode.EventEmitter<void>();
  /** What is not on the disk may have changed. */
  readonly onDidChangeUnsaved = this.#unsaved.event;
  readonly #disposables: vscode.Disposable[];
  readonly #disposed = new vscode.EventEmitter<void>();
  readonly onDidDispose = this.#disposed.event;

  constructor(uri: vscode.Uri, engine: Engine) {
    this.uri = uri;
    this.dataset = engine.dataset;
    this.engine = engine;
    this.first = new FirstWindowAhead(engine);
    this.changes = new CaptionChanges(
      (edits) => engine.ask('captions/edit', edits),
      (batch) => engine.ask('captions/revert', batch),
    );
    this.#disposables = [
      this.first,
      engine.on('changed', (payload) => this.#tell('changed', payload)),
      engine.onDidChangeState((state) => void this.#engineIs(state)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
    this.#edited.dispose();
    this.#unsaved.dispose();
    this.#disposed.fire();
    this.#disposed.dispose();
  }

  /** Writes captions. What cannot be written now stays, as unsaved. @throws FailureError why it is not written */
  async edit(edits: readonly WantedEdit[]): Promise<Edited> {
    this.#assertWritable();
    const change = this.changes.add(edits);
    this.#unsaved.fire();
    const announce = (): void => this.#announceChange(change);
    const late = setTimeout(announce, patience);
    await this.changes.flush();
    clearTimeout(late);
    const { edited, failure } = change;
    if (failure !== null && isRefusal(failure)) this.changes.withdraw(change);
    else if (edited?.batch !== null) announce();
    this.#settle();
    if (edited !== null) return edited;
    throw new FailureError(failure ?? takenBack());
  }

  /** Replaces in captions, as one step. @throws what the engine answers; then nothing was replaced */
  async replace(ask: Replacement): Promise<Edited> {
    this.#assertWritable();
    const edited = await this.engine.ask('captions/replace', ask);
    const step = new UndoStep(edited.batch, (batch) => this.engine.ask('captions/revert', batch));
    if (edited.batch !== null) this.#announceStep(vscode.l10n.t('Replace in Captions'), step);
    return edited;
  }

  /** Changes tags, as one step. @throws what the engine answers; then nothing was changed */
  async tag(ask: Ask<'tags/change'>): Promise<Answer<'tags/change'>> {
    this.#assertWritable();
    const changed = await this.engine.ask('tags/change', ask);
    const step = new UndoStep(changed.batch, async (batch) => ({
      batch: (await this.engine.ask('tags/revert', batch)).batch,
      skipped: [],
    }));
    if (changed.batch !== null) this.#announceStep(vscode.l10n.t('Change Tags'), step);
    return changed;
  }

  /** @throws FailureError why something is not on the disk */
  saved(): null {
    if (this.changes.waiting.length > 0) throw new FailureError(this.changes.failure ?? notYet());
    return null;
  }

  /** Retries, and lets the editor know that nothing is unsaved where that is so. Never throws: pages are told. */
  async settle(): Promise<void> {
    await this.changes.flush();
    this.#settle();
  }

  /** Gives unsaved edits up. What is written stays. */
  giveUp(): void {
    for (const change of [...this.changes.waiting]) this.changes.withdraw(change);
    this.tellUnsaved();
  }

  /** Takes up edits of a window before: the document is dirty until they are written. */
  async resume(): Promise<void> {
    for (const change of this.changes.waiting) this.#announceChange(change);
    await this.settle();
  }

  /** Shows all pages what is not on the disk. */
  tellUnsaved(): void {
    this.#unsaved.fire();
    this.#tell('unsaved', { edits: this.changes.unsaved, failure: this.changes.failure });
  }

  #assertWritable(): void {
    assertTrusted();
    if (this.dataset.file === null) return;
    const message = vscode.l10n.t('This file is not the dataset of a recipe: it is only shown.');
    throw new FailureError({ kind: 'refused', message, details: {} });
  }

  #announceChange(change: CaptionChange): void {
    if (change.announced) return;
    change.announced = true;
    this.#announce(
      vscode.l10n.t('Edit Caption'),
      () => this.changes.undo(change),
      () => this.changes.redo(change),
    );
  }

  #announceStep(label: string, step: UndoStep): void {
    this.#announce(
      label,
      () => step.undo(),
      () => step.redo(),
    );
    this.#settle();
  }

  #announce(label: string, undo: Turn, redo: Turn): void {
    this.#edited.fire({ document: this, label, undo: () => this.#turn(undo), redo: () => this.#turn(redo) });
  }

  /** A failure is said and not thrown: the editor would forget the document's whole history. */
  async #turn(turn: Turn): Promise<void> {
    try {
      this.#sayWhatWasSkipped(await turn());
    } catch (error) {
      void vscode.window.showErrorMessage(failureText(failureOf(error)));
    }
    this.#settle();
  }

  #sayWhatWasSkipped(ids: readonly string[]): void {
    if (ids.length === 0) return;
    const named = ids.slice(0, idsShown).map(plainLines).join(', ');
    const list = ids.length > idsShown ? `${named}, …` : named;
    const text = vscode.l10n.t(
      '{0} captions were left alone, for somebody has edited them since: {1}',
      ids.length,
      list,
    );
    void vscode.window.showWarningMessage(text);
  }

  /** What the editor was told of must have reached it before it is asked to save. */
  #settle(): void {
    this.tellUnsaved();
    if (this.changes.waiting.length === 0) setTimeout(() => void vscode.workspace.save(this.uri), 0);
  }

  async #engineIs(state: Engine['state']): Promise<void> {
    if (state === 'gone') this.#tell('engine', { state: 'gone', failure: await whyNot(this.engine) });
    if (state !== 'running') return;
    this.#tell('engine', { state: 'there', failure: null });
    if (this.changes.waiting.length > 0) await this.settle();
  }

  #tell<E extends keyof GridEvents>(event: E, payload: GridEvents[E]): void {
    for (const page of this.pages) page.tell(event, payload);
  }
}

function takenBack(): Failure {
  return { kind: 'cancelled', message: vscode.l10n.t('The edit was taken back.'), details: {} };
}

function notYet(): Failure {
  return { kind: 'locked', message: vscode.l10n.t('Captions are still being written.'), details: {} };
}
