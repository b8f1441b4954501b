import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../support/editor/until.ts';
import { captionOf, rowOf } from './support/dataset.ts';
import { FakeHost, Refusal } from './support/fake-host.ts';
import { card, pagesOfTests } from './support/pages.ts';

const pages = pagesOfTests();

test('samples are shown with caption, outcome, tags, scores and the reason for a missing picture', async () => {
  const view = await pages.open({ host: new FakeHost(1000) });
  const { page } = view;
  assert.equal(await page.textContent('.count'), '1,000 samples');
  assert.equal(await page.textContent(`${card(0)} .caption`), captionOf(0));
  await page.waitForSelector(`${card(0)} img`);
  assert.match((await page.textContent(`${card(3)} .marks`))!, /dropped/u);
  assert.equal(
    await page.getAttribute(`${card(3)} [title*="0.2"]`, 'title'),
    'image_text_similarity_filter in clean-1: 0.12 is under 0.2',
  );
  assert.match((await page.textContent(`${card(2)} .marks`))!, /keep/u);
  assert.match((await page.textContent(`${card(7)} .picture`))!, /file not found/u);
  assert.equal(await page.locator(`${card(0)} .score`).count(), 2);
  await view.close();
});

test('a tag is seen whole on a small card, whatever else there is to say of the sample', async () => {
  const host = new FakeHost(1000);
  const id = rowOf(2, []).id;
  host.captions.set(id, 'A caption that a person wrote.');
  const view = await pages.open({ host });
  const marks = view.page.locator(`${card(2)} .marks`);
  assert.match((await marks.textContent())!, /keep.*edited/su);
  const [row, chip] = await Promise.all([marks.boundingBox(), marks.locator('.chip').boundingBox()]);
  assert.ok(chip!.y + chip!.height <= row!.y + row!.height + 1, JSON.stringify({ row, chip }));
  await view.close();
});

test('the difference of a caption that nobody has changed is not opened, and it is said', async () => {
  const host = new FakeHost(1000);
  host.captions.set(rowOf(1, []).id, 'A caption that a person wrote.');
  const view = await pages.open({ host });
  await view.page.click(`${card(0)} .picture`);
  await host.tell('command', { name: 'show-difference', data: null });
  await view.page.getByText('nobody has changed it').waitFor();
  assert.equal(host.count('show-difference'), 0);
  await view.page.click(`${card(1)} .picture`);
  await host.tell('command', { name: 'show-difference', data: null });
  await until('the question for the difference', () => host.count('show-difference') === 1);
  await view.close();
});

test('the last of a million samples is one key away, and few cards are in the page', async () => {
  const view = await pages.open({ host: new FakeHost(1_000_000) });
  const { page } = view;
  await page.focus('[role=grid]');
  await page.keyboard.press('End');
  await page.waitForSelector(`${card(999_999)} .caption`);
  assert.equal(await page.textContent(`${card(999_999)} .caption`), captionOf(999_999));
  assert.equal(await page.getAttribute('[role=grid]', 'aria-activedescendant'), 'card-999999');
  const bottom = await page.locator(card(999_999)).boundingBox();
  assert.ok(bottom !== null && bottom.y > 0 && bottom.y + bottom.height <= 800, 'it is in view');
  assert.ok((await page.locator('[role=gridcell]').count()) < 200);
  await page.keyboard.press('Home');
  await page.waitForSelector(`${card(0)} .caption`);
  await view.close();
});

test('the scroll bar reaches every part of a million samples at the smallest window', async () => {
  const view = await pages.open({ host: new FakeHost(1_000_000), width: 320, height: 500 });
  const { page } = view;
  for (const part of [0.5, 0.123, 1]) {
    await page.evaluate((part) => {
      const scroller = document.querySelector('.scroller')!;
      scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * part;
    }, part);
    await page.waitForFunction((part) => {
      const box = document.querySelector('.scroller')!.getBoundingClientRect();
      const seen = [...document.querySelectorAll<HTMLElement>('.card')].filter((card) => {
        const { top, bottom } = card.getBoundingClientRect();
        return bottom > box.top && top < box.bottom && card.querySelector('.caption') !== null;
      });
      return seen.some((card) => Math.abs(Number(card.dataset['place']) - part * 1e6) < 2000);
    }, part);
  }
  await page.waitForSelector(`${card(999_999)} .caption`);
  await view.close();
});

test('a wheel moves a million samples by as many pixels as it moves', async () => {
  const view = await pages.open({ host: new FakeHost(1_000_000) });
  const { page } = view;
  await page.evaluate(() => {
    const scroller = document.querySelector('.scroller')!;
    scroller.scrollTop = scroller.scrollHeight / 2;
  });
  await page.waitForTimeout(400);
  const topOf = (): Promise<Record<string, number>> =>
    page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll<HTMLElement>('.card')].map((card) => [
          card.dataset['place']!,
          card.getBoundingClientRect().top,
        ]),
      ),
    );
  const first = await topOf();
  await page.mouse.move(500, 400);
  await page.mouse.wheel(0, 120);
  await page.waitForTimeout(500);
  const second = await topOf();
  const common = Object.keys(first).find((place) => place in second)!;
  assert.ok(Math.abs(first[common]! - second[common]! - 120) <= 2, `${first[common]} → ${second[common]}`);
  await view.close();
});

test('a filter that is not understood says what is wrong, underlines where, and leaves the samples', async () => {
  const view = await pages.open({ host: new FakeHost(1000) });
  const { page } = view;
  await page.fill('#filter', 'fox AND image_blur_score< OR tag:keep');
  await page.waitForSelector('.underline u');
  assert.equal(await page.textContent('.underline u'), 'image_blur_score<');
  assert.match((await page.textContent('#filter-problem'))!, /A number belongs behind image_blur_score</u);
  assert.equal(await page.getAttribute('#filter', 'aria-invalid'), 'true');
  assert.equal(await page.textContent(`${card(0)} .caption`), captionOf(0));
  await page.fill('#filter', 'outcome:dropped');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.count')!.textContent === '143 of 1,000');
  assert.equal((await page.textContent('#filter-problem'))!.trim(), '');
  await view.close();
});

test('what is wrong with a filter is said in the language of the editor', async () => {
  const words = { 'A number belongs behind {0}.': '{0} 之后应为数字。' };
  const view = await pages.open({ host: new FakeHost(1000), start: { language: 'zh-cn', words } });
  await view.page.fill('#filter', 'image_blur_score<');
  await view.page.waitForSelector('.underline u');
  assert.match((await view.page.textContent('#filter-problem'))!, /image_blur_score< 之后应为数字。/u);
  await view.close();
});

test('keys and values are suggested while a filter is written', async () => {
  const view = await pages.open({ host: new FakeHost(1000) });
  const { page } = view;
  await page.click('#filter');
  await page.keyboard.type('aest');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await page.inputValue('#filter'), 'image_aesthetics_scores>');
  await page.keyboard.type('3 tag:lo');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  assert.equal(await page.inputValue('#filter'), 'image_aesthetics_scores>3 tag:"look again" ');
  await page.fill('#filter', '');
  await page.keyboard.type('sharp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await page.inputValue('#filter'), 'image_blur_score>', 'a score is found by its name, too');
  await view.close();
});

test('a filter without samples says so, and how to go on', async () => {
  const view = await pages.open({ host: new FakeHost(1000) });
  const { page } = view;
  await page.fill('#filter', 'zebra');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.empty-state');
  assert.match((await page.textContent('.empty-state'))!, /No sample matches the filter[^]*1,000 samples without it/u);
  await page.click('.empty-state vscode-button');
  await page.waitForSelector(card(0));
  await view.close();
});

test('samples are selected as files are, and a million of them are one range', async () => {
  const host = new FakeHost(1_000_000);
  const view = await pages.open({ host });
  const { page } = view;
  await page.click(card(1));
  await page.click(card(4), { modifiers: ['Shift'] });
  await page.click(card(2), { modifiers: ['Control'] });
  assert.equal(await page.textContent('.selection-bar strong'), '3 selected');
  assert.equal(await page.getAttribute(card(3), 'aria-selected'), 'true');
  assert.equal(await page.getAttribute(card(2), 'aria-selected'), 'false');
  await page.keyboard.press('Control+a');
  assert.equal(await page.textContent('.selection-bar strong'), '1,000,000 selected');
  await host.tell('command', { name: 'tag-drop', data: null });
  await page.waitForFunction(() => document.querySelector('.said')!.textContent !== '');
  assert.deepEqual(host.last('tag'), {
    of: { result: 1, ranges: [{ from: 0, to: 1_000_000 }] },
    add: ['drop'],
    remove: ['keep'],
  });
  await page.focus('[role=grid]');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.selection-bar').count(), 0);
  await view.close();
});

test('the keyboard walks through the samples with one tab stop', async () => {
  const view = await pages.open({ host: new FakeHost(1000) });
  const { page } = view;
  await page.focus('[role=grid]');
  const at = (): Promise<string | null> => page.getAttribute('[role=grid]', 'aria-activedescendant');
  const columns = Number(await page.getAttribute('[role=grid]', 'aria-colcount'));
  assert.equal(await at(), 'card-0');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  assert.equal(await at(), `card-${columns + 1}`);
  await page.keyboard.press('PageDown');
  assert.ok(Number((await at())!.slice(5)) >= 3 * columns + 1);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  assert.equal(await page.textContent('.selection-bar strong'), '1 selected');
  await page.keyboard.press('Shift+ArrowRight');
  assert.equal(await page.textContent('.selection-bar strong'), '2 selected');
  assert.equal(await page.locator('.cards [tabindex="0"]').count(), 0);
  await view.close();
});

test('the panel tells captions, history and neighbours of the focused sample, and follows it', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  const { page } = view;
  await page.click(card(3));
  await host.tell('command', { name: 'toggle-sample', data: null });
  await page.waitForSelector('.picture-captions li');
  assert.equal(await page.locator('.picture-captions li').count(), 3);
  assert.match((await page.textContent('.panel'))!, /0.12 is under 0.2/u);
  await page.waitForSelector('.stage .score-bar .bound');
  assert.equal(await page.locator('.table-scroll td.best').count(), 2);
  await page.focus('[role=grid]');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(
    (caption) => document.querySelector('.whole-caption')?.textContent === caption,
    captionOf(4),
  );
  await page.locator('.near-card').last().click();
  await page.waitForFunction(
    () => document.querySelector('[role=grid]')!.getAttribute('aria-activedescendant') === 'card-52',
  );
  await view.close();
});

test('filter, order, sizes and place come back after a reload', async () => {
  const host = new FakeHost(10_000);
  const view = await pages.open({ host });
  const { page } = view;
  await page.fill('#filter', 'outcome:dropped');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.count')!.textContent.includes('of'));
  await page.locator('input[type=range]').fill('224');
  await page.focus('[role=grid]');
  for (let step = 0; step < 6; step++) await page.keyboard.press('PageDown');
  await page.waitForTimeout(400);
  const before = await page.getAttribute('[role=grid]', 'aria-activedescendant');
  await view.reload();
  await page.waitForFunction((id) => document.querySelector(`#${id} .caption`) !== null, before!);
  assert.equal(await page.inputValue('#filter'), 'outcome:dropped');
  assert.equal(await page.inputValue('input[type=range]'), '224');
  const box = await page.locator(`#${before}`).boundingBox();
  assert.ok(box !== null && box.y < 800 && box.y + box.height > 0, 'the focused card is in view again');
  await view.close();
});

test('while the dataset is imported the panel shows what its line says, and that scores are to come', async () => {
  const host = new FakeHost(1000);
  const usual = { ...host.answers };
  host.answers['grid/open'] = async (ask) => ({ ...(await usual['grid/open'](ask)), complete: false });
  host.answers.sample = () => new Promise(() => undefined);
  const view = await pages.open({ host });
  await view.page.click(card(1));
  await host.tell('command', { name: 'toggle-sample', data: null });
  await view.page.waitForSelector('.panel .big-picture img');
  assert.equal(await view.page.textContent('.panel .whole-caption'), captionOf(1));
  assert.match((await view.page.textContent('.panel'))!, /Scores, history[^]*come with the import/u);
  Object.assign(host.answers, usual);
  await host.tell('changed', { what: ['dataset'] });
  await view.page.waitForFunction(() => document.querySelector('.panel')!.textContent.includes('History'));
  await view.close();
});

test('of a file whose lines alone are shown the panel shows the line, and says why there is no more', async () => {
  const host = new FakeHost(1000);
  host.answers.sample = () => {
    throw new Refusal({ kind: 'usage', message: 'It is not the dataset of this folder.', details: {} });
  };
  const view = await pages.open({ host, start: { readOnly: true } });
  await view.page.click(card(1));
  await host.tell('command', { name: 'toggle-sample', data: null });
  await view.page.waitForFunction(() =>
    document.querySelector('.panel')!.textContent.includes('not the dataset of this'),
  );
  assert.equal(await view.page.textContent('.panel .whole-caption'), captionOf(1));
  await view.close();
});
