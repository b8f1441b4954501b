/** Who is selected, and who has the focus, is a sample and never a place: whatever comes between, keys mean whom one saw. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowOf } from './support/dataset.ts';
import { FakeHost } from './support/fake-host.ts';
import type { View } from './support/page.ts';
import { card, pagesOfTests } from './support/pages.ts';

const pages = pagesOfTests();
const id = (row: number): string => rowOf(row, []).id;
const rows = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
const selected = (view: View): Promise<string | null> => view.page.textContent('bs-selection-bar');

/** What the editor does when a key is pressed that the page leaves to it. */
async function keep(view: View): Promise<readonly string[]> {
  const { host } = view;
  const before = host.tagged.length;
  await host.tell('command', { name: 'tag-keep', data: null });
  for (let tries = 0; tries < 100 && host.tagged.length === before; tries++) await view.page.waitForTimeout(20);
  return host.tagged.slice(before);
}

/** Tells that captions were edited somewhere, after which samples stand in another order. */
async function reorder({ host, page }: View, order: readonly number[]): Promise<void> {
  host.order = order;
  const before = host.count('grid/open');
  await host.tell('changed', { what: ['edits'] });
  while (host.count('grid/open') === before) await page.waitForTimeout(10);
}

/** Until the page shows this sample at this place. */
async function shows({ page }: View, place: number, row: number): Promise<void> {
  const context = `[data-place="${place}"][data-vscode-context*="${id(row)}"]`;
  await page.waitForSelector(context);
}

test('selected samples that change their places twice before they are seen again are still the selected ones', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await view.page.click(card(3));
  await view.page.click(card(5), { modifiers: ['Shift'] });
  host.delay = 150;
  const last = [...rows(600, 1000), ...rows(0, 600)];
  await reorder(view, last);
  await view.page.waitForTimeout(900);
  await reorder(view, [9, ...last.filter((row) => row !== 9)]);
  await view.page.waitForTimeout(900);
  host.delay = 0;
  assert.match((await selected(view))!, /3 selected/u);
  assert.deepEqual(await keep(view), [id(3), id(4), id(5)]);
  await view.close();
});

test('the sample in focus that changes its place twice before it is seen again is still the one in focus', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await view.page.focus('[role=grid]');
  for (let step = 0; step < 4; step++) await view.page.keyboard.press('ArrowRight');
  const last = [...rows(600, 1000), ...rows(0, 600)];
  await reorder(view, last);
  await view.page.waitForTimeout(300);
  await reorder(view, [9, ...last.filter((row) => row !== 9)]);
  await view.page.waitForTimeout(300);
  assert.deepEqual(await keep(view), [id(4)]);
  await view.close();
});

test('who is selected while a new answer is on its way is the one that is tagged', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await view.page.click(card(2));
  host.delay = 200;
  await reorder(
    view,
    [...rows(100, 1000), ...rows(0, 100)].filter((row) => row !== 500),
  );
  await view.page.waitForTimeout(250);
  await view.page.click(card(6));
  const seen = await view.page.getAttribute(card(6), 'data-vscode-context');
  await view.page.waitForTimeout(1200);
  host.delay = 0;
  assert.match((await selected(view))!, /1 selected/u);
  const [tagged] = await keep(view);
  assert.equal(tagged, (JSON.parse(seen!) as { id: string }).id);
  await view.close();
});

test('no card is marked as selected that is not, also while new rows are on their way', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await view.page.click(card(4));
  host.delay = 100;
  await reorder(view, [7, ...rows(0, 1000).filter((row) => row !== 7)]);
  const wrong = await view.page.evaluate(async (right) => {
    const marked: string[] = [];
    const end = performance.now() + 1000;
    while (performance.now() < end) {
      for (const card of document.querySelectorAll<HTMLElement>('.card:is(.selected, .focused)'))
        marked.push((JSON.parse(card.dataset['vscodeContext']!) as { id: string }).id);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return [...new Set(marked)].filter((id) => id !== right);
  }, id(4));
  assert.deepEqual(wrong, []);
  host.delay = 0;
  await shows(view, 5, 4);
  assert.equal(await view.page.locator(`${card(5)}.selected`).count(), 1);
  await view.close();
});

test('all samples of a filter stay the selected ones when it finds more of them later', async () => {
  const host = new FakeHost(1000);
  host.order = [7, 20];
  const view = await pages.open({ host });
  await view.page.fill('#filter', 'fox');
  await view.page.keyboard.press('Enter');
  await view.page.waitForFunction(() => document.querySelector('.count')!.textContent === '2 of 1,000');
  await view.page.focus('[role=grid]');
  await view.page.keyboard.press('Control+a');
  await reorder(view, [1, 7, 8, 20, 30]);
  await shows(view, 1, 7);
  assert.match((await selected(view))!, /2 selected/u);
  assert.deepEqual(await keep(view), [id(7), id(20)]);
  await view.close();
});

test('a thousand selected samples are still selected after each of them was tagged', async () => {
  const host = new FakeHost(10_000);
  const view = await pages.open({ host });
  await view.page.fill('#filter', 'outcome:dropped');
  await view.page.keyboard.press('Enter');
  await view.page.waitForFunction(() => document.querySelector('.count')!.textContent === '1,429 of 10,000');
  await view.page.click(card(1));
  await view.page.keyboard.press('Shift+End');
  assert.match((await selected(view))!, /1,428 selected/u);
  await keep(view);
  await view.page.waitForTimeout(500);
  assert.match((await selected(view))!, /1,428 selected/u);
  await view.close();
});

test('what a run leaves of many selected samples cannot be told: none is selected, and the person is told', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await view.page.click(card(0));
  await view.page.keyboard.press('Shift+End');
  await view.page.keyboard.press('Shift+ArrowLeft');
  assert.match((await selected(view))!, /999 selected/u);
  host.forgetResults();
  await reorder(view, rows(0, 1000).reverse());
  await view.page.waitForFunction(() => document.querySelector('.said')!.textContent.includes('selection was cleared'));
  assert.doesNotMatch((await selected(view)) ?? '', /selected/u);
  await view.close();
});

test('keys mean the sample that the focus has gone to, though its row is not there yet', async () => {
  const host = new FakeHost(10_000);
  const view = await pages.open({ host });
  await view.page.focus('[role=grid]');
  await view.page.keyboard.press('ArrowRight');
  host.delay = 300;
  await view.page.keyboard.press('End');
  assert.deepEqual(await keep(view), [id(9999)]);
  await view.page.keyboard.press('Home');
  await view.page.keyboard.press('End');
  await view.close();
});

test('a range of samples is drawn on from the sample where it began', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await view.page.click(card(4));
  await reorder(view, [7, 8, 9, ...rows(0, 1000).filter((row) => row < 7 || row > 9)]);
  await shows(view, 7, 4);
  await view.page.keyboard.press('Shift+ArrowRight');
  assert.deepEqual(await keep(view), [id(4), id(5)]);
  await view.close();
});

test('keys mean the new samples and no others once a new filter has answered', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await view.page.click(card(4));
  host.delay = 200;
  await view.page.fill('#filter', 'outcome:dropped');
  await view.page.keyboard.press('Enter');
  await view.page.waitForTimeout(50);
  await view.page.click(card(6));
  await view.page.waitForFunction(() => document.querySelector('.count')!.textContent === '143 of 1,000');
  host.delay = 0;
  await view.page.waitForTimeout(400);
  assert.doesNotMatch((await selected(view)) ?? '', /selected/u);
  await host.tell('command', { name: 'tag-keep', data: null });
  await host.tell('command', { name: 'edit-caption', data: null });
  await view.page.waitForTimeout(300);
  assert.deepEqual(host.tagged, []);
  assert.equal(await view.page.locator('textarea').count(), 0);
  await view.close();
});

test('a key means the sample that had the focus when it was pressed, though the person has gone on since', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await view.page.focus('[role=grid]');
  for (const key of ['ArrowRight', 'k', 'ArrowRight', 'k', 'ArrowRight', 'd', 'ArrowRight'])
    await view.page.keyboard.press(key);
  for (const name of ['tag-keep', 'tag-keep', 'tag-drop'] as const) await host.tell('command', { name, data: null });
  await view.page.waitForFunction(() => document.querySelectorAll('.chip.tag-drop').length > 0);
  assert.deepEqual(host.tagged, [id(1), id(2), id(3)]);
  assert.deepEqual(await keep(view), [id(4)]);
  await view.close();
});
