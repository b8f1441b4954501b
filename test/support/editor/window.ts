/** A window of the editor, in the words of somebody who uses it. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import type { PanelName } from '../../../src/protocol/panels.ts';
import { GridPage } from './grid.ts';
import { rowTexts } from './in-page.ts';
import { until } from './until.ts';

const pictures = resolve(import.meta.dirname, '../../../test-output/editor');
const second = 1000;

/** One window. */
export class Window {
  readonly page: Page;
  /** Native dialogs and reports of content policies that pages raised: there should be none. */
  readonly raised: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('dialog', (dialog) => {
      // The editor in a browser asks so while something is unsaved: whoever reloads it means it.
      if (dialog.type() === 'beforeunload') return void dialog.accept();
      this.raised.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) this.raised.push(`console: ${message.text()}`);
    });
  }

  /** Waits until the workbench knows what the extension contributes. */
  async ready(): Promise<void> {
    await this.#icon.waitFor({ timeout: 60 * second });
  }

  /** Runs a command of the palette by its title, as it is displayed. @returns when it was chosen, by the clock */
  async runCommand(title: string): Promise<number> {
    return this.#palette(title, async (row) => {
      await row.hover({ timeout: 2 * second });
      const chosen = Date.now();
      await row.click({ timeout: 2 * second });
      return chosen;
    });
  }

  /** Runs a command of the palette by its title without the mouse. */
  async runByKeys(title: string): Promise<void> {
    const focused = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
    await this.#palette(title, async () => {
      await focused.waitFor({ timeout: 5 * second });
      await this.page.keyboard.press('Enter');
      return true;
    });
  }

  /** Whether the palette offers a command. */
  async offers(title: string): Promise<boolean> {
    await this.#palette('', () => Promise.resolve(true));
    await this.page.keyboard.type(title);
    await this.page.waitForTimeout(500);
    const rows = await this.#row(title).count();
    await this.page.keyboard.press('Escape');
    return rows > 0;
  }

  /**
   * Opens the palette, looks for a title, and does something with its row. A page that is just being loaded may swallow
   * the key, and a page that takes the focus when it is shown closes the palette: then all of it is tried again.
   */
  async #palette<T>(title: string, act: (row: Locator) => Promise<T>): Promise<T> {
    const input = this.page.locator('.quick-input-widget input').first();
    return until(`“${title}” in the palette`, async () => {
      await this.page.keyboard.press('F1');
      await input.fill(`>${title}`, { timeout: 2 * second });
      const row = this.#row(title);
      await row.waitFor({ timeout: 5 * second });
      return act(row);
    });
  }

  #row(title: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  }

  /** Chooses an entry of the open quick pick. */
  async choose(text: string): Promise<void> {
    await this.page
      .locator('.quick-input-list .monaco-list-row', { hasText: text })
      .first()
      .click({ timeout: 10 * second });
  }

  /** Takes what the open quick pick offers first, by the keyboard. @param question what it asks */
  async confirm(question: string): Promise<void> {
    const input = this.page.locator(`.quick-input-widget input[placeholder="${question}"]`);
    await input.waitFor({ timeout: 10 * second });
    await this.page.locator('.quick-input-list .monaco-list-row.focused').waitFor();
    await input.press('Enter');
  }

  /** Presses a button of the open quick input, once it is there. */
  async press(button: string): Promise<void> {
    await this.page.locator('.quick-input-widget').getByRole('button', { name: button, exact: true }).click();
  }

  /** Types into the open input box, and confirms. */
  async answer(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    await input.fill(text);
    await input.press('Enter');
  }

  /** Writes a path into the editor's file dialog, once it has proposed one, and takes it. */
  async openPath(path: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    await until('a dialog for files', async () => (await input.inputValue({ timeout: second })).includes('/'));
    await input.fill(path);
    // It takes no answer while it is reading a folder.
    await until('the end of the dialog', async () => {
      if (!(await input.isVisible())) return true;
      await input.press('Enter', { timeout: second });
      return false;
    });
  }

  /** Opens the product's container of the activity bar. */
  async openExplorer(): Promise<void> {
    const title = this.page.locator('.composite.title', { hasText: 'Better Synth' });
    const isShown = (seconds: number): Promise<boolean> =>
      title.waitFor({ timeout: seconds * second }).then(
        () => true,
        () => false,
      );
    // A window that is just being restored shows it by itself: a click would then hide it again.
    if (await isShown(2)) return;
    await until('the side bar of Better Synth', async () => {
      await this.#icon.click();
      return isShown(3);
    });
  }

  get #icon(): Locator {
    return this.page.locator('.activitybar .action-label[aria-label="Better Synth"]');
  }

  /** A section of the side bar. */
  view(title: string): Locator {
    return this.page.locator('.pane', { has: this.page.locator('.pane-header', { hasText: title }) });
  }

  /** The rows of a tree that can be seen, each with its description. */
  async treeTexts(title: string): Promise<string[]> {
    return this.view(title).locator('.monaco-list-row').evaluateAll(rowTexts);
  }

  /** Waits until a tree shows what is looked for. @returns all its rows, a line each */
  treeWith(title: string, wanted: RegExp, seconds = 30): Promise<string> {
    return until(
      `${wanted} in ${title}`,
      async () => {
        const rows = (await this.treeTexts(title)).join('\n');
        return wanted.test(rows) && rows;
      },
      seconds,
    );
  }

  /** Waits until the terminal shows it. */
  async terminalSays(wanted: RegExp): Promise<void> {
    await until(`${wanted} in the terminal`, async () =>
      wanted.test(await this.page.locator('.terminal-wrapper .xterm-rows').first().innerText()),
    );
  }

  /** Waits until the card at a place shows a caption. */
  async captionIs(place: number, caption: string): Promise<void> {
    const grid = await this.grid();
    await until(`the caption “${caption}”`, async () => (await grid.caption(place)) === caption);
  }

  /** A row of a tree by a part of its text. */
  treeRow(title: string, text: string): Locator {
    return this.view(title).locator('.monaco-list-row', { hasText: text }).first();
  }

  /** Trusts the folder, in the editor's own page for it. */
  async trust(): Promise<void> {
    await this.runCommand('Workspaces: Manage Workspace Trust');
    await this.page
      .locator('.workspace-trust-editor a.monaco-button', { hasText: /^Trust/ })
      .first()
      .click();
    await this.page.locator('.workspace-trust-editor').getByText('You trust this folder').waitFor();
    await this.page.locator('.modal-editor-part .codicon-close').first().click();
  }

  /** Opens a file of the folder by its name. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.page.locator('.quick-input-widget input').first().fill(name);
    await this.choose(name);
  }

  /** The grid that is open, once it shows a sample. */
  async grid(): Promise<GridPage> {
    const frame = await until('a grid that shows samples', async () => {
      for (const frame of this.page.frames()) {
        const cards = await frame
          .locator('.card .caption')
          .count()
          .catch(() => 0);
        if (cards > 0) return frame;
      }
      return undefined;
    });
    return new GridPage(frame);
  }

  /** A panel that is open, once it has shown what it begins with. */
  panel(name: PanelName): Promise<Frame> {
    return until(`the panel ${name}`, async () => {
      for (const frame of this.page.frames()) {
        const start = await frame
          .locator('#start')
          .textContent({ timeout: 500 })
          .catch(() => null);
        if (start?.includes(`"panel":"${name}"`) === true && (await frame.locator('[data-shown]').count()) > 0)
          return frame;
      }
      return undefined;
    });
  }

  /** The items of the status bar that can be seen. */
  async statusBar(): Promise<string> {
    return this.page.locator('.statusbar').innerText();
  }

  /** The notifications that are shown. */
  async notifications(): Promise<string[]> {
    return this.page.locator('.notifications-toasts .notification-list-item-message').allInnerTexts();
  }

  /** Waits for a notification that says it. */
  async told(wanted: RegExp, seconds?: number): Promise<void> {
    await until(
      `a message ${wanted}`,
      async () => (await this.notifications()).some((text) => wanted.test(text)),
      seconds,
    );
  }

  /** Goes back to the tab of the grid. */
  async showGrid(): Promise<GridPage> {
    await this.page.getByRole('tab', { name: /data\.jsonl/ }).click();
    return this.grid();
  }

  /** Reloads the window, as *Developer: Reload Window* does. */
  async reload(): Promise<void> {
    // Pages of others inside it may take their time: what counts is that it is there.
    await this.page.reload({ waitUntil: 'commit' });
    await this.ready();
  }

  /** Chooses a colour theme by its name. */
  async setTheme(name: string): Promise<void> {
    // A page that takes the focus closes the list of themes too.
    await until(`the theme ${name}`, async () => {
      await this.runCommand('Preferences: Color Theme');
      await this.page
        .locator('.quick-input-widget input')
        .first()
        .fill(name, { timeout: 2 * second });
      await this.#row(name).click({ timeout: 5 * second });
      return true;
    });
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Keeps a picture of the window. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  /** Closes the window. */
  async close(): Promise<void> {
    await this.page.context().close();
  }
}
