/** A page that was hidden, or whose window was reloaded, is born anew: the person finds everything where it was. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captionOf } from './support/dataset.ts';
import { FakeHost, Refusal } from './support/fake-host.ts';
import type { View } from './support/page.ts';
import { card, pagesOfTests } from './support/pages.ts';

const pages = pagesOfTests();
const gone = { kind: 'refused', message: 'The engine has stopped twice.', details: {} } as const;
const topOf = (view: View): Promise<number> => view.page.evaluate(() => document.querySelector('.scroller')!.scrollTop);
const selected = (view: View): Promise<string | null> => view.page.textContent('bs-selection-bar');

/** Selects 100 to 103, a little below the start of a row. */
async function scrollAndSelect(view: View): Promise<void> {
  await view.page.focus('[role=grid]');
  await view.page.evaluate(() => document.querySelector('.scroller')!.scrollTo(0, 4321));
  await view.page.waitForSelector(`${card(100)} .caption`);
  await view.page.click(card(100));
  await view.page.click(card(103), { modifiers: ['Shift'] });
  await view.page.waitForTimeout(700);
}

test('a page that is shown again stands where it stood to the pixel, with its selection and the keys', async () => {
  const view = await pages.open({ host: new FakeHost(1000) });
  await scrollAndSelect(view);
  const top = await topOf(view);
  await view.reload();
  for (let times = 0; times < 5; times++) {
    assert.equal(await topOf(view), top);
    assert.match((await selected(view))!, /4 selected/u);
    await view.page.waitForTimeout(100);
  }
  await view.page.keyboard.press('ArrowRight');
  await view.page.waitForSelector(`${card(104)}.focused`);
  await view.close();
});

/** Selects 1,428 samples that a filter found. */
async function selectMany(view: View): Promise<void> {
  await view.page.fill('#filter', 'outcome:dropped');
  await view.page.keyboard.press('Enter');
  await view.page.waitForFunction(() => document.querySelector('.count')!.textContent === '1,429 of 10,000');
  await view.page.click(card(0));
  await view.page.keyboard.press('Shift+End');
  await view.page.keyboard.press('Shift+ArrowLeft');
  await view.page.waitForTimeout(400);
  assert.match((await selected(view))!, /1,428 selected/u);
}

test('many samples that a filter found are still selected when the page is shown again', async () => {
  const view = await pages.open({ host: new FakeHost(10_000) });
  await selectMany(view);
  await view.reload();
  await view.page.waitForTimeout(500);
  assert.match((await selected(view))!, /1,428 selected/u);
  await view.close();
});

test('many samples that a filter found are no longer selected with another engine, and the person is told', async () => {
  const view = await pages.open({ host: new FakeHost(10_000) });
  await selectMany(view);
  view.host.forgetResults();
  await view.reload();
  await view.page.waitForFunction(() => document.querySelector('.said')!.textContent.includes('selection was cleared'));
  assert.doesNotMatch((await selected(view)) ?? '', /selected/u);
  await view.close();
});

test('a page that is shown again while the engine is gone shows what it showed, and says what is the matter', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await scrollAndSelect(view);
  const usual = { ...host.answers };
  for (const method of ['grid/open', 'grid/rows', 'overview', 'thumbnails', 'sample'] as const) {
    host.answers[method] = () => {
      throw new Refusal(gone);
    };
  }
  await view.reload();
  await host.tell('engine', { state: 'gone', failure: gone });
  await view.page.waitForSelector('.banner');
  assert.match((await view.page.textContent('.banner'))!, /The engine is gone\.[^]*What you see stays/u);
  assert.equal(await view.page.textContent(`${card(100)} .caption`), captionOf(100));
  await view.page.waitForSelector(`${card(101)} img`);
  assert.equal(await view.page.textContent('.count'), '1,000 samples');
  await view.page.keyboard.press('k');
  await host.tell('command', { name: 'tag-keep', data: null });
  await view.page.waitForFunction(() => document.body.textContent.includes('still being opened'));
  assert.equal(host.count('tag'), 0);
  Object.assign(host.answers, usual);
  await host.tell('engine', { state: 'there', failure: null });
  await view.page.focus('[role=grid]');
  await view.page.keyboard.press('Home');
  await view.page.waitForSelector(`${card(0)} img`);
  await view.close();
});

test('what the editor has lost over a reload of its window comes back from the host', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await view.page.fill('#filter', 'outcome:dropped');
  await view.page.keyboard.press('Enter');
  await view.page.waitForFunction(() => document.querySelector('.count')!.textContent === '143 of 1,000');
  await view.page.click(card(5));
  await host.tell('command', { name: 'toggle-sample', data: null });
  await view.page.waitForSelector('.whole-caption');
  await view.reloadWindow({ lost: true });
  assert.equal(await view.page.inputValue('#filter'), 'outcome:dropped');
  await view.page.waitForFunction(() => document.querySelector('.count')!.textContent === '143 of 1,000');
  await view.page.waitForSelector(`${card(5)}.selected`);
  await view.page.waitForFunction(() => document.querySelector('.panel h2')!.textContent === 's0000038');
  await view.close();
});

for (const lost of [false, true]) {
  test(`a page whose engine takes its time stands where it stood, kept by the ${lost ? 'host' : 'editor'}`, async () => {
    const host = new FakeHost(1000);
    const view = await pages.open({ host });
    await scrollAndSelect(view);
    const top = await topOf(view);
    host.delay = 400;
    await view.reloadWindow({ lost });
    await view.page.waitForTimeout(300);
    await view.page.waitForSelector(`${card(100)} .caption`);
    await view.page.waitForFunction((top) => Math.abs(document.querySelector('.scroller')!.scrollTop - top) <= 1, top, {
      timeout: 5000,
    });
    await view.close();
  });
}

test('what was in view is shown at once after a reload of the window, also where the engine does not answer', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await scrollAndSelect(view);
  host.answers['grid/open'] = () => new Promise(() => undefined);
  await view.reloadWindow();
  assert.equal(await view.page.textContent(`${card(100)} .caption`), captionOf(100));
  await view.close();
});

test('a page that is shown again under a new filter does not show samples of the one before', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  const { page } = view;
  const usual = host.answers['grid/open'];
  for (const answers of [true, false]) {
    if (!answers) host.answers['grid/open'] = () => new Promise(() => undefined);
    await page.fill('#filter', answers ? 'zebra' : 'outcome:dropped');
    await page.keyboard.press('Enter');
    if (answers) await page.waitForSelector('.empty-state');
    await page.waitForTimeout(400);
    host.answers['grid/open'] = () => new Promise(() => undefined);
    await view.reload();
    assert.equal(await page.inputValue('#filter'), answers ? 'zebra' : 'outcome:dropped');
    assert.equal(await page.locator('.card .caption').count(), 0);
    host.answers['grid/open'] = usual;
    await host.tell('engine', { state: 'there', failure: null });
    await page.waitForTimeout(300);
  }
  await view.close();
});

test('what the editor keeps of a page is small, however long the captions are', async () => {
  const host = new FakeHost(1000);
  for (let row = 0; row < 100; row++)
    host.captions.set(`s${String(row).padStart(7, '0')}`, 'a long caption '.repeat(1000));
  const view = await pages.open({ host });
  await view.page.waitForTimeout(500);
  const kept = await view.page.evaluate(() => sessionStorage.getItem('kept')!);
  assert.ok(kept.length < 150_000, `${kept.length} characters`);
  await view.reload();
  assert.match((await view.page.textContent(`${card(0)} .caption`))!, /a long caption/u);
  await view.close();
});

test('a filter that is asked for from outside stands in the box', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await host.tell('filter', { filter: 'outcome:dropped' });
  await view.page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('#filter')!.value === 'outcome:dropped',
  );
  await view.close();
});

test('what was asked ahead of a page and has changed since is shown as it is now', async () => {
  const host = new FakeHost(1000);
  const rows = Array.from({ length: 100 }, (_, place) => host.row(place, []));
  const old = rows.map((row) =>
    row.row === 1 ? { ...row, caption: 'An old word.', outcome: 'failed' as const } : row,
  );
  const picture = { path: rows[0]!.images[0]!, name: '999.svg', width: 256, height: 192 };
  host.answers.first = async () => {
    const result = await host.answers['grid/open']({ filter: '', orderBy: null });
    return { result, rows: old, thumbnails: [picture], changed: true };
  };
  const view = await pages.open({ host });
  await view.page.waitForFunction(
    (text) => document.querySelector('[data-place="1"] .caption')?.textContent === text,
    captionOf(1),
  );
  assert.match((await view.page.textContent(`${card(1)} .marks`))!, /kept/u);
  await view.page.waitForSelector(`${card(0)} img[src$="/0.svg"]`);
  await view.close();
});

test('what changes while it is asked ahead of a page is shown as it is now', async () => {
  const host = new FakeHost(1000);
  const rows = Array.from({ length: 100 }, (_, place) => host.row(place, []));
  host.answers.first = async () => {
    const result = await host.answers['grid/open']({ filter: '', orderBy: null });
    host.captions.set(rows[1]!.id, 'A new word.');
    void host.tell('changed', { what: ['edits'] });
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { result, rows, thumbnails: [], changed: false };
  };
  const view = await pages.open({ host });
  await view.page.waitForFunction(
    () => document.querySelector('[data-place="1"] .caption')?.textContent === 'A new word.',
  );
  await view.page.waitForTimeout(400);
  assert.equal(await view.page.textContent(`${card(1)} .caption`), 'A new word.');
  await view.close();
});
