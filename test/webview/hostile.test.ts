import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostileCaptions } from '../support/hostile-captions.ts';
import { rowOf } from './support/dataset.ts';
import { FakeHost } from './support/fake-host.ts';
import { Pages } from './support/page.ts';

test('500 hostile captions are text: in cards, in the editor, in the panel', async (t) => {
  const pages = await Pages.begin();
  t.after(() => pages.end());
  assert.equal(hostileCaptions.length, 500);
  const host = new FakeHost(500);
  for (const [place, caption] of hostileCaptions.entries()) {
    host.captions.set(rowOf(place, []).id, caption);
    host.tags.set(rowOf(place, []).id, [caption.slice(0, 100)]);
  }
  const view = await pages.open({ host });
  const { page } = view;
  await page.focus('[role=grid]');
  const seen = new Map<number, string>();
  for (let step = 0; step < 60 && seen.size < 500; step++) {
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.card:has(.caption)')].map(
        (card) => [Number(card.dataset['place']), card.querySelector('.caption')!.textContent] as const,
      ),
    );
    for (const [place, text] of shown) seen.set(place, text);
    await page.keyboard.press('PageDown');
    await page.waitForTimeout(60);
  }
  assert.equal(seen.size, 500);
  for (const [place, text] of seen) assert.equal(text, hostileCaptions[place]);

  await host.tell('command', { name: 'toggle-sample', data: null });
  for (const place of [0, 1, 2, 9, 20, 41]) {
    await page.focus('[role=grid]');
    await page.keyboard.press('Home');
    for (let step = 0; step < place; step++) await page.keyboard.press('ArrowRight');
    await page.waitForFunction(
      (text) => document.querySelector('.whole-caption')?.textContent === text,
      hostileCaptions[place]!,
    );
    await page.keyboard.press('F2');
    await page.waitForSelector('textarea');
    const value = await page.inputValue('textarea');
    assert.equal(value, hostileCaptions[place]!.replaceAll(/\r\n?/gu, '\n'));
    await page.keyboard.press('Escape');
  }
  assert.equal(await page.locator('script[src*=evil], iframe, a[href]').count(), 0);
  await view.close();
});
