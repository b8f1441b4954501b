/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { Brush } from '../../src/protocol/scores.ts';
import { run } from '../support/cli.ts';
import { dataset, framed } from '../support/dataset.ts';
import { panelsOfTests, type PanelView } from './support/panel.ts';
import { themes, type Theme } from './support/themes.ts';

const panels = panelsOfTests();
const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const things = ['dog', 'lighthouse', 'red violin', '<b>tent</b>', 'kettle of fish', 'bicycle and a tram'];
const pictures = Object.fromEntries(
  Array.from({ length: 8 }, (_, i) => [
    `p${i}.jpg`,
    { width: 64 + 40 * i, height: 48 + 20 * i, seed: i, level: 40 + 20 * i },
  ]),
);
const lines = Array.from({ length: 200 }, (_, i) =>
  i % 40 === 7
    ? '{"id": '
    : {
        id: `s${i}`,
        images: [`p${i % 8}.jpg`],
        text: framed(`${i % 3 === 0 ? 'The image shows a' : 'a'} ${things[i % 6]!} ${'beside a wall '.repeat(i % 5)}`),
      },
);
const recipe = `version: 1
error_budget: 0.5
stages:
  - name: look
    measure: { process: [image_shape_filter: {}, image_dark_filter: {}, text_length_filter: {}] }
  - name: clean
    clean: { process: [words_num_filter: { min_num: 4, max_num: 14 }, text_length_filter: { max_len: { percentile: 90 } }] }
`;
const { folder } = await dataset({ lines, pictures, recipe });
assert.equal((await run(folder)).code, 3);

test('dragging over a histogram filters all others, the strip, and a grid that can be seen', async () => {
  const view = await panels.open({ panel: 'scores', folder });
  assert.match(await counted(view), /^195|^200 of 200/u);
  await drag(view, 'image_dark_score', 0.3, 0.7);
  const asked = (): string => {
    const [{ key, from, to }] = view.last('scores/brush')!.brushes as [Brush];
    return `${key}>=${from} ${key}<=${to}`;
  };
  const { filter } = await until(
    () => view.last('lead-grid')!,
    (led) => led.filter === asked(),
  );
  assert.match(filter, /^image_dark_score>=/u);
  const found = await view.engine.ask('grid/open', { filter, orderBy: null });
  const within = await until(
    () => numberWithin(view),
    (number) => number === found.total,
  );
  assert.ok(within > 0 && within < 195);
  assert.equal(await view.page.locator('.strip-sample').first().getAttribute('aria-setsize'), String(within));
  await view.page.getByRole('button', { name: /^Show all .* in the grid$/u }).click();
  await until(
    () => view.last('show-samples'),
    (shown) => shown?.filter === filter,
  );
  await view.page.getByRole('button', { name: 'Clear brushes' }).click();
  await view.page.waitForFunction(() => document.querySelector('.counted')!.textContent.startsWith('200 of'));
  await view.close();
});

test('a brush is made, moved, widened and cleared by keys alone', async () => {
  const view = await panels.open({ panel: 'scores', folder });
  await view.page.locator('bs-histogram:has(h3[data-key=num_words]) .plot').focus();
  await view.page.keyboard.press('ArrowRight');
  const first = await brushWhere(view, () => true);
  await view.page.keyboard.press('ArrowDown');
  await view.page.keyboard.press('ArrowRight');
  const second = view.page.locator('.brush-text', { hasText: '–' });
  await second.waitFor();
  const narrower = await brushWhere(view, ({ from, to }) => from > first.from && to < first.to);
  await view.page.keyboard.press('Shift+ArrowRight');
  await brushWhere(view, ({ from, to }) => to > narrower.to && from === narrower.from);
  await view.page.keyboard.press('Escape');
  await until(
    () => view.last('scores/brush')!.brushes,
    (brushes) => brushes.length === 0,
  );
  await view.close();
});

test('a rectangle on the plot of two scores is a brush on each, which their histograms show', async () => {
  const view = await panels.open({ panel: 'scores', folder });
  const over = view.page.locator('bs-density .u-over');
  await dragOn(view.page, over, [0.1, 0.1], [0.8, 0.9]);
  const { brushes, plot } = await until(
    () => view.last('scores/brush')!,
    (asked) => asked.brushes.length === 2,
  );
  await view.page.locator('bs-histogram .brush:visible').nth(1).waitFor();
  assert.deepEqual(brushes.map(({ key }) => key).sort(), [plot!.x, plot!.y].sort());
  assert.equal(await view.page.locator('bs-histogram .brush:visible').count(), 2);
  await view.page.locator('bs-density .plot').focus();
  const { from } = brushes.find(({ key }) => key === plot!.x)!;
  await view.page.keyboard.press('Alt+ArrowRight');
  const across = () => view.last('scores/brush')!.brushes.find(({ key }) => key === plot!.x)!;
  await until(across, (brush) => brush.from !== from);
  await view.page.keyboard.press('Escape');
  await until(
    () => view.last('scores/brush')!.brushes,
    (brushes) => brushes.length === 0,
  );
  await view.close();
});

test('stage, filter, brushes and tab outlive the page', async () => {
  const view = await panels.open({ panel: 'scores', folder });
  await view.page.locator('.toolbar .filter input').fill('image_width>100');
  await view.page.keyboard.press('Enter');
  await view.page.waitForFunction(() => !document.querySelector('.counted')!.textContent.includes('of 200'));
  await view.page.waitForTimeout(300);
  await drag(view, 'text_len', 0.2, 0.6);
  const brushes = view.last('scores/brush')!.brushes;
  await view.page.click('#tab-table');
  await view.page.waitForSelector('table.numbers');
  await view.page.waitForTimeout(350);
  await view.reload();
  await view.page.waitForSelector('table.numbers');
  assert.deepEqual(view.last('scores/open'), { stage: null, filter: 'image_width>100' });
  assert.deepEqual(view.last('scores/brush')!.brushes, brushes);
  await view.close();
});

test('a panel opened on a stage shows its scores and its decisions; before any threshold those of the last', async () => {
  const view = await panels.open({ panel: 'scores', folder, subject: { stage: 'clean' } });
  assert.deepEqual(await titles(view), ['text_len', 'num_words'].sort());
  await view.tell('subject', { subject: { stage: 'look', filter: 'caption:dog' }, opened: 2 });
  await view.page.waitForSelector('h3[data-key=image_width]');
  assert.deepEqual(view.last('scores/open'), { stage: 'look', filter: 'caption:dog' });
  await view.close();
});

test('a filter that is not understood is told, and one that finds nothing says what to do', async () => {
  const view = await panels.open({ panel: 'scores', folder });
  const input = view.page.locator('.toolbar .filter input');
  await input.fill('num_wrods>3');
  await view.page.waitForSelector('#filter-problem .codicon');
  assert.match(await view.page.locator('#filter-problem').innerText(), /Did you mean num_words/u);
  assert.equal(await view.page.locator('.underline u').innerText(), 'num_wrods>3');
  await input.fill('zebra');
  await view.page.getByText('No sample fits the filter').waitFor();
  await view.page.getByText('Clear the filter', { exact: true }).click();
  await view.page.waitForSelector('bs-histogram');
  await view.close();
});

test('a filter is written with the suggestions that the grid makes, of scores and of values', async () => {
  const view = await panels.open({ panel: 'scores', folder });
  const { page } = view;
  await page.click('#filter');
  await until(
    () => view.asked.map(({ method }) => method),
    (asked) => asked.includes('overview'),
  );
  await page.keyboard.type('outcome:dr');
  await page.locator('#filter-suggestions li', { hasText: 'outcome:dropped' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('width');
  await page.locator('#filter-suggestions li', { hasText: 'image_width>' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('100');
  await view.shot('scores-suggestions');
  await page.keyboard.press('Enter');
  const { filter } = await until(
    () => view.last('scores/open')!,
    (asked) => asked.filter !== '',
  );
  assert.equal(filter, 'outcome:dropped image_width>100');
  await view.close();
});

test('where nothing is measured the panel says what to run, and runs it', async () => {
  const fresh = await dataset({ lines: [{ id: 'a', images: [], text: framed('a dog') }], recipe });
  const view = await panels.open({ panel: 'scores', folder: fresh.folder });
  await view.page.getByRole('button', { name: 'Run look' }).click();
  await until(
    () => view.last('run-stage'),
    (asked) => asked !== undefined,
  );
  assert.deepEqual(view.last('run-stage'), { stage: 'look' });
  await view.shot('scores-nothing');
  await view.close();
});

test('numbers are sorted by a click, and saved as a table; charts are saved as pictures', async () => {
  const view = await panels.open({ panel: 'scores', folder });
  await view.page.getByRole('button', { name: 'PNG', exact: true }).click();
  await until(
    () => view.last('save-file'),
    (file) => file !== undefined,
  );
  const { name, content } = view.last('save-file') as { name: string; content: { base64: string } };
  const png = Buffer.from(content.base64, 'base64');
  assert.deepEqual([name, png.toString('latin1', 1, 4)], ['scores.png', 'PNG']);
  assert.ok(png.readUInt32BE(16) > 600 && png.readUInt32BE(20) > 300);
  await view.page.getByRole('button', { name: 'CSV', exact: true }).click();
  await until(
    () => view.last('save-file')!.name,
    (saved) => saved === 'histograms.csv',
  );
  const bins = textOf(view);
  const words = bins.filter((row) => row.startsWith('num_words,')).map((row) => Number(row.split(',')[4]));
  assert.equal(
    words.reduce((sum, one) => sum + one, 0),
    195,
  );
  await view.page.click('#tab-table');
  await view.page.waitForSelector('table.numbers');
  await view.page.getByRole('button', { name: 'max', exact: true }).click();
  const column = await view.page.locator('table.numbers tbody tr td:last-child').allInnerTexts();
  const numbers = column.map(Number).filter((one) => !Number.isNaN(one));
  assert.deepEqual(
    numbers,
    numbers.toSorted((a, b) => a - b),
  );
  await view.page.getByRole('button', { name: 'CSV', exact: true }).click();
  await until(
    () => view.last('save-file')!.name,
    (saved) => saved === 'scores.csv',
  );
  const [head, first] = textOf(view);
  assert.equal(head, 'score,samples,count,missing,mean,sigma,min,p5,p25,median,p75,p95,max');
  assert.equal(first!.split(',').length, 13);
  await view.close();
});

test('what captions begin with leads to them, and to a rule that is copied', async () => {
  const view = await panels.open({ panel: 'scores', folder });
  await view.page.click('#tab-style');
  await view.page.getByRole('button', { name: 'the image shows a', exact: true }).click();
  const { filter } = (await until(
    () => view.last('show-samples'),
    (shown) => shown !== undefined,
  ))!;
  const { total } = await view.engine.ask('grid/open', { filter, orderBy: null });
  assert.equal(total, lines.filter((line) => typeof line !== 'string' && line.text.includes('The image shows')).length);
  await view.page.getByRole('button', { name: 'Make a rule that removes “the image shows a”' }).first().click();
  await view.page.getByRole('button', { name: 'Copy' }).click();
  await until(
    () => view.last('copy'),
    (copied) => copied !== undefined,
  );
  assert.match(view.last('copy')!.text, /^- replace_content_mapper: \{pattern: '.+', repl: '\\1'\}$/u);
  await view.page.getByRole('button', { name: 'Open recipe at look' }).click();
  await until(
    () => view.last('go-to-recipe'),
    (asked) => asked !== undefined,
  );
  assert.deepEqual(view.last('go-to-recipe'), { stage: 'look', operator: null });
  await view.close();
});

const states: Readonly<Record<string, (view: PanelView) => Promise<void>>> = {
  charts: () => Promise.resolve(),
  brushed: async (view) => {
    await drag(view, 'image_dark_score', 0.3, 0.7);
    await view.page.getByText('Mean ± 3σ').click();
  },
  table: async ({ page }) => {
    await page.click('#tab-table');
    await page.waitForSelector('table.numbers');
  },
  style: async ({ page }) => {
    await page.click('#tab-style');
    await page.waitForSelector('table.phrases');
    await page.locator('.phrases .icon-button').first().click();
  },
};

for (const theme of Object.keys(themes) as Theme[]) {
  test(`screen readers can make sense of the panel in ${theme}, and nothing scrolls sideways in a narrow one`, async () => {
    const found: string[] = [];
    for (const [name, lead] of Object.entries(states)) {
      const view = await panels.open({ panel: 'scores', folder, theme });
      await lead(view);
      await view.page.waitForTimeout(300);
      await view.shot(`scores-${name}-${theme}`);
      found.push(...(await brokenRules(view.page)).map((each) => `${name}: ${each}`));
      await view.page.setViewportSize({ width: 500, height: 800 });
      await view.page.waitForTimeout(150);
      if (theme === 'dark') await view.shot(`scores-${name}-narrow`);
      const over = await view.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) found.push(`${name}: ${over} pixels too wide`);
      await view.close();
    }
    assert.deepEqual(found, []);
  });
}

async function brokenRules(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] };
    const { violations } = await (globalThis as unknown as { axe: { run(): Promise<Found> } }).axe.run();
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`)
          .slice(0, 3)
          .join(' | ')}`,
    );
  });
}

async function drag(view: PanelView, key: string, from: number, to: number): Promise<void> {
  const before = view.asked.length;
  await dragOn(view.page, view.page.locator(`bs-histogram:has(h3[data-key=${key}]) .u-over`), [from, 0.5], [to, 0.5]);
  await view.page.waitForFunction(
    (key) => document.querySelector(`bs-histogram:has(h3[data-key=${key}]) .brush-text`)!.textContent.includes('–'),
    key,
  );
  // The newest of several questions is asked last.
  await until(
    () => view.asked.slice(before).filter(({ method }) => method === 'scores/brush').length,
    (n) => n > 0,
  );
  await view.page.waitForTimeout(300);
}

async function dragOn(
  page: Page,
  over: ReturnType<Page['locator']>,
  from: readonly number[],
  to: readonly number[],
): Promise<void> {
  await over.scrollIntoViewIfNeeded();
  const box = (await over.boundingBox())!;
  const at = ([x, y]: readonly number[]): [number, number] => [box.x + box.width * x!, box.y + box.height * y!];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 5 });
  await page.mouse.up();
}

/** The one brush that was asked about last, once it is as it should be. */
async function brushWhere(view: PanelView, fits: (brush: Brush) => boolean): Promise<Brush> {
  const brushes = () => view.last('scores/brush')!.brushes;
  return (await until(brushes, ([brush]) => brush !== undefined && fits(brush)))[0]!;
}

/** Something, once it fits; fails when it never does. */
async function until<T>(ask: () => T | Promise<T>, fits: (found: T) => boolean): Promise<T> {
  for (let i = 0; i < 200; i++) {
    const found = await ask();
    if (fits(found)) return found;
    await setTimeout(50);
  }
  assert.fail(`never came: ${JSON.stringify(await ask())}`);
}

function counted(view: PanelView): Promise<string> {
  return view.page.locator('.counted').innerText();
}

async function numberWithin(view: PanelView): Promise<number> {
  return Number((await counted(view)).split(' ')[0]);
}

async function titles(view: PanelView): Promise<(string | null)[]> {
  const all = await view.page.locator('bs-histogram h3').all();
  return (await Promise.all(all.map((title) => title.getAttribute('data-key')))).sort();
}

function textOf(view: PanelView): string[] {
  const { content } = view.last('save-file') as { content: { text: string } };
  return content.text.trimEnd().split('\r\n');
}
