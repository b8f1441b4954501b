import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { run } from '../support/cli.ts';
import { dataset, framed, temporaryFolder } from '../support/dataset.ts';
import { startEngine } from '../support/engine.ts';
import { panelsOfTests, type PanelView } from './support/panel.ts';
import { themes, type Theme } from './support/themes.ts';

const panels = panelsOfTests();
const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const recipe = `version: 1
stages:
  - name: first
    clean:
      process:
        - whitespace_normalization_mapper:
        - words_num_filter: {min_num: 6, max_num: 40}   # not too short
        - image_size_filter: {max_size: 3KB}
        - image_shape_filter: {min_width: 40, any_or_all: all}
        - word_repetition_filter: {rep_len: 30}
  - name: look
    measure:
      process:
        - alphanumeric_filter: {}
  - name: other
    clean:
      process:
        - text_length_filter: {min_len: {percentile: 10}}
`;
const text = (n: number): string => framed(Array.from({ length: n }, (_, i) => `word${i}`).join(' '));
const lines = Array.from({ length: 60 }, (_, i) => ({
  id: `s${i}`,
  images: [`p${i % 4}.jpg`],
  text: text(1 + (i % 30)),
}));
const pictures = Object.fromEntries(
  [0, 1, 2, 3].map((i) => [`p${i}.jpg`, { width: 30 + 20 * i, height: 40, seed: i, level: 90 + 20 * i }]),
);
const made = await dataset({ lines, pictures, recipe });
await run(made.folder);

/** A copy that a test may tag in. */
function copied(): string {
  const folder = temporaryFolder();
  cpSync(made.folder, folder, { recursive: true });
  return folder;
}

const open = (more: Partial<Parameters<typeof panels.open>[0]> = {}): Promise<PanelView> =>
  panels.open({ panel: 'lab', folder: made.folder, subject: { stage: 'first' }, width: 1400, height: 900, ...more });

const row = (name: string): string => `[data-operator="${name}"]`;
const bound = (parameter: string): string => `.bound[data-parameter="${parameter}"]`;
const sums = (page: Page): Promise<string> => page.locator('.sum-now').innerText();
const kept = async (page: Page): Promise<number> => Number((await sums(page)).split(' ')[0]);
const heading = (page: Page, strip: string): Promise<string> => page.locator(`.${strip} h3`).innerText();

/** Waits until the page shows what its thresholds do. */
const settled = async (page: Page): Promise<unknown> => {
  await page.waitForTimeout(100);
  return page.waitForSelector('.operators[aria-busy="false"]');
};

/** Waits until the page shows other counts than these. */
const until = (page: Page, said: string): Promise<unknown> =>
  page.waitForFunction((said) => document.querySelector<HTMLElement>('.sum-now')?.innerText !== said, said);

test('a threshold is dragged: counts and strips follow, and the last answer is for the last place', async () => {
  const view = await open();
  const { page } = view;
  const before = await sums(page);
  const handle = page.locator(`${row('words_num_filter')} .handle.min`);
  const box = (await page
    .locator(`${row('words_num_filter')} svg`)
    .first()
    .boundingBox())!;
  await handle.hover();
  await page.mouse.down();
  for (let step = 0; step <= 20; step++) await page.mouse.move(box.x + box.width * (0.2 + step * 0.02), box.y + 15);
  await page.mouse.up();
  await until(page, before);
  await settled(page);
  const { settings } = view.last('lab/decide')!;
  const value = Number(await page.locator(`${bound('min_num')} .amount`).inputValue());
  assert.deepEqual(settings, [{ operator: 'words_num_filter', parameter: 'min_num', value }]);
  assert.ok(value > 12 && value < 26, String(value));
  const now = await view.engine.ask('lab/decide', view.last('lab/decide')!);
  assert.equal(await kept(page), now.kept);
  assert.equal(await heading(page, 'flip-out'), `Go out: ${now.flipOut.total}`);
  assert.equal(await page.locator('.flip-out [data-id]').first().isVisible(), true);
  assert.match(await page.locator('.flip-out .strip-note').first().innerText(), /words_num_filter\s+Words \d+ < \d+/);
  await view.shot('lab-dragged');
  await handle.dblclick();
  await page.waitForFunction((said) => (document.querySelector('.sum-now') as HTMLElement).innerText === said, before);
  await view.close();
});

test('with keys alone a threshold is set, finely and coarsely, and sent back to the recipe’s', async () => {
  const view = await open();
  const { page } = view;
  const slider = page.locator(`${bound('min_num')} input[type=range]`);
  const amount = page.locator(`${bound('min_num')} .amount`);
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('[data-parameter="min_num"] .amount')!.value === '7',
  );
  await page.keyboard.press('PageUp');
  const coarse = Number(await amount.inputValue());
  assert.ok(coarse >= 9, String(coarse));
  await amount.fill('12');
  await page.keyboard.press('Tab');
  assert.equal(await slider.getAttribute('aria-valuetext'), '12');
  await page.locator(`${bound('min_num')} [title^="The recipe"]`).press('Enter');
  assert.equal(await amount.inputValue(), '6');
  assert.equal(await page.locator('.write').getAttribute('disabled'), '');
  await view.close();
});

test('a threshold becomes a statistic near where it is, with the number that it comes to', async () => {
  const view = await open();
  const { page } = view;
  const start = await kept(page);
  await page.locator(`${bound('min_num')} .mode`).selectOption('percentile');
  await page.waitForFunction(() =>
    document.querySelector('[data-parameter="min_num"] .resolved')!.textContent.includes('='),
  );
  const [setting] = view.last('lab/decide')!.settings;
  assert.deepEqual(Object.keys(setting!.value as object), ['percentile']);
  assert.ok(Math.abs((await kept(page)) - start) <= 4);
  await page.locator(`${bound('min_num')} .mode`).selectOption('keep');
  await settled(page);
  await page.locator(`${bound('min_num')} .amount`).fill('30');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() =>
    document.querySelector('.operator[data-operator="words_num_filter"] .fall-kept')!.textContent.endsWith('30'),
  );
  await page.locator(`${bound('min_num')} .mode`).selectOption('number');
  await settled(page);
  assert.equal(typeof view.last('lab/decide')!.settings[0]!.value, 'number');
  await view.close();
});

test('sizes of files are set as recipes write them, several statistics of an operator each have their own', async () => {
  const view = await open();
  const { page } = view;
  const amount = page.locator(`${bound('max_size')} .amount`);
  assert.equal(await amount.inputValue(), '3KB');
  await amount.fill('1 KiB');
  await page.keyboard.press('Enter');
  await settled(page);
  assert.equal(view.last('lab/decide')!.settings[0]!.value, '1 KiB');
  await page.locator(`${bound('max_size')} input[type=range]`).press('End');
  await settled(page);
  assert.match(JSON.stringify(view.last('lab/decide')!.settings[0]!.value), /^"\d+(KB)?"$/);
  await amount.fill('a lot');
  await page.keyboard.press('Enter');
  assert.match(await amount.inputValue(), /^\d+(KB)?$/);
  assert.deepEqual(await page.locator(`${row('image_shape_filter')} .statistic-name`).allInnerTexts(), [
    'Width',
    'Height',
  ]);
  assert.match(await page.locator(`${row('image_shape_filter')} .others`).innerText(), /any_or_all: all/);
  assert.match(
    await page
      .locator(`${row('image_shape_filter')} .statistic`)
      .nth(1)
      .innerText(),
    /same value, 40/,
  );
  assert.ok(await page.locator(`${bound('min_height')} input[type=range]`).isDisabled());
  await view.close();
});

test('suggestions say what they would keep, and one click sets one', async () => {
  const view = await open();
  const { page } = view;
  await page.locator(`${bound('min_num')} [title^="Suggestions"]`).click();
  await page.waitForSelector('.suggestion');
  assert.equal(await page.locator('.suggestion').count(), 2);
  await page.locator('.target input').fill('20');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.suggestion').length === 4);
  await view.shot('lab-suggestions');
  const third = page.locator('.suggestion').nth(2);
  const promised = Number(/keeps (\d+)/.exec(await third.innerText())![1]);
  assert.ok(Math.abs(promised - 20) <= 2, String(promised));
  const before = await sums(page);
  await third.click();
  await until(page, before);
  assert.equal(await kept(page), promised);
  await view.close();
});

test('K and D in a strip tag the sample in focus, and the counts follow', async () => {
  const view = await open({ folder: copied() });
  const { page } = view;
  await page.locator(`${bound('min_num')} .amount`).fill('20');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.flip-out [data-id]');
  const before = await kept(page);
  const [first, second] = await page
    .locator('.flip-out [data-id]')
    .evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset['id']));
  await page.locator('.flip-out .strip-scroller').focus();
  await page.keyboard.press('k');
  await page.waitForSelector('.won');
  assert.match(await page.locator('.won').innerText(), /won back by a tag: 1/);
  assert.equal(await kept(page), before + 1);
  assert.ok(await page.locator(row('manual')).isVisible());
  await page.waitForFunction(
    (second) => document.querySelector<HTMLElement>('.flip-out .focused')?.dataset['id'] === second,
    second,
  );
  assert.deepEqual(view.last('tags/change'), { of: { ids: [first] }, add: ['keep'], remove: ['drop'] });
  await view.shot('lab-won-back');
  await view.close();
});

test('all samples that flip are shown in the grid by a name that its filter knows', async () => {
  const view = await open();
  const { page } = view;
  await page.locator(`${bound('min_num')} .amount`).fill('20');
  await page.keyboard.press('Enter');
  await page.locator('.flip-out vscode-button', { hasText: 'in the grid' }).click();
  const { filter } = view.last('show-samples')!;
  const found = await view.engine.ask('grid/open', { filter, orderBy: null });
  assert.equal(await heading(page, 'flip-out'), `Go out: ${found.total}`);
  await view.close();
});

test('what is written is asked of the editor, then the stage can be run; what is refused is told and nothing is lost', async () => {
  const view = await open();
  const { page } = view;
  await page.locator(`${bound('min_num')} .amount`).fill('9');
  await page.keyboard.press('Enter');
  await settled(page);
  const refuse = view.answers['write-thresholds'];
  view.answers['write-thresholds'] = () => {
    throw new Error('better-synth.yaml has changes that are not saved.');
  };
  await page.locator('.write').click();
  await page.waitForSelector('.banner.error');
  assert.match(await page.locator('.banner.error').innerText(), /not saved/);
  assert.equal(await page.locator(`${bound('min_num')} .amount`).inputValue(), '9');
  view.answers['write-thresholds'] = refuse;
  await page.locator('.write').click();
  await page.waitForSelector('.hint');
  assert.deepEqual(view.last('write-thresholds'), {
    stage: 'first',
    settings: [{ operator: 'words_num_filter', parameter: 'min_num', value: 9 }],
  });
  await page.locator('.hint vscode-button').click();
  assert.deepEqual(await view.next('run-stage'), { stage: 'first' });
  await view.close();
});

test('stage, thresholds and order outlive a reload of the page; another stage has thresholds of its own', async () => {
  const view = await open();
  const { page } = view;
  await page.locator(`${bound('min_num')} .amount`).fill('9');
  await page.keyboard.press('Enter');
  await page.locator('.flips select').selectOption('dataset');
  await settled(page);
  await page.locator('.stage-chooser select').selectOption('other');
  await page.waitForSelector(bound('min_len'));
  await settled(page);
  await view.reload();
  await page.waitForSelector(bound('min_len'));
  assert.equal(await page.locator('.stage-chooser select').inputValue(), 'other');
  assert.equal(await page.locator('.flips select').inputValue(), 'dataset');
  assert.equal(await page.locator('.write').getAttribute('disabled'), '');
  await page.locator('.stage-chooser select').selectOption('first');
  await page.waitForSelector(bound('min_num'));
  assert.equal(await page.locator(`${bound('min_num')} .amount`).inputValue(), '9');
  await view.close();
});

test('a page that is reloaded again and again leaves nothing behind in the engine', async () => {
  const engine = await startEngine(made.folder);
  const view = await open({ engine });
  const grid = await engine.ask('grid/open', { filter: 'words>3', orderBy: null });
  for (let n = 0; n < 30; n++) await view.reload();
  assert.ok((await engine.ask('grid/rows', { result: grid.result, from: 0, count: 3, scores: [] })).length === 3);
  await view.close();
  await engine.close();
});

test('a run that goes on is told: the figures are of the run before', async () => {
  const view = await open();
  const progress = { n: 2, pid: 1, startedAt: '', stages: [], now: null, done: [] };
  await view.tell('run-progress', progress);
  await view.page.waitForSelector('.banner.info');
  assert.match(await view.page.locator('.banner.info').innerText(), /of run 1/);
  await view.tell('run-progress', null);
  await view.page.waitForSelector('.banner.info', { state: 'detached' });
  await view.close();
});

test('Restricted Mode writes nothing and says why', async () => {
  const view = await open({ start: { restricted: true } });
  assert.equal(await view.page.locator('.write').getAttribute('disabled'), '');
  assert.match((await view.page.locator('.write').getAttribute('title'))!, /Restricted Mode/);
  await view.close();
});

test('states without thresholds say what to do: never run, measured alone, no clean stage, a recipe with errors', async () => {
  const fresh = await dataset({ lines, pictures, recipe });
  const never = await open({ folder: fresh.folder });
  assert.match(await never.page.locator('.empty-state').innerText(), /first has no scores yet/);
  await never.shot('lab-never-run');
  await never.page.locator('.empty-state vscode-button').click();
  await never.page.waitForTimeout(100);
  assert.deepEqual(never.last('run-stage'), { stage: 'first' });
  await never.close();

  const measured = await open({ subject: { stage: 'look' } });
  assert.match(await measured.page.locator('.yaml').innerText(), /alphanumeric_filter/);
  await measured.shot('lab-measure');
  await measured.page.locator('.empty-state vscode-button').click();
  await measured.page.waitForTimeout(100);
  assert.match(measured.last('copy')!.text, /clean:/);
  await measured.close();

  const folder = copied();
  writeFileSync(
    join(folder, 'better-synth.yaml'),
    'version: 1\nstages:\n  - name: groups\n    cluster: {of: text, model: tf-idf, k: 2}\n',
  );
  const none = await open({ folder, subject: {} });
  assert.match(await none.page.locator('.empty-state').innerText(), /no clean stage/);
  await none.page.locator('.empty-state vscode-button').click();
  await none.page.waitForTimeout(100);
  assert.deepEqual(none.last('go-to-recipe'), { stage: null, operator: null });
  await none.close();

  writeFileSync(join(folder, 'better-synth.yaml'), recipe.replace('min_num: 6', 'min_num: few'));
  const broken = await open({ folder, subject: {} });
  assert.match(await broken.page.locator('.banner.error').innerText(), /better-synth\.yaml:7/);
  await broken.shot('lab-broken');
  await broken.page.locator('.empty-state vscode-button').click();
  await broken.page.waitForTimeout(100);
  assert.deepEqual(broken.last('go-to-recipe'), { stage: null, operator: null });
  await broken.close();
});

for (const theme of Object.keys(themes) as Theme[]) {
  test(`screen readers can make sense of the lab in ${theme}`, async () => {
    const rules = theme === 'dark' ? {} : { runOnly: ['color-contrast'] };
    const view = await open({ theme });
    const { page } = view;
    await page.locator(`${bound('min_num')} .amount`).fill('20');
    await page.keyboard.press('Enter');
    await page.locator(`${bound('max_num')} [title^="Suggestions"]`).click();
    await page.waitForSelector('.suggestion');
    await page.waitForSelector('.flip-out img');
    await settled(page);
    await view.shot(`lab-${theme}`);
    await page.evaluate(axe);
    const broken = await page.evaluate(async (rules) => {
      type Found = { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] };
      const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<Found> } };
      const { violations } = await axe.run(rules);
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)} ${nodes[0]!.failureSummary}`);
    }, rules);
    assert.deepEqual(broken, []);
    await view.close();
  });
}

test('in narrow and in wide windows nothing scrolls sideways', async () => {
  for (const width of [500, 760, 1600]) {
    const view = await open({ width, height: 800 });
    const wide = await view.page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('bs-lab, .lab, .operators, .operator, .bound, .head')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map((element) => element.className || element.tagName),
    );
    assert.deepEqual(wide, [], `${width} px`);
    await view.shot(`lab-${width}`);
    await view.close();
  }
});

test('the page is one script and one style sheet of at most 900 kB', async () => {
  const views = process.env['BETTER_SYNTH_VIEWS'] ?? fileURLToPath(new URL('../../dist/webview', import.meta.url));
  const sizes = await Promise.all(['lab.js', 'lab.css'].map(async (name) => (await stat(`${views}/${name}`)).size));
  assert.ok(
    sizes.every((size) => size <= 900_000),
    sizes.join(', '),
  );
});
