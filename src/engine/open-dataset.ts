import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { ProductError } from '../protocol/errors.ts';
import type { Answer } from '../protocol/engine.ts';
import type { Flow } from '../core/pipeline/flow.ts';
import type { GridData } from '../core/pipeline/grid/grid-data.ts';
import { ImportedGrid } from '../core/pipeline/grid/imported-grid.ts';
import { Sets } from '../core/pipeline/grid/sets.ts';
import { Results } from '../core/pipeline/grid/results.ts';
import { imported, importedBefore } from '../core/pipeline/imported.ts';
import { datasetFileOf, openSession, openToLook, type Session } from '../core/pipeline/session.ts';
import type { RunMachines } from '../core/pipeline/stages/stage-of-run.ts';
import { createViews } from '../core/pipeline/views.ts';
import type { Import } from '../core/store/state/registry.ts';
import { Thumbnails } from '../core/pipeline/grid/thumbnails.ts';
import { BackgroundImport, readThrough } from './background-import.ts';
import { onlyLines, untrusted } from './refusals.ts';
import { changesBetween, seenBeside, seenIn, type Changed, type Seen } from './seen.ts';
import type { Tell } from './tell.ts';

/** How often is looked for what others changed: milliseconds. */
const pollEvery = 500;
/** A failed import is not tried again before: milliseconds. */
const patience = 5000;

interface Views {
  readonly session: Session;
  readonly dataset: Import;
  readonly flow: Flow;
}

/** How a dataset is opened, see the question `open`. */
export interface OpenOptions {
  readonly folder: string;
  readonly file: string | null;
  readonly restricted: boolean;
}

/**
 * The folder that this engine is about. Holds one session; makes it and its views anew when what they show has changed.
 * Another file than the recipe's, and in Restricted Mode a dataset without a state of now, is shown by its lines alone.
 */
export class OpenDataset {
  readonly folder: string;
  readonly restricted: boolean;
  readonly machines: RunMachines;
  readonly tell: Tell;
  /** What `grid/open` answered, by number. */
  readonly results = new Results();
  /** Samples that views have named. */
  readonly sets = new Sets();
  readonly thumbnails: Thumbnails;
  /** Another file than the recipe's; null: the recipe's. */
  readonly #other: string | null;
  /** The dataset file as the last recipe without errors names it. */
  #file: string;
  #session: Promise<Session> | null = null;
  #import: BackgroundImport<Import> | null = null;
  #lines: BackgroundImport<void> | null = null;
  #views: Promise<Views> | null = null;
  #grid: { readonly views: Views; readonly grid: ImportedGrid } | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #looking: Promise<void> = Promise.resolve();
  #seen: Seen | null = null;
  #closed = false;
  readonly #timer: NodeJS.Timeout;
  readonly #listeners = new Set<(what: readonly Changed[]) => void>();
  readonly #pollers = new Set<(session: Session) => void>();

  private constructor({ folder, file, restricted }: OpenOptions, machines: RunMachines, tell: Tell) {
    this.folder = resolve(folder);
    this.restricted = restricted;
    this.machines = machines;
    this.tell = tell;
    this.#file = datasetFileOf(this.folder) ?? join(this.folder, 'data.jsonl');
    const other = file === null ? null : resolve(this.folder, file);
    this.#other = other === this.#file ? null : other;
    this.thumbnails = new Thumbnails({
      dataset: this.folder,
      temporary: this.#other !== null,
      restricted,
      decoder: machines.decoder,
    });
    this.#timer = setInterval(() => void this.#poll(), pollEvery);
    this.#timer.unref();
  }

  /**
   * Opens a dataset. It is imported behind this.
   * @throws ProductError `usage` where there is no dataset file, and as {@link openSession} does
   */
  static async open(options: OpenOptions, machines: RunMachines, tell: Tell): Promise<OpenDataset> {
    const opened = new OpenDataset(options, machines, tell);
    try {
      opened.#assertThere();
      const session = await opened.#sessionOrNull();
      if (session === null) opened.#ofLines();
      else opened.#importOf(session);
      await opened.look();
      return opened;
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  /** What the editor needs to know at once. */
  async described(): Promise<Answer<'open'>> {
    const session = await this.#sessionOrNull();
    return {
      file: relative(this.folder, this.file).replaceAll('\\', '/'),
      thumbnails: this.thumbnails.folder,
      readOnly: session?.state.readOnly ?? true,
    };
  }

  /** The file that is shown, absolute. */
  get file(): string {
    return this.#other ?? this.#file;
  }

  /** How many samples, and lines that are none, have been read so far; null once the dataset is imported. */
  get counted(): { readonly samples: number; readonly problems: number } | null {
    const lines = this.#linesNow()?.lines;
    return lines === undefined ? null : { samples: lines.rows, problems: lines.problems };
  }

  /**
   * Call it before anything is written, decoded or scored.
   * @throws ProductError `refused` in Restricted Mode
   */
  assertWritable(): void {
    if (this.restricted) throw untrusted(this.folder);
  }

  /**
   * The session of now. It is closed when the recipe changes: do not keep it over an await that is not yours.
   * @throws ProductError as {@link openSession} does; `refused` or `usage` where lines alone are shown
   */
  session(): Promise<Session> {
    if (this.#session !== null) return this.#session;
    const opening = this.#openSession();
    this.#session = opening;
    opening.catch(() => {
      if (this.#session === opening) this.#session = null;
    });
    return opening;
  }

  /**
   * Uses the views over the dataset as they are now, once it is imported. One user at a time: views are made anew between
   * two of them.
   */
  use<T>(work: (session: Session, flow: Flow) => Promise<T>): Promise<T> {
    return this.#turn(async () => {
      const { session, flow } = await this.#viewsNow();
      return work(session, flow);
    });
  }

  /**
   * Uses what a grid shows: while the dataset is being imported its lines.
   * @param whole waits for the import, because lines do not do
   */
  async grid<T>(work: (data: GridData) => Promise<T>, whole = false): Promise<T> {
    const session = await this.#sessionOrNull();
    const lines = session === null ? this.#ofLines() : this.#linesNow();
    if (lines !== null && !(whole && session !== null)) return lines.read(work);
    return this.#turn(async () => work(await this.#gridNow()));
  }

  /** Does something beside the dataset that somebody waits for: an import steps aside. */
  ahead<T>(work: () => Promise<T>): Promise<T> {
    return this.#linesNow()?.ahead(work) ?? work();
  }

  /** Calls back after every change, own ones too. */
  onChanged(listener: (what: readonly Changed[]) => void): void {
    this.#listeners.add(listener);
  }

  /** Calls back at every look, twice a second; must be cheap, and must not throw. */
  onPoll(listener: (session: Session) => void): void {
    this.#pollers.add(listener);
  }

  /** Looks whether something has changed, here or in another process, and tells it. Called by whoever has changed something. */
  look(): Promise<void> {
    const looking = this.#looking.then(() => this.#look());
    this.#looking = looking.catch(() => undefined);
    return looking;
  }

  /** Ends what goes on and lets all files go. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await Promise.all([this.#import?.stop(), this.#lines?.stop(), this.thumbnails.close()]);
    await this.#looking;
    await this.#letGo();
  }

  async #look(): Promise<void> {
    if (this.#closed) return;
    const session = await this.#sessionOrNull().catch(() => null);
    const now = session === null ? seenBeside(this.folder, this.file) : seenIn(session);
    const what = changesBetween(this.#seen ?? now, now);
    this.#seen = now;
    if (what.length === 0) return;
    this.#views = null;
    if (what.includes('dataset') || what.includes('results')) {
      this.results.clear();
      this.sets.clear();
    }
    // A state that is only looked at does not see what others write.
    if (what.includes('recipe') || this.restricted) await this.#letGo();
    else if (what.includes('dataset')) await this.#forgetImport();
    this.#changed(what);
  }

  async #poll(): Promise<void> {
    await this.look().catch((error: unknown) => this.tell('log', { level: 'warning', message: String(error) }));
    const session = await this.#sessionOrNull().catch(() => null);
    if (session !== null && !this.#closed) for (const listener of this.#pollers) listener(session);
  }

  #changed(what: readonly Changed[]): void {
    for (const listener of this.#listeners) listener(what);
    this.tell('changed', { what });
  }

  async #openSession(): Promise<Session> {
    if (this.#other !== null) throw onlyLines(this.#other);
    if (this.#closed) throw new ProductError('cancelled', 'The dataset was closed.');
    const session = this.restricted ? await openToLook(this.folder) : await openSession(this.folder);
    if (session === null) throw untrusted(this.folder);
    if (session.loaded === null || session.loaded.recipe !== null) this.#file = session.file;
    const named = { ...session, file: this.#file };
    if (!this.restricted || importedBefore(named) !== undefined) return named;
    session.close();
    throw untrusted(this.folder);
  }

  /** Null where lines alone are shown. */
  async #sessionOrNull(): Promise<Session | null> {
    if (this.#other !== null) return null;
    if (!this.restricted) return this.session();
    return this.session().catch((error: unknown) => {
      if (error instanceof ProductError) return null;
      throw error;
    });
  }

  #assertThere(): void {
    if (existsSync(this.file)) return;
    throw new ProductError('usage', `There is no dataset file ${this.file}.`, {
      where: this.file,
      safe: 'Nothing was created.',
      next: 'A dataset is a JSONL file with "images" and "text" on each line; create a sample dataset to try the product.',
    });
  }

  #ofLines(): BackgroundImport<void> {
    const why = this.restricted ? 'linesUntrusted' : 'linesOnly';
    const { file } = this;
    return (this.#lines ??= new BackgroundImport(
      file,
      why,
      (onBatch) => readThrough(file, onBatch),
      () => this.tell('changed', { what: ['dataset'] }),
    ));
  }

  /** The import that goes on, or has; null: there is none to wait for. */
  #importOf(session: Session): BackgroundImport<Import> | null {
    const failed = this.#import?.failedAt ?? null;
    if (this.#import !== null && (failed === null || performance.now() - failed < patience)) return this.#import;
    if (existsSync(session.file) && importedBefore(session) !== undefined) return (this.#import = null);
    this.#import = new BackgroundImport(
      session.file,
      'importing',
      (onBatch) => imported(session, { onBatch }),
      () => this.#importTold(),
    );
    return this.#import;
  }

  /** While an import goes on only views are told: others wait for its end. */
  #importTold(): void {
    if (this.#import?.over === true) this.#changed(['dataset']);
    else this.tell('changed', { what: ['dataset'] });
  }

  /** What is read behind this just now, or has been where nothing more is known; null: all is imported. */
  #linesNow(): BackgroundImport<unknown> | null {
    if (this.#lines !== null) return this.#lines;
    return this.#import?.over === false ? this.#import : null;
  }

  async #forgetImport(): Promise<void> {
    const [was, lines] = [this.#import, this.#lines];
    this.#import = null;
    this.#lines = null;
    await Promise.all([was?.stop(), lines?.stop()]);
  }

  async #viewsNow(): Promise<Views> {
    const making = (this.#views ??= this.#makeViews());
    making.catch(() => {
      if (this.#views === making) this.#views = null;
    });
    return making;
  }

  async #makeViews(): Promise<Views> {
    const session = await this.session();
    await this.#importOf(session)?.finished();
    return { session, ...(await createViews(session)) };
  }

  async #gridNow(): Promise<ImportedGrid> {
    const views = await this.#viewsNow();
    if (this.#grid?.views === views) return this.#grid.grid;
    const before = this.#grid?.grid ?? null;
    const grid = await ImportedGrid.open(views.session, views.dataset, views.flow, this.sets, before);
    this.#grid = { views, grid };
    await before?.close();
    return grid;
  }

  /** Closes the session and all that hangs on it, behind those who use it; the next to ask opens it anew. */
  async #letGo(): Promise<void> {
    await this.#forgetImport();
    await this.#turn(async () => {
      const [session, grid] = [this.#session, this.#grid];
      this.#session = null;
      this.#views = null;
      this.#grid = null;
      await grid?.grid.close();
      (await session?.catch(() => null))?.close();
    });
  }

  #turn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
