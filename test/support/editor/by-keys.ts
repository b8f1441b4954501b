/** A window that is used without the mouse. */
import type { Frame, Locator } from 'playwright-core';
import type { PanelName } from '../../../src/protocol/panels.ts';
import { hasFocus } from './in-page.ts';
import type { Window } from './window.ts';

/** So many keys take somebody to any control of a page. */
const mostTabs = 150;

/** Hands on the keyboard. */
export class Keys {
  readonly #window: Window;

  constructor(window: Window) {
    this.#window = window;
  }

  /** Opens a panel from the palette, on the left. @returns its page */
  async open(name: PanelName, title: string): Promise<Frame> {
    await this.press('Control+1');
    await this.#window.runByKeys(title);
    return this.#window.panel(name);
  }

  /** Goes from control to control until one is reached. */
  async tabTo(wanted: Locator): Promise<void> {
    for (let tabs = 0; tabs < mostTabs; tabs++) {
      if (await focusIsIn(wanted)) return;
      await this.press('Tab');
    }
    throw new Error(`No Tab leads to ${String(wanted)}.`);
  }

  /** Goes to a control and presses it. */
  async enter(wanted: Locator): Promise<void> {
    await this.tabTo(wanted);
    await this.press('Enter');
  }

  /** Presses a key so many times. */
  async press(key: string, times = 1): Promise<void> {
    for (let i = 0; i < times; i++) await this.#window.page.keyboard.press(key);
  }

  /** Types where the focus is. */
  type(text: string): Promise<void> {
    return this.#window.page.keyboard.type(text);
  }
}

/** A page that is being drawn may not have the control yet. */
async function focusIsIn(wanted: Locator): Promise<boolean> {
  if ((await wanted.count()) === 0) return false;
  return wanted.first().evaluate(hasFocus);
}
