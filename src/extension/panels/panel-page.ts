import * as vscode from 'vscode';
import type { Failure } from '../../protocol/engine.ts';
import type {
  PanelEvents,
  PanelMethods,
  PanelName,
  PanelOpening,
  PanelStart,
  PanelSubject,
  PanelTells,
} from '../../protocol/panels.ts';
import type { KeptView } from '../../protocol/views.ts';
import { opened, whyNot } from '../grid/find-dataset.ts';
import type { GridProvider } from '../grid/provider.ts';
import { makePage } from '../pages/make-page.ts';
import { PageSession, type PageHost } from '../pages/page-session.ts';
import { plainLines } from '../plain-lines.ts';
import type { Engine, Product } from '../product.ts';
import { answerPanel } from './answers.ts';
import { panelAsks, panelTells } from './messages.ts';

/** A panel's page, and what it needs of the editor around it. */
export class PanelPage implements PageHost<PanelMethods, PanelTells> {
  readonly panel: vscode.WebviewPanel;
  readonly name: PanelName;
  readonly engine: Engine;
  readonly #product: Product;
  readonly #grids: GridProvider;
  readonly #session: PageSession<PanelMethods, PanelTells, PanelEvents>;
  readonly #disposables: vscode.Disposable[];
  #opening: PanelOpening;
  #kept: KeptView | null = null;
  #listens = false;
  /** The page was made while there was no engine: it has no folder of pictures. */
  #withoutEngine = false;

  constructor(
    product: Product,
    grids: GridProvider,
    name: PanelName,
    engine: Engine,
    panel: vscode.WebviewPanel,
    subject: PanelSubject,
  ) {
    this.panel = panel;
    this.name = name;
    this.engine = engine;
    this.#product = product;
    this.#grids = grids;
    this.#opening = openingOn(subject);
    const post = (message: unknown): Thenable<boolean> => panel.webview.postMessage(message);
    const shapes = { asks: panelAsks, tells: panelTells };
    this.#session = new PageSession<PanelMethods, PanelTells, PanelEvents>(post, this, shapes);
    this.#disposables = [
      panel.webview.onDidReceiveMessage((message) => this.#session.take(message)),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#listens = false;
      }),
      engine.on('changed', (changed) => this.#tell('changed', changed)),
      engine.on('run-progress', (progress) => this.#tell('run-progress', progress)),
      engine.onDidChangeState((state) => {
        if (state === 'running' && this.#withoutEngine) void this.render();
        else if (state === 'running') this.#tell('engine', { state: 'there', failure: null });
        else if (state === 'gone') this.#tellGone(engine.failure?.failure ?? null);
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.render()),
    ];
    panel.onDidDispose(() => this.#dispose());
  }

  /** Makes the page. Where there is no engine it is made all the same, and told why. */
  async render(): Promise<void> {
    const answered = await opened(this.engine).catch(() => null);
    this.#withoutEngine = answered === null;
    const { dataset } = this.engine;
    this.#listens = false;
    makePage<PanelStart>(this.panel.webview, this.#product.context.extensionUri, {
      bundle: this.name,
      title: this.panel.title,
      thumbnails: answered === null ? null : vscode.Uri.file(answered.thumbnails),
      start: {
        panel: this.name,
        dataset: dataset.name,
        folder: dataset.uri.toString(),
        readOnly: answered?.readOnly ?? false,
        kept: this.#kept,
        ...this.#opening,
      },
    });
  }

  /** Shows the panel, on what it is opened on now. */
  reveal(subject: PanelSubject): void {
    this.panel.reveal();
    if (Object.keys(subject).length === 0) return;
    this.#opening = openingOn(subject);
    // A page that does not listen yet is told once it does.
    this.#tell('subject', this.#opening);
  }

  answer<M extends keyof PanelMethods>(
    method: M,
    ask: PanelMethods[M]['ask'],
    token: vscode.CancellationToken,
  ): Promise<PanelMethods[M]['answer']> {
    const memory = this.#product.context.workspaceState;
    return answerPanel({ engine: this.engine, grids: this.#grids, memory }, method, ask, token);
  }

  hear<T extends keyof PanelTells>(name: T, payload: PanelTells[T]): void {
    if (name === 'ready') void this.#born();
    else this.#kept = payload;
  }

  warn(text: string): void {
    this.#product.log.warn(plainLines(`${this.panel.title}: ${text}`));
  }

  async #born(): Promise<void> {
    this.#listens = true;
    this.#tell('subject', this.#opening);
    const failure = await whyNot(this.engine);
    if (failure !== null) this.#tellGone(failure);
  }

  #tellGone(failure: Failure | null): void {
    this.#tell('engine', { state: 'gone', failure });
  }

  /** A page that is hidden hears nothing: it asks again when it is shown. */
  #tell<E extends keyof PanelEvents>(event: E, payload: PanelEvents[E]): void {
    if (this.#listens) this.#session.tell(event, payload);
  }

  #dispose(): void {
    this.#session.dispose();
    vscode.Disposable.from(...this.#disposables).dispose();
  }
}

function openingOn(subject: PanelSubject): PanelOpening {
  return { subject, opened: Date.now() };
}
