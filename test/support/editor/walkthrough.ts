/** The walkthrough in a window, in the words of somebody who follows it. */
import type { Locator } from 'playwright-core';
import { until } from './until.ts';
import type { Window } from './window.ts';

/** The walkthrough, once it is open. */
export class Walkthrough {
  readonly #window: Window;

  constructor(window: Window) {
    this.#window = window;
  }

  /** Goes to a step and presses one of its buttons. */
  async press(title: string, button: string): Promise<void> {
    await this.#show();
    const step = this.#step(title);
    const wanted = step.locator('.monaco-button', { hasText: button });
    await until(`the step “${title}”`, async () => {
      if (!/expanded/.test((await step.getAttribute('class')) ?? '')) await step.click();
      return wanted.isVisible();
    });
    await wanted.click();
  }

  /** Waits until a step is ticked off. */
  async ticked(title: string, seconds?: number): Promise<void> {
    await until(`a tick at “${title}”`, () => this.isTicked(title), seconds);
  }

  /** Whether a step is ticked off. */
  async isTicked(title: string): Promise<boolean> {
    await this.#show();
    return (await this.#step(title).locator('.codicon-getting-started-step-checked').count()) > 0;
  }

  /** Its tab may stand behind others. */
  async #show(): Promise<void> {
    const tab = this.#window.page.getByRole('tab', { name: /Welcome|Walkthrough/ }).first();
    await tab.waitFor();
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
    await this.#steps.first().waitFor();
  }

  #step(title: string): Locator {
    return this.#steps.filter({ hasText: title });
  }

  get #steps(): Locator {
    return this.#window.page.locator('.gettingStarted.showDetails .getting-started-step');
  }
}
