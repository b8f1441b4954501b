/// <reference lib="dom" />
/** The built page of a panel in a browser under the real CSP, with a real engine at the other end of its wire. */
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { after, before } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ResponseError, type CancellationToken, type Message } from 'vscode-jsonrpc/node';
import {
  forwardedByPanels,
  type PanelEvents,
  type PanelForwarded,
  type PanelMethods,
  type PanelName,
  type PanelStart,
  type PanelSubject,
} from '../../../src/protocol/panels.ts';
import { panelAsks } from '../../../src/extension/panels/messages.ts';
import { startEngine, type TestEngine } from '../../support/engine.ts';
import { pageDocument } from './page-document.ts';
import { pageWire } from './page-wire.ts';
import { watch } from './watched.ts';
import type { Theme } from './themes.ts';

const bundles = process.env['BETTER_SYNTH_VIEWS'] ?? resolve(import.meta.dirname, '../../../dist/webview');
const shots = resolve(import.meta.dirname, '../../../test-output/webview');
const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf', webp: 'image/webp' };

type Own = Exclude<keyof PanelMethods, PanelForwarded>;
type Answers<M extends Own> = (
  ask: PanelMethods[M]['ask'],
) => PanelMethods[M]['answer'] | Promise<PanelMethods[M]['answer']>;

/** How a panel is opened. */
export interface PanelOpening {
  readonly panel: PanelName;
  /** The dataset's folder. */
  readonly folder: string;
  readonly subject?: PanelSubject;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly start?: Partial<PanelStart>;
  /** An engine that is there already; its opener ends it. */
  readonly engine?: TestEngine;
}

/** The browser of a test file, from before its tests until after them. */
export function panelsOfTests(): { open(opening: PanelOpening): Promise<PanelView> } {
  let pages: PanelPages;
  before(async () => {
    pages = await PanelPages.begin();
  });
  after(async () => {
    await pages.end();
  });
  return { open: (opening) => pages.open(opening) };
}

/** Pages of one browser. */
export class PanelPages {
  readonly #browser: Browser;
  readonly #server: Server;
  /** One engine for all pages on a folder, as in an editor: starting one takes longer than most tests. */
  readonly #engines = new Map<string, Promise<TestEngine>>();
  #html = '';
  #thumbnails = '';

  private constructor(browser: Browser, server: Server) {
    this.#browser = browser;
    this.#server = server;
    server.on('request', ({ url }, response) => void this.#serve((url ?? '/').split('?')[0]!, response));
  }

  static async begin(): Promise<PanelPages> {
    const args = ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info', '--js-flags=--expose-gc'];
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new PanelPages(browser, server);
  }

  async end(): Promise<void> {
    for (const engine of this.#engines.values()) await (await engine).close();
    await this.#browser.close();
    this.#server.close();
  }

  /** Opens a panel, and waits until it has shown what it begins with: an element with the attribute `data-shown`. */
  async open(opening: PanelOpening): Promise<PanelView> {
    const { panel, folder, subject = {}, theme = 'dark', width = 1200, height = 800, start = {} } = opening;
    const origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    const engine = opening.engine ?? (await this.#engine(folder, start.restricted ?? false));
    this.#thumbnails = engine.opened!.thumbnails;
    const usual: PanelStart = {
      ...{ panel, dataset: 'my-dataset', folder: `file://${folder}`, thumbnails: '/thumbnails', readOnly: false },
      ...{ restricted: false, language: 'en', words: {}, subject, opened: 1, kept: null },
    };
    this.#html = pageDocument({ origin, theme, bundle: panel, start: { ...usual, ...start } });
    const page = await this.#browser.newPage({ viewport: { width, height } });
    const view = new PanelView(page, engine);
    await view.begin(origin);
    return view;
  }

  #engine(folder: string, restricted: boolean): Promise<TestEngine> {
    const key = `${restricted} ${folder}`;
    const known = this.#engines.get(key) ?? startEngine(folder, { restricted });
    this.#engines.set(key, known);
    return known;
  }

  async #serve(url: string, response: ServerResponse): Promise<void> {
    if (url === '/')
      return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(this.#html);
    const isThumbnail = url.startsWith('/thumbnails/');
    const file = isThumbnail ? join(this.#thumbnails, url.slice('/thumbnails/'.length)) : join(bundles, url);
    const content = await readFile(file).catch(() => null);
    if (content === null) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[url.split('.').at(-1)!] ?? 'image/webp' }).end(content);
  }
}

/** A panel's page. What it asks of the editor is noted in `asked`, and answered by `answers`. */
export class PanelView {
  readonly page: Page;
  readonly engine: TestEngine;
  /** CSP reports, dialogs and errors: a page must have none. */
  readonly complaints: string[] = [];
  /** All questions, in order. */
  readonly asked: { readonly method: keyof PanelMethods; readonly ask: unknown }[] = [];
  /** What the editor answers; another answer can be put here. */
  readonly answers: { [M in Own]: Answers<M> } = {
    'show-samples': () => null,
    'lead-grid': () => ({ led: false }),
    'open-panel': () => null,
    'go-to-recipe': () => null,
    'run-stage': () => null,
    'write-thresholds': () => null,
    'save-file': () => ({ saved: true }),
    'open-picture': () => null,
    copy: () => null,
    'choose-log': () => ({ paths: [] }),
    'known-logs': () => ({ paths: [] }),
    'forget-log': () => ({ paths: [] }),
    'restart-engine': () => null,
  };
  /** How many times each question was told by {@link next}. */
  readonly #told = new Map<keyof PanelMethods, number>();
  #receive: (message: Message) => void = () => undefined;
  #tell: (event: string, payload: unknown) => Promise<void> = () => Promise.resolve();

  constructor(page: Page, engine: TestEngine) {
    this.page = page;
    this.engine = engine;
  }

  async begin(origin: string): Promise<void> {
    const { page } = this;
    await watch(page, this.complaints, (message) => this.#receive(message));
    this.#connect();
    await page.goto(origin);
    await this.shown();
  }

  /** Waits until the page has shown what it begins with. */
  async shown(): Promise<void> {
    await this.page.waitForSelector('[data-shown]', { state: 'attached' });
  }

  /** Reloads the page, as the editor does with one that was hidden; what it kept stays. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.shown();
  }

  /** Tells the page something, as its host does. */
  tell<E extends keyof PanelEvents>(event: E, payload: PanelEvents[E]): Promise<void> {
    return this.#tell(event, payload);
  }

  /** What a question was asked with last. */
  last<M extends keyof PanelMethods>(method: M): PanelMethods[M]['ask'] | undefined {
    return this.asked.findLast((each) => each.method === method)?.ask as PanelMethods[M]['ask'] | undefined;
  }

  /** What a question is asked with, once it is asked again; each time it was asked is told once. */
  async next<M extends keyof PanelMethods>(method: M): Promise<PanelMethods[M]['ask']> {
    const told = this.#told.get(method) ?? 0;
    const those = (): typeof this.asked => this.asked.filter((each) => each.method === method);
    const until = Date.now() + 20_000;
    while (those().length <= told) {
      if (Date.now() > until) throw new Error(`nobody asked ${method} in 20 s`);
      await this.page.waitForTimeout(10);
    }
    this.#told.set(method, told + 1);
    return those()[told]!.ask as PanelMethods[M]['ask'];
  }

  /** Saves a picture of the page for people to look at. */
  async shot(name: string): Promise<void> {
    await mkdir(shots, { recursive: true });
    await this.page.evaluate(() => document.fonts.ready);
    await this.page.screenshot({ path: join(shots, `${name}.png`), animations: 'disabled' });
  }

  async close(): Promise<void> {
    await this.page.close();
    assert.deepEqual(this.complaints, []);
  }

  #connect(): void {
    const { connection, receive } = pageWire(this.page);
    this.#receive = receive;
    for (const method of forwardedByPanels)
      this.#serve(connection, method, (ask, token) => this.engine.ask(method, ask as never, token));
    for (const method of Object.keys(this.answers) as Own[])
      this.#serve(connection, method, (ask) =>
        Promise.resolve((this.answers[method] as (ask: unknown) => unknown)(ask)),
      );
    for (const name of ['ready', 'kept']) connection.onNotification(name, () => undefined);
    this.engine.on('changed', (changed) => void connection.sendNotification('changed', changed).catch(() => undefined));
    connection.listen();
    this.#tell = (event, payload) => connection.sendNotification(event, payload);
  }

  /** As the editor does: only what has the right shape is asked. */
  #serve(
    connection: ReturnType<typeof pageWire>['connection'],
    method: keyof PanelMethods,
    answer: (ask: unknown, token: CancellationToken) => Promise<unknown>,
  ): void {
    connection.onRequest(method, async (ask: unknown, token: CancellationToken) => {
      this.asked.push({ method, ask });
      const { error } = panelAsks[method].safeParse(ask);
      if (error !== undefined) this.complaints.push(`wrong shape: ${method} ${JSON.stringify(ask).slice(0, 500)}`);
      try {
        return await answer(ask, token);
      } catch (thrown) {
        if (thrown instanceof ResponseError) return thrown;
        throw thrown;
      }
    });
  }
}
