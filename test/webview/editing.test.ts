import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captionOf, rowOf } from './support/dataset.ts';
import { FakeHost, Refusal } from './support/fake-host.ts';
import type { View } from './support/page.ts';
import { card, pagesOfTests } from './support/pages.ts';

const pages = pagesOfTests();
const id = (place: number): string => rowOf(place, []).id;

async function begin(view: View, place: number): Promise<void> {
  await view.page.click(card(place));
  await view.page.keyboard.press('Enter');
  await view.page.waitForSelector('textarea');
  await view.page.waitForSelector('.live-score');
}

test('a caption is edited in place, its scores follow, and taking it back shows the old one', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  const { page } = view;
  await begin(view, 1);
  await page.keyboard.type(' It stands in the rain.');
  await page.waitForFunction(() => document.querySelector('.live-score')!.textContent.includes('→'));
  assert.match((await page.textContent('.live-score'))!, /0.25[^]*→[^]*0.5[^]*keeps/u);
  assert.match((await page.textContent('.counts'))!, /10 words · 48 characters[^]*12 of 26 tokens/u);
  assert.equal(await page.textContent('.against ins'), ' It stands in the rain.');
  await page.keyboard.press('Enter');
  await page.waitForSelector('textarea', { state: 'detached' });
  assert.deepEqual(host.last('edit'), [
    { id: id(1), caption: `${captionOf(1)} It stands in the rain.`, seen: captionOf(1) },
  ]);
  await page.waitForFunction(() => document.querySelector('[data-place="1"]')!.textContent.includes('edited'));
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'grid');
  host.captions.clear();
  await host.tell('changed', { what: ['edits'] });
  await page.waitForFunction(
    (caption) => document.querySelector('[data-place="1"] .caption')!.textContent === caption,
    captionOf(1),
  );
  await view.close();
});

test('the end of a caption that models do not read is shaded', async () => {
  const view = await pages.open({ host: new FakeHost(1000) });
  await begin(view, 1);
  await view.page.keyboard.type(` ${'more words '.repeat(20)}`);
  await view.page.waitForSelector('.shade mark');
  assert.match((await view.page.textContent('.counts'))!, /of 26 tokens[^]*not read/u);
  const [shade, text] = await view.page.evaluate(() => [
    document.querySelector('.shade')!.textContent,
    document.querySelector('textarea')!.value,
  ]);
  assert.equal(shade, `${text}\n`);
  await view.close();
});

test('Esc gives the old caption back, and keys are told to be letters while one is written', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await begin(view, 2);
  await view.page.keyboard.type('k d u');
  assert.deepEqual(host.told.filter(({ name }) => name === 'input-focus').at(-1)?.payload, { focused: true });
  await view.page.keyboard.press('Escape');
  await view.page.waitForSelector('textarea', { state: 'detached' });
  await view.page.waitForTimeout(50);
  assert.deepEqual(host.told.filter(({ name }) => name === 'input-focus').at(-1)?.payload, { focused: false });
  assert.equal(host.count('edit'), 0);
  assert.equal(await view.page.textContent(`${card(2)} .caption`), captionOf(2));
  await view.close();
});

for (const whose of ['mine', 'theirs'] as const) {
  test(`when somebody else edits the same caption, the person can take ${whose}`, async () => {
    const host = new FakeHost(1000);
    const view = await pages.open({ host });
    const { page } = view;
    await begin(view, 1);
    host.captions.set(id(1), 'What another window wrote.');
    await page.keyboard.type(' More.');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.conflict');
    assert.equal(await page.textContent('.conflict blockquote'), 'What another window wrote.');
    assert.equal(await page.inputValue('textarea'), `${captionOf(1)} More.`);
    await page.click(`.conflict vscode-button:has-text("${whose}")`);
    await page.waitForSelector('textarea', { state: 'detached' });
    const expected = whose === 'mine' ? `${captionOf(1)} More.` : 'What another window wrote.';
    assert.equal(host.captions.get(id(1)), expected);
    await page.waitForFunction(
      (text) => document.querySelector('[data-place="1"] .caption')!.textContent === text,
      expected,
    );
    await view.close();
  });
}

test('an edit that the disk refuses stays in the page, is marked, and is saved on another try', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  const { page } = view;
  const usual = host.answers.edit;
  const failure = { kind: 'disk', message: 'The disk is full.', details: { next: 'Free some space.' } } as const;
  host.answers.edit = () => {
    throw new Refusal(failure);
  };
  await begin(view, 1);
  await page.keyboard.type(' More.');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.writing-failure');
  assert.match(
    (await page.textContent('.writing-failure'))!,
    /The disk is full\. Free some space\. The text is kept here\./u,
  );
  await host.tell('unsaved', { edits: [{ id: id(1), caption: `${captionOf(1)} More.`, seen: captionOf(1) }], failure });
  await page.waitForSelector('.banner');
  assert.match((await page.textContent('.banner'))!, /1 edit is not saved: The disk is full/u);
  assert.match((await page.textContent(card(1)))!, /More\.[^]*not saved/u);
  host.answers.edit = usual;
  await page.click('.banner vscode-button');
  await page.waitForTimeout(100);
  assert.equal(host.count('save'), 1);
  await host.tell('unsaved', { edits: [], failure: null });
  await page.waitForSelector('.banner', { state: 'detached' });
  await page.click('.writing vscode-button:has-text("Save")');
  await page.waitForSelector('textarea', { state: 'detached' });
  await view.close();
});

test('a caption that is being written outlives a reload of the page', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await begin(view, 4);
  await view.page.keyboard.type(' Half a sen');
  await view.reload();
  await view.page.waitForSelector('textarea');
  assert.equal(await view.page.inputValue('textarea'), `${captionOf(4)} Half a sen`);
  await view.page.keyboard.press('Escape');
  await view.reload();
  await view.page.waitForTimeout(300);
  assert.equal(await view.page.locator('textarea').count(), 0);
  await view.close();
});

test('what is in view is not kept anew with each letter of a caption, and the last letter is kept', async () => {
  const view = await pages.open({ host: new FakeHost(1000) });
  const { page } = view;
  await begin(view, 1);
  await page.waitForTimeout(500);
  const timesKept = (): Promise<number> =>
    page.evaluate(() => (globalThis as unknown as { timesKept: number }).timesKept);
  const before = await timesKept();
  const took = await page.evaluate(() => {
    const began = performance.now();
    // Within the page: keys that come one by one are a busy machine's as slow as they like.
    for (const letter of ' It stands in the rain, and nobody is there to see it.')
      document.execCommand('insertText', false, letter);
    return performance.now() - began;
  });
  await page.waitForTimeout(300);
  const times = (await timesKept()) - before;
  assert.ok(times >= 1 && times <= 5 + took / 100, `${times} times for 53 letters in ${took} ms`);
  await view.reload();
  await page.waitForSelector('textarea');
  assert.equal(
    await page.inputValue('textarea'),
    `${captionOf(1)} It stands in the rain, and nobody is there to see it.`,
  );
  await view.close();
});

test('captions are scored only for the text that stands, not for every letter', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  await begin(view, 1);
  await view.page.keyboard.type(' quickly written words', { delay: 20 });
  await view.page.waitForTimeout(500);
  assert.ok(host.count('captions/score') <= 3, String(host.count('captions/score')));
  assert.deepEqual(host.last('captions/score'), { id: id(1), caption: `${captionOf(1)} quickly written words` });
  await view.close();
});

test('find and replace shows what it would do before it does it', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  const { page } = view;
  await host.tell('command', { name: 'find-replace', data: null });
  await page.waitForSelector('.replace');
  await page.locator('.replace vscode-text-field').first().locator('input').fill('violin');
  await page.locator('.replace vscode-text-field').last().locator('input').fill('fiddle');
  await page.waitForSelector('.replace-list ins');
  assert.match((await page.textContent('.replace-says'))!, /Found 3 times in 2 samples/u);
  assert.equal(host.count('replace'), 0);
  await page.click('.replace vscode-button');
  await page.waitForFunction(() =>
    document.querySelector('.replace-says')!.textContent.includes('2 captions were changed'),
  );
  assert.deepEqual(host.last('replace'), {
    find: 'violin',
    replace: 'fiddle',
    pattern: false,
    matchCase: false,
    result: 1,
  });
  await view.close();
});

test('a read-only file is shown and not edited', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host, start: { readOnly: true } });
  await view.page.click(card(1));
  await view.page.keyboard.press('F2');
  await view.page.waitForFunction(() => document.querySelector('.said')!.textContent.includes('read-only'));
  assert.equal(await view.page.locator('textarea').count(), 0);
  await view.close();
});

test('what is typed while the caption before is still being saved goes into the next one, and is no command', async () => {
  const host = new FakeHost(1000);
  const view = await pages.open({ host });
  const { page } = view;
  const usual = host.answers.edit;
  host.answers.edit = async (edits) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return usual(edits);
  };
  await page.evaluate(() => {
    document.body.dataset['heard'] = '';
    window.addEventListener('keydown', ({ key }) => (document.body.dataset['heard'] += key));
  });
  await begin(view, 1);
  await page.keyboard.type(' More.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('F2');
  await page.keyboard.type(' kdx');
  await page.keyboard.press('Backspace');
  assert.equal(await page.inputValue('textarea'), `${captionOf(1)} More.`);
  await page.waitForFunction((text) => document.querySelector('textarea')?.value === text, `${captionOf(2)} kd`);
  await page.keyboard.type('u');
  assert.equal(await page.inputValue('textarea'), `${captionOf(2)} kdu`);
  assert.doesNotMatch((await page.getAttribute('body', 'data-heard'))!, /[kdux]|F2/u);
  assert.equal(host.captions.get(id(1)), `${captionOf(1)} More.`);
  await view.close();
});

test('a score that two stages measured alike stands there once, and twice with their names where they differ', async () => {
  const host = new FakeHost(1000);
  const score = { operator: 'text_length_filter', key: 'text_len', min: null, max: null, keeps: null };
  host.answers['captions/score'] = ({ caption }) => ({
    scores: [
      { ...score, stage: 'measure', value: caption.length },
      { ...score, stage: 'clean-1', value: caption.length, min: 10, keeps: true },
      {
        ...score,
        stage: 'clean-2',
        value: caption.endsWith('.') ? caption.length : 7,
        min: 12,
        max: Number.MAX_SAFE_INTEGER,
        keeps: caption.endsWith('.'),
      },
    ],
    tokens: null,
    missing: null,
  });
  const view = await pages.open({ host });
  await begin(view, 1);
  assert.equal(await view.page.locator('.live-score').count(), 1);
  assert.match((await view.page.textContent('.live-score'))!, /Text length\s[^]*keeps\s*≥ 12\s*$/u);
  await view.page.keyboard.type(' more');
  await view.page.waitForFunction(() => document.querySelectorAll('.live-score').length === 2);
  const lines = await view.page.locator('.live-score').allTextContents();
  assert.match(lines[0]!, /Text length \(clean-1\)[^]*keeps/u);
  assert.match(lines[1]!, /Text length \(clean-2\)[^]*drops/u);
  await view.close();
});

test('a score close to nothing is told by its exponent, and one of a tenth as a fraction', async () => {
  const host = new FakeHost(1000);
  const score = { operator: 'image_nsfw_filter', key: 'image_nsfw_score', min: null, max: null, keeps: null };
  host.answers['captions/score'] = () => ({
    scores: [
      { ...score, stage: 'clean-1', value: [0.00000000793] },
      { ...score, stage: 'clean-2', value: [0.12345] },
    ],
    tokens: null,
    missing: null,
  });
  const view = await pages.open({ host });
  await begin(view, 1);
  await view.page.waitForFunction(() => document.querySelectorAll('.live-score').length === 2);
  const [first, second] = await view.page.locator('.live-score .score-value').allTextContents();
  assert.equal(first!.trim(), '7.9e-9');
  assert.equal(second!.trim(), '0.123');
  await view.close();
});
