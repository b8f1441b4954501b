/// <reference lib="dom" />
/** The comparison of two runs, with a real engine behind it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cli } from '../support/cli.ts';
import { dataset } from '../support/dataset.ts';
import { violations } from './support/axe.ts';
import { panelsOfTests, type PanelView } from './support/panel.ts';
import { themes, type Theme } from './support/themes.ts';

const panels = panelsOfTests();
const captions = [
  'a',
  'a red cat',
  'a red cat on a mat',
  'a dog',
  'a dog in the green grass',
  '<img src=x onerror=alert(1)> two words',
];
const recipe = (least: number): string =>
  `version: 1\nstages:\n  - name: clean\n    clean:\n      process:\n        - words_num_filter: {min_num: ${least}}\n        - image_shape_filter: {min_width: 8}\n`;
const pictures = Object.fromEntries(captions.map((_, i) => [`images/${i}.png`, { width: 32, height: 24, seed: i }]));
const lines = captions.map((text, i) => ({ id: `s${i}`, images: [`images/${i}.png`], text }));
const runs = await dataset({ lines, pictures, recipe: recipe(2) });
await cli('run', runs.folder);
runs.write('better-synth.yaml', recipe(3));
await cli('edit', runs.folder, 's0', '--text', 'a small blue bird');
await cli('run', runs.folder);

const open = async (theme: Theme = 'dark', width = 1200): Promise<PanelView> => {
  const view = await panels.open({ panel: 'compare', folder: runs.folder, theme, width, height: 1000 });
  await view.page.waitForSelector('.strip-sample img', { timeout: 15_000 });
  return view;
};

const captionsShown = ({ page }: PanelView): Promise<string[]> => page.locator('.strip-caption').allTextContents();

test('the last two runs are compared without being asked, and their samples told apart with why', async () => {
  const view = await open();
  const { page } = view;
  assert.deepEqual(await page.locator('.set strong').allTextContents(), ['1', '4', '1']);
  assert.deepEqual(await captionsShown(view), ['a dog']);
  assert.match(await page.locator('.figures').first().innerText(), /words_num_filter in clean: another threshold/);
  await page.getByRole('button', { name: /only in B/ }).click();
  await page.waitForFunction(() => document.querySelector('.strip-caption')?.textContent === 'a small blue bird');
  assert.match(
    await page.locator('.figures').first().innerText(),
    /another score \(Words\)[\s\S]*s0: num_words 1 < 2 \(1 → 4\)/,
  );
  assert.deepEqual(await page.locator('.recipe-line code').allTextContents(), [
    '- words_num_filter: {min_num: 2}',
    '- words_num_filter: {min_num: 3}',
  ]);
  await view.close();
});

test('a set goes to the grid, and the sides can be exchanged', async () => {
  const view = await open();
  await view.page.getByText('Show all 1 in the grid').click();
  assert.deepEqual(await view.next('show-samples'), { filter: 'set:only-a' });
  await view.page.getByRole('button', { name: 'Exchange A and B' }).click();
  await view.page.waitForFunction(() => document.querySelector('.strip-caption')?.textContent === 'a small blue bird');
  assert.deepEqual(view.last('compare/open'), { a: '2-clean', b: '1-clean' });
  await view.close();
});

test('the keyboard alone chooses a change, and goes through its samples', async () => {
  const view = await open();
  const { page } = view;
  const button = page.locator('.figures .text-button').nth(1);
  await button.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.figures .chosen') !== null);
  await page.getByRole('button', { name: /in both/ }).focus();
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.querySelectorAll('.strip-sample').length === 4);
  await page.locator('.strip-scroller').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  assert.deepEqual(await view.next('show-samples'), { filter: 'id:s2' });
  await view.close();
});

test('a page that is loaded again shows the same two sides and the same samples', async () => {
  const view = await open();
  await view.page.getByRole('button', { name: /in both/ }).click();
  await view.page.waitForFunction(() => document.querySelectorAll('.strip-sample').length === 4);
  await view.reload();
  await view.page.waitForFunction(() => document.querySelectorAll('.strip-sample').length === 4);
  assert.deepEqual(view.last('compare/open'), { a: '1-clean', b: '2-clean' });
  await view.close();
});

test('with one run there is nothing to compare, and the page says what to do', async () => {
  const one = await dataset({ lines: [{ id: 'a', images: [], text: 'a dog' }], recipe: recipe(1) });
  await cli('run', one.folder);
  const view = await panels.open({ panel: 'compare', folder: one.folder });
  assert.match(await view.page.locator('.empty-state').innerText(), /run it again/);
  await view.close();
});

for (const theme of Object.keys(themes) as Theme[]) {
  test(`screen readers can make sense of it in ${theme}`, async () => {
    const view = await open(theme, theme === 'light' ? 520 : 1200);
    await view.shot(`compare-${theme}`);
    assert.deepEqual(await violations(view.page, theme), []);
    await view.close();
  });
}
