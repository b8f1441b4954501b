/// <reference lib="dom" />
/** The ledger, with a real engine behind it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cli } from '../support/cli.ts';
import { dataset } from '../support/dataset.ts';
import { violations } from './support/axe.ts';
import { panelsOfTests } from './support/panel.ts';
import { themes, type Theme } from './support/themes.ts';

const panels = panelsOfTests();
const captions = ['a', 'a red cat', 'a red cat', 'a dog in the grass', 'a bird', 'a white horse on a hill'];
const recipe = `version: 1
error_budget: 0.5
stages:
  - name: clean
    clean: {process: [{words_num_filter: {min_num: 2}}, {document_deduplicator: }]}
  - name: pick
    select: {strategy: top, by: [num_words], at: 2, budget: 4, fill: repeat}
`;
const pictures = Object.fromEntries(captions.map((_, i) => [`images/${i}.png`, { width: 32, height: 24, seed: i }]));
const lines = captions.map((text, i) => ({ id: `s${i}`, images: [`images/${i}.png`], text }));
const made = await dataset({ lines: [...lines, '{"torn'], pictures, recipe });
await cli('tag', made.folder, 's4', '--add', 'drop');
await cli('run', made.folder);

test('it says where every row ended, and the sum is the input', async () => {
  const view = await panels.open({ panel: 'ledger', folder: made.folder });
  const { page } = view;
  assert.match(
    await page.locator('.panel-title').innerText(),
    /7 rows came in, 2 samples are kept.*4 records of 2 samples/s,
  );
  const rows = await page.locator('.figures tbody tr').allInnerTexts();
  assert.deepEqual(
    rows.map((row) => row.split(/\s*\t\s*/).map((cell) => cell.trim())),
    [
      ['dropped', 'clean', 'your tag', '1', '14.3%'],
      ['dropped', 'clean', 'words_num_filter', '1', '14.3%'],
      ['failed', 'clean', 'words_num_filter', '1', '14.3%'],
      ['dropped', 'clean', 'document_deduplicator', '1', '14.3%'],
      ['dropped', 'pick', 'select', '1', '14.3%'],
      ['kept', 'pick', 'kept by all', '2', '28.6%'],
    ],
  );
  assert.match(await page.locator('.figures tfoot').innerText(), /All rows of the input\s*7\s*100%/);
  await view.close();
});

test('each loss of the funnel and each line leads to its samples in the grid', async () => {
  const view = await panels.open({ panel: 'ledger', folder: made.folder });
  const { page, engine } = view;
  const links = page.locator('.funnel-link');
  for (let i = 0; i < (await links.count()); i++) {
    const said = Number(/\d+/.exec((await links.nth(i).textContent()) ?? '')![0]);
    await links.nth(i).focus();
    await page.keyboard.press('Enter');
    const { filter } = await view.next('show-samples');
    assert.equal((await engine.ask('grid/open', { filter, orderBy: null })).total, said, filter);
  }
  assert.ok((await links.count()) >= 4);
  await view.close();
});

test('the way of a sample is found by its id, also one that is not there', async () => {
  const view = await panels.open({ panel: 'ledger', folder: made.folder, subject: { id: 's2' } });
  const { page } = view;
  await page.waitForSelector('.stages');
  assert.match(
    await page.locator('.ledger-sample').innerText(),
    /a red cat[\s\S]*document_deduplicator in clean: duplicate of s1/,
  );
  const box = page.locator('.ledger-look input');
  await box.fill('s3');
  await box.press('Enter');
  await page.waitForFunction(() =>
    document.querySelector('.ledger-sample')?.textContent?.includes('a dog in the grass'),
  );
  await box.fill('nobody');
  await box.press('Enter');
  await page.waitForFunction(() => document.querySelector('.ledger-sample') === null);
  assert.match(await page.locator('[aria-live]').last().innerText(), /no sample with the id "nobody"/);
  await view.close();
});

test('the funnel is saved as a picture that needs no style sheet', async () => {
  const view = await panels.open({ panel: 'ledger', folder: made.folder });
  await view.page.getByText('Save picture').click();
  const { name, content } = await view.next('save-file');
  const text = 'text' in content ? content.text : '';
  assert.equal(name, 'funnel.svg');
  assert.match(text, /^<svg[^>]*viewBox[\s\S]*fill="(rgb|color)/);
  assert.ok(!text.includes('class='));
  await view.close();
});

test('before any run it says what to do', async () => {
  const fresh = await dataset({ lines: [{ id: 'a', images: [], text: 'a dog' }], recipe });
  const view = await panels.open({ panel: 'ledger', folder: fresh.folder });
  assert.match(await view.page.locator('.empty-state').innerText(), /Run the recipe/);
  await view.close();
});

for (const theme of Object.keys(themes) as Theme[]) {
  test(`screen readers can make sense of it in ${theme}`, async () => {
    const view = await panels.open({ panel: 'ledger', folder: made.folder, theme, subject: { id: 's2' } });
    await view.page.waitForSelector('.stages');
    await view.shot(`ledger-${theme}`);
    assert.deepEqual(await violations(view.page, theme), []);
    await view.close();
  });
}
