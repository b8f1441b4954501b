import * as vscode from 'vscode';
import type { GridEvents, GridMethods, GridStart, GridTells } from '../../protocol/views.ts';
import { plainLines } from '../plain-lines.ts';
import type { Product } from '../product.ts';
import { setContext } from '../set-context.ts';
import { answer } from './answers.ts';
import type { DatasetDocument, Page } from './document.ts';
import { nameOf, opened, whyNot } from './find-dataset.ts';
import { makePage, type PageContent } from '../pages/make-page.ts';
import { asks, tells } from './messages.ts';
import { gridKeys, type Manifest } from './keys.ts';
import { PageSession, type PageHost } from '../pages/page-session.ts';
import { ViewMemory } from './view-memory.ts';

/** One editor on a dataset: a page, and what it needs of the editor around it. */
export class GridPage implements Page, PageHost<GridMethods, GridTells> {
  readonly panel: vscode.WebviewPanel;
  readonly document: DatasetDocument;
  readonly #product: Product;
  readonly #views: ViewMemory;
  /** Where its view is kept. */
  #column: vscode.ViewColumn | undefined;
  readonly #session: PageSession<GridMethods, GridTells, GridEvents>;
  readonly #disposables: vscode.Disposable[];
  /** What was told while no page listened. */
  #unheard: (() => void)[] = [];
  #listens = false;
  #thumbnails: vscode.Uri | null = null;
  /** The page was made while there was no engine: it has no folder of pictures. */
  #withoutEngine = false;
  /** The folder cannot be written. */
  #readOnly = false;

  constructor(product: Product, document: DatasetDocument, panel: vscode.WebviewPanel) {
    this.panel = panel;
    this.document = document;
    this.#product = product;
    this.#views = new ViewMemory(product.context.workspaceState);
    this.#column = panel.viewColumn;
    this.#session = new PageSession<GridMethods, GridTells, GridEvents>(
      (message) => panel.webview.postMessage(message),
      this,
      { asks, tells },
    );
    this.#disposables = [
      panel.webview.onDidReceiveMessage((message) => this.#session.take(message)),
      panel.onDidChangeViewState(() => this.#viewChanged()),
      document.engine.onDidChangeState((state) => {
        if (state === 'running' && this.#withoutEngine) void this.render(null);
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.render(null)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('betterSynth.grid')) void this.render(null);
      }),
    ];
    document.pages.add(this);
    panel.onDidDispose(() => this.#dispose());
  }

  /**
   * Makes the page. Where there is no engine it is made all the same, and told why. Only a file that is shown by its
   * lines waits for the engine, which chooses where its thumbnails lie.
   */
  async render(filter: string | null): Promise<void> {
    const { dataset, engine } = this.document;
    const answer = opened(engine).catch(() => null);
    if (dataset.file === null) {
      this.#thumbnails = vscode.Uri.joinPath(dataset.uri, '.better-synth', 'cache', 'thumbnails');
      this.#make(filter);
      void answer.then((answered) => this.#learn(answered?.readOnly ?? false, filter));
      return;
    }
    const answered = await answer;
    this.#thumbnails = answered === null ? null : vscode.Uri.file(answered.thumbnails);
    this.#withoutEngine = answered === null;
    this.#make(filter);
  }

  /** A dataset that cannot be written is rare: its page is made once more. */
  #learn(readOnly: boolean, filter: string | null): void {
    if (!vscode.workspace.isTrusted || readOnly === this.#readOnly) return;
    this.#readOnly = readOnly;
    this.#make(filter);
  }

  #make(filter: string | null): void {
    this.#listens = false;
    makePage<GridStart>(this.panel.webview, this.#product.context.extensionUri, {
      bundle: 'grid',
      title: nameOf(this.document.uri),
      thumbnails: this.#thumbnails,
      start: this.#start(filter),
    });
  }

  tell<E extends keyof GridEvents>(event: E, payload: GridEvents[E]): void {
    if (this.#listens) this.#session.tell(event, payload);
    else if (event === 'command' || event === 'filter') this.#unheard.push(() => this.tell(event, payload));
  }

  answer<M extends keyof GridMethods>(
    method: M,
    ask: GridMethods[M]['ask'],
    token: vscode.CancellationToken,
  ): Promise<GridMethods[M]['answer']> {
    return answer(this.document, method, ask, token);
  }

  hear<T extends keyof GridTells>(name: T, payload: GridTells[T]): void {
    if (name === 'ready') void this.#born();
    else if (name === 'kept') this.#remember(payload as GridTells['kept']);
    else setContext('betterSynth.inputFocus', this.panel.active && (payload as GridTells['input-focus']).focused);
  }

  /** Its view goes with it to another group of editors. */
  #remember(view: GridTells['kept']): void {
    const { uri } = this.document;
    const { viewColumn = this.#column } = this.panel;
    if (viewColumn !== this.#column) void this.#views.forget(uri, this.#column);
    this.#column = viewColumn;
    void this.#views.remember(uri, viewColumn, view);
  }

  warn(text: string): void {
    this.#product.log.warn(plainLines(`${nameOf(this.document.uri)}: ${text}`));
  }

  #start(filter: string | null): PageContent<GridStart>['start'] {
    return {
      file: nameOf(this.document.uri),
      readOnly: this.#readOnly || this.document.dataset.file !== null,
      keys: gridKeys(this.#product.context.extension.packageJSON as Manifest, process.platform === 'darwin'),
      filter,
      size: setting('thumbnailSize', 160),
      scores: setting<readonly string[]>('scores', []),
      kept: this.#views.of(this.document.uri, this.#column),
    };
  }

  /** A page asks for what it shows; what it cannot ask for it is told. */
  async #born(): Promise<void> {
    this.#listens = true;
    for (const tell of this.#unheard.splice(0)) tell();
    this.document.tellUnsaved();
    const failure = await whyNot(this.document.engine);
    if (failure !== null) this.tell('engine', { state: 'gone', failure });
  }

  #viewChanged(): void {
    if (!this.panel.visible) this.#listens = false;
    if (!this.panel.active) setContext('betterSynth.inputFocus', false);
  }

  #dispose(): void {
    this.document.pages.delete(this);
    void this.#views.forget(this.document.uri, this.#column);
    this.#session.dispose();
    vscode.Disposable.from(...this.#disposables).dispose();
    setContext('betterSynth.inputFocus', false);
  }
}

/** In Restricted Mode the user's own setting counts, whatever the workspace says. */
function setting<T>(name: string, usual: T): T {
  const settings = vscode.workspace.getConfiguration('betterSynth.grid');
  if (vscode.workspace.isTrusted) return settings.get<T>(name, usual);
  return settings.inspect<T>(name)?.globalValue ?? usual;
}
