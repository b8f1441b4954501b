/** A real VS Code with the packaged extension, in a browser; made once and shared by the tests of a file. */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as driver, type Browser } from 'playwright-core';
import { chromium } from '../../../scripts/editor/debian.ts';
import { foldersIn, startServer, type EditorFolders } from '../../../scripts/editor/launch.ts';
import { vsixOf } from '../../../scripts/package/pack.ts';
import { hostTarget } from '../../../scripts/package/targets.ts';
import { installed } from './installed.ts';
import { addChinese } from './language.ts';
import { ownProcesses, type OwnProcess } from './own-processes.ts';
import { writeSettings } from './settings.ts';
import { Window } from './window.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What an editor is started with. */
export interface EditorOptions {
  /** Besides the packaged product. */
  readonly extensions?: readonly string[];
  /** Whether every folder is trusted; else the editor is in Restricted Mode until somebody trusts. */
  readonly trusted?: boolean;
}

/** A server and a browser. */
export class Editor {
  readonly folders: EditorFolders;
  readonly #base: string;
  readonly #browser: Browser;
  readonly #url: string;
  readonly #stop: () => Promise<void>;

  private constructor(base: string, folders: EditorFolders, browser: Browser, url: string, stop: () => Promise<void>) {
    this.folders = folders;
    this.#base = base;
    this.#browser = browser;
    this.#url = url;
    this.#stop = stop;
  }

  /** Starts server and browser with the extensions, for a user who has never started them before. */
  static async start({ extensions = [], trusted = true }: EditorOptions = {}): Promise<Editor> {
    const base = mkdtempSync(join(tmpdir(), 'editor-'));
    const { user } = foldersIn(base);
    const folders = { user, extensions: installed([vsixOf(hostTarget()), ...extensions], user) };
    writeSettings(user);
    addChinese(user);
    const server = await startServer(folders, trusted ? ['--disable-workspace-trust'] : []);
    const browser = await driver.launch({ executablePath: chromium, args: flags });
    const stop = async (): Promise<void> => {
      const ended = new Promise((resolve) => server.process.once('exit', resolve));
      server.process.kill();
      await ended;
    };
    return new Editor(base, folders, browser, server.url, stop);
  }

  /**
   * Opens a folder, or a workspace file, in a window of its own, as somebody who has never opened one before.
   * @param language BCP 47
   */
  async open(folder: string, { language = 'en-US' }: { readonly language?: string } = {}): Promise<Window> {
    const viewport = { width: 1440, height: 900 };
    const context = await this.#browser.newContext({ locale: language, viewport });
    const page = await context.newPage();
    const window = new Window(page);
    const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
    await page.goto(`${this.#url}/?${kind}=${encodeURIComponent(folder)}`, { waitUntil: 'commit' });
    await window.ready();
    return window;
  }

  /** The processes that the extension has started and that still run. */
  processes(): OwnProcess[] {
    return ownProcesses(this.folders.extensions);
  }

  /** What the extension has written into its log. */
  log(): string {
    const logs = globSync('logs/**/*Better Synth.log', { cwd: this.folders.user });
    return logs.map((name) => readFileSync(join(this.folders.user, name), 'utf8')).join('');
  }

  /** Ends everything, also runs that outlive their window, and removes what the user left. */
  async close(): Promise<void> {
    await this.#browser.close();
    await this.#stop();
    for (const { pid } of this.processes()) kill(pid);
    rmSync(this.#base, { recursive: true, force: true, maxRetries: 5 });
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
