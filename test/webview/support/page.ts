/// <reference lib="dom" />
/** The built page in a browser under the real CSP, with a fake host at the other end of its wire. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ResponseError, type CancellationToken, type Message, type MessageConnection } from 'vscode-jsonrpc/node';
import type { GridEvents, GridMethods, GridStart } from '../../../src/protocol/views.ts';
import { Refusal, type FakeHost } from './fake-host.ts';
import { pageDocument } from './page-document.ts';
import { pageWire } from './page-wire.ts';
import { watch } from './watched.ts';
import type { Theme } from './themes.ts';

const views = process.env['BETTER_SYNTH_VIEWS'] ?? fileURLToPath(new URL('../../../dist/webview', import.meta.url));
const shots = fileURLToPath(new URL('../../../test-output/webview', import.meta.url));

const start: GridStart = {
  thumbnails: '/thumbnails',
  file: 'data.jsonl',
  readOnly: false,
  restricted: false,
  language: 'en',
  words: {},
  keys: [
    { command: 'tag-keep', title: 'Keep', key: 'K' },
    { command: 'tag-drop', title: 'Drop', key: 'D' },
    { command: 'focus-filter', title: 'Go to the filter', key: '/' },
  ],
  filter: null,
  kept: null,
};

/** How a page is opened. */
export interface Opening {
  readonly host: FakeHost;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly start?: Partial<GridStart>;
}

/** Pages of one browser. */
export class Pages {
  readonly #browser: Browser;
  readonly #server: Server;
  #html = (): string => '';

  private constructor(browser: Browser, server: Server) {
    this.#browser = browser;
    this.#server = server;
    server.on('request', ({ url }, response) => {
      void this.#serve(url ?? '/', response);
    });
  }

  static async begin(): Promise<Pages> {
    const args = ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info', '--js-flags=--expose-gc'];
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Pages(browser, server);
  }

  async end(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
  }

  /** Opens the page, and waits until it has shown what it begins with. */
  async open({ host, theme = 'dark', width = 1200, height = 800, start: other = {} }: Opening): Promise<View> {
    const origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    const page = await this.#browser.newPage({ viewport: { width, height } });
    const view = new View(page, host);
    this.#html = () =>
      pageDocument({ origin, theme, bundle: 'grid', start: { ...start, ...other, ...view.givenBack } });
    await view.begin(origin);
    return view;
  }

  async #serve(url: string, response: ServerResponse): Promise<void> {
    const name = url.split('?')[0]!;
    if (name === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(this.#html());
    } else if (name.startsWith('/thumbnails/')) {
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(drawing(Number.parseInt(name.slice(12), 10)));
    } else {
      const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' };
      const type = types[name.split('.').at(-1)!];
      if (type === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': type }).end(await readFile(`${views}${name}`));
    }
  }
}

/** A page with its host. */
export class View {
  readonly page: Page;
  readonly host: FakeHost;
  /** CSP reports, dialogs and errors: a page must have none. */
  readonly complaints: string[] = [];
  /** What the host gives the page of what it was told before. */
  givenBack: Pick<GridStart, 'kept'> = {};
  #receive: (message: Message) => void = () => undefined;

  constructor(page: Page, host: FakeHost) {
    this.page = page;
    this.host = host;
  }

  async begin(origin: string): Promise<void> {
    const { page } = this;
    await watch(page, this.complaints, (message) => this.#receive(message));
    this.#connect();
    await page.goto(origin);
    await page.waitForFunction(() => document.querySelector('.card .caption, .empty-state h2') !== null);
  }

  /** Reloads the page, as the editor does with one that was hidden; what it kept stays. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.waitForFunction(() => document.querySelector('.card .caption, .empty-state h2') !== null);
  }

  /** Reloads the window: the host gives back what it was told last; the editor may have `lost` what it kept. */
  async reloadWindow({ lost = false } = {}): Promise<void> {
    const told = (): FakeHost['told'] => this.host.told.filter(({ name }) => name === 'kept');
    const before = told().length;
    await this.page.evaluate((lost) => {
      window.dispatchEvent(new Event('pagehide'));
      if (!lost) return;
      sessionStorage.clear();
      Object.assign(globalThis, { forgetful: true });
    }, lost);
    while (told().length === before) await this.page.waitForTimeout(10);
    this.givenBack = { kept: told().at(-1)!.payload as NonNullable<GridStart['kept']> };
    await this.reload();
  }

  /** Saves a picture of the page for people to look at. */
  async shot(name: string): Promise<void> {
    await mkdir(shots, { recursive: true });
    await this.page.evaluate(() => document.fonts.ready);
    await this.page.screenshot({ path: `${shots}/${name}.png`, animations: 'disabled' });
  }

  async close(): Promise<void> {
    await this.page.close();
    assert.deepEqual(this.complaints, []);
  }

  #connect(): void {
    const { host, page } = this;
    const { connection, receive } = pageWire(page);
    this.#receive = receive;
    for (const method of Object.keys(host.answers) as (keyof GridMethods)[]) serve(connection, host, method);
    for (const name of ['ready', 'input-focus', 'kept'] as const) {
      connection.onNotification(name, (payload: unknown) => {
        host.told.push({ name, payload });
      });
    }
    connection.listen();
    host.tell = (name: keyof GridEvents, payload: unknown) => connection.sendNotification(name, payload);
  }
}

function serve(connection: MessageConnection, host: FakeHost, method: keyof GridMethods): void {
  connection.onRequest(method, async (ask: unknown, token: CancellationToken) => {
    host.asked.push({ method, ask, at: Date.now() });
    token.onCancellationRequested(() => host.cancelled.push(ask));
    try {
      if (host.delay > 0) await new Promise((resolve) => setTimeout(resolve, host.delay));
      return await (host.answers[method] as (ask: unknown) => unknown)(ask);
    } catch (error) {
      if (error instanceof Refusal) return new ResponseError(-32_000, error.message, error.failure);
      throw error;
    }
  });
}

function drawing(number: number): string {
  const hue = (number * 47) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="192"><rect width="256" height="192" fill="hsl(${hue} 45% 72%)"/>
<rect y="130" width="256" height="62" fill="hsl(${(hue + 60) % 360} 35% 45%)"/><circle cx="${40 + ((number * 31) % 180)}" cy="${60 + ((number * 13) % 50)}" r="32" fill="hsl(${(hue + 180) % 360} 60% 50%)"/></svg>`;
}
