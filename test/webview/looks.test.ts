import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { violations } from './support/axe.ts';
import { FakeHost } from './support/fake-host.ts';
import type { View } from './support/page.ts';
import { card, pagesOfTests } from './support/pages.ts';
import { themes, type Theme } from './support/themes.ts';

const pages = pagesOfTests();

/** Views of the page that people meet, each with what leads there. */
const states: Readonly<Record<string, (view: View) => Promise<void>>> = {
  grid: () => Promise.resolve(),
  selection: async ({ page }) => {
    await page.click(card(1));
    await page.click(card(4), { modifiers: ['Shift'] });
    await page.keyboard.press('ArrowDown');
  },
  editing: async ({ page }) => {
    await page.click(card(2));
    await page.keyboard.press('F2');
    await page.waitForSelector('.live-score');
    await page.keyboard.type(` with ${'many more words '.repeat(6)}`);
    await page.waitForSelector('.shade mark');
  },
  panel: async ({ page, host }) => {
    await page.click(card(3));
    await host.tell('command', { name: 'toggle-sample', data: null });
    await page.waitForSelector('.stage .bound');
  },
  problem: async ({ page }) => {
    await page.fill('#filter', 'tag:keep AND image_blur_score<');
    await page.waitForSelector('.underline u');
  },
  suggestions: async ({ page }) => {
    await page.click('#filter');
    await page.keyboard.type('im');
    await page.keyboard.press('ArrowDown');
  },
  replace: async ({ page, host }) => {
    await host.tell('command', { name: 'find-replace', data: null });
    await page.locator('.replace vscode-text-field').first().locator('input').fill('violin');
    await page.locator('.replace vscode-text-field').last().locator('input').fill('fiddle');
    await page.waitForSelector('.replace-list ins');
  },
  scores: async ({ page, host }) => {
    await host.tell('command', { name: 'choose-scores', data: null });
    await page.waitForSelector('.chooser:popover-open');
  },
  banners: async ({ page, host }) => {
    const failure = { kind: 'disk', message: 'The disk is full.', details: {} } as const;
    await host.tell('unsaved', { edits: [{ id: 's0000001', caption: 'A better one.', seen: '' }], failure });
    await host.tell('engine', { state: 'gone', failure: null });
    await page.waitForSelector('.banner >> nth=1');
  },
  empty: async ({ page }) => {
    await page.fill('#filter', 'zebra');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.empty-state vscode-button');
  },
};

for (const theme of Object.keys(themes) as Theme[]) {
  test(`screen readers can make sense of every state in ${theme}`, async () => {
    const found: string[] = [];
    for (const [name, lead] of Object.entries(states)) {
      const view = await pages.open({ host: new FakeHost(400_000), theme });
      await view.page.waitForSelector('.card img');
      await lead(view);
      await view.page.waitForTimeout(250);
      await view.shot(`${name}-${theme}`);
      const broken = await violations(view.page, theme);
      found.push(...broken.map((each) => `${name}: ${each}`));
      await view.close();
    }
    assert.deepEqual(found, []);
  });
}

test('nothing scrolls sideways in a narrow window', async () => {
  for (const lead of [
    states['grid']!,
    states['selection']!,
    states['panel']!,
    states['replace']!,
    states['editing']!,
  ]) {
    const view = await pages.open({ host: new FakeHost(1000), width: 480, height: 700 });
    await lead(view);
    const wide = await view.page.evaluate(() =>
      [
        document.documentElement,
        document.body,
        ...document.querySelectorAll('.scroller, .panel-body, .selection-bar, .toolbar'),
      ]
        .filter((element) => element.scrollWidth > element.clientWidth)
        .map((element) => element.className || element.tagName),
    );
    assert.deepEqual(wide, []);
    await view.close();
  }
});

test('the page is one script and one style sheet of at most 900 kB', async () => {
  const views = process.env['BETTER_SYNTH_VIEWS'] ?? fileURLToPath(new URL('../../dist/webview', import.meta.url));
  const sizes = await Promise.all(['grid.js', 'grid.css'].map(async (name) => (await stat(`${views}/${name}`)).size));
  assert.ok(
    sizes.every((size) => size <= 900_000),
    sizes.join(', '),
  );
});
