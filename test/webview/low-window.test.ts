/** The editor's own panel below leaves the grid little height: what a caption needs to be written is in view all the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeHost } from './support/fake-host.ts';
import type { View } from './support/page.ts';
import { card, pagesOfTests } from './support/pages.ts';

const pages = pagesOfTests();

/** Whether a click in the middle of each element would reach it. */
function reachable({ page }: View, selector: string): Promise<boolean> {
  return page.evaluate(
    (selector) =>
      [...document.querySelectorAll(selector)].every((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const found = document.elementFromPoint(left + width / 2, top + height / 2);
        return found !== null && (element.contains(found) || element.shadowRoot?.contains(found) === true);
      }),
    selector,
  );
}

for (const height of [250, 350, 800]) {
  for (const where of ['card', 'panel'] as const) {
    test(`in a window of ${height} pixels the buttons of a caption in the ${where} can be reached`, async () => {
      // So few samples that they do not fill the window.
      const host = new FakeHost(3);
      const view = await pages.open({ host, width: 900, height });
      const { page } = view;
      await page.click(card(1));
      if (where === 'card') await page.keyboard.press('Enter');
      else await host.tell('command', { name: 'toggle-sample', data: null });
      if (where === 'panel') await page.click('.whole-caption-line button');
      await page.waitForSelector('.live-score', { state: 'attached' });
      await page.keyboard.type(` ${'It stands in the rain. '.repeat(20)}`);
      await page.waitForFunction(() => document.querySelector('.live-score')!.textContent.includes('→'));
      assert.ok(await reachable(view, '.writing-buttons vscode-button'));
      await view.shot(`low-${where}-${height}`);
      await page.click('.writing-buttons vscode-button:has-text("Save")');
      await page.waitForSelector('textarea', { state: 'detached' });
      await view.close();
    });
  }
}
