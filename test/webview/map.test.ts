/// <reference lib="dom" />
/** The map's page over real datasets. */
import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { captionOfKind, mappedDataset, mappedDemo, run } from '../support/mapped.ts';
import { startEngine } from '../support/engine.ts';
import { panelsOfTests, type PanelView } from './support/panel.ts';
import { themes, type Theme } from './support/themes.ts';

const panels = panelsOfTests();
const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const captions = Array.from({ length: 240 }, (_, row) => captionOfKind(row));
const folder = await mappedDataset(captions);
const demo = await mappedDemo();

/** Opens a map and waits until it is made. */
async function openMap(of: string, more: Partial<Parameters<typeof panels.open>[0]> = {}): Promise<PanelView> {
  const view = await panels.open({ panel: 'map', folder: of, ...more });
  await settled(view);
  return view;
}

async function settled({ page }: PanelView): Promise<void> {
  await page.waitForSelector('bs-map-app:not([data-making])');
  // Points take some time to their places.
  await page.waitForTimeout(900);
}

/** Draws a line around the middle of the map. */
async function lasso({ page }: PanelView, share = 0.49): Promise<void> {
  const box = (await page.locator('.map-over').boundingBox())!;
  const at = (angle: number): [number, number] => [
    box.x + box.width * (0.5 + share * Math.cos(angle)),
    box.y + box.height * (0.5 + share * Math.sin(angle)),
  ];
  await page.keyboard.down('Shift');
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let angle = 0.2; angle < 6.3; angle += 0.2) await page.mouse.move(...at(angle));
  await page.mouse.up();
  await page.keyboard.up('Shift');
}

const counted = ({ page }: PanelView): Promise<string> => page.locator('.map-count').innerText();
const stripCount = ({ page }: PanelView): Promise<number> =>
  page.locator('.map-strip [role=option]').first().getAttribute('aria-setsize').then(Number);

test('a lasso selects the samples within, shows them below, and leads the grid', async () => {
  const view = await openMap(folder);
  await lasso(view);
  await view.page.waitForSelector('.map-strip [role=option]');
  const [, selected] = /(\d+) of 240 points selected/.exec(await counted(view))!;
  assert.ok(Number(selected) > 60, selected);
  assert.equal(await stripCount(view), Number(selected));
  assert.deepEqual(view.last('lead-grid'), { filter: 'set:map' });
  const { total } = await view.engine.ask('grid/open', { filter: 'set:map', orderBy: null });
  assert.equal(total, Number(selected));
  await view.page.click('.map-strip vscode-button');
  assert.deepEqual(view.last('show-samples'), { filter: 'set:map' });
  assert.match(await view.page.locator('[aria-live=polite]').innerText(), /samples selected/);
  await view.page.locator('.map-over').press('Escape');
  assert.equal((await counted(view)).trim(), '240 points');
  assert.equal(await view.page.locator('.map-strip').count(), 0);
  await view.close();
});

test('a box around all of the map has all samples, by keys and pointer', async () => {
  const view = await openMap(folder);
  await view.page.locator('.map-over').press('b');
  const box = (await view.page.locator('.map-over').boundingBox())!;
  await view.page.mouse.move(box.x + 1, box.y + 1);
  await view.page.mouse.down();
  await view.page.mouse.move(box.x + box.width - 1, box.y + box.height - 1, { steps: 3 });
  await view.page.mouse.up();
  await view.page.waitForSelector('.map-strip [role=option]');
  assert.equal(await stripCount(view), 240);
  await view.close();
});

test('a name in the table selects the same samples as the cluster has, and is announced', async () => {
  const view = await openMap(folder);
  await view.page.locator('.map-link').first().focus();
  await view.page.keyboard.press('Enter');
  await view.page.waitForSelector('.map-strip [role=option]');
  const { total } = await view.engine.ask('grid/open', { filter: 'cluster:0', orderBy: null });
  assert.equal(await stripCount(view), total);
  assert.equal(await view.page.locator('[aria-live=polite]').innerText(), `${total} samples selected`);
  await view.close();
});

test('a hidden group is selected by no lasso; a double click shows a group alone, and again all', async () => {
  const view = await openMap(folder);
  const entries = view.page.locator('.map-legend .map-groups').first().locator('.map-entry');
  const points = (await entries.locator('.quiet').allInnerTexts()).map(Number);
  const select = async (): Promise<number> => {
    await view.page.locator('.map-over').press('0');
    await view.page.locator('.map-over').press('b');
    const box = (await view.page.locator('.map-over').boundingBox())!;
    await view.page.mouse.move(box.x + 1, box.y + 1);
    await view.page.mouse.down();
    await view.page.mouse.move(box.x + box.width - 1, box.y + box.height - 1, { steps: 3 });
    await view.page.mouse.up();
    await view.page.waitForSelector('.map-strip [role=option]');
    const count = await stripCount(view);
    await view.page.locator('.map-over').press('Escape');
    return count;
  };
  await entries.nth(0).click();
  assert.equal(await select(), 240 - points[0]!);
  await entries.nth(0).click();
  await entries.nth(1).dblclick();
  assert.equal(await select(), points[1]!);
  await entries.nth(1).focus();
  await view.page.keyboard.press('Shift+Enter');
  assert.equal(await select(), 240);
  await view.close();
});

test('a click pins a sample and shows its neighbours, Enter opens it in the grid', async () => {
  const view = await openMap(folder);
  await view.page.locator('.map-clusters button[aria-label^="The sample nearest"]').first().click();
  await view.page.waitForSelector('.map-card.pinned');
  await view.page.waitForSelector('.map-strip [role=option]');
  assert.equal(await stripCount(view), 24);
  const [first] = await view.engine.ask('map/clusters', { stage: 'topics', score: null });
  const { nearest } = first!;
  assert.match(await view.page.locator('.map-card-text').innerText(), new RegExp(captions[nearest]!));
  await view.page.locator('.map-over').press('Enter');
  assert.deepEqual(view.last('show-samples'), { filter: `id:s${nearest}` });
  await view.close();
});

test('pointing at a point shows its sample', async () => {
  const view = await openMap(folder);
  const [x, y] = await view.page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.map-points')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const pixel = Array.from({ length: data.length / 4 }, (_, i) => i).find((i) => data[i * 4 + 3]! > 100)!;
    return [pixel % canvas.width, Math.floor(pixel / canvas.width)] as const;
  });
  const box = (await view.page.locator('.map-over').boundingBox())!;
  await view.page.mouse.move(box.x + x, box.y + y);
  await view.page.waitForSelector('.map-card dt');
  assert.match(await view.page.locator('.map-card-text').innerText(), /a \w+ and a \w+ with a \w+ number \d+/);
  await view.close();
});

test('what a person chose survives a reload', async () => {
  const view = await openMap(folder);
  await view.page.selectOption('.map-select', 'score:text_len');
  await view.page.locator('.map-choice', { hasText: 'PCA' }).click();
  await view.page.locator('.map-over').press('+');
  await view.page.locator('.map-over').press('ArrowLeft');
  await view.page.locator('h2 + .map-groups .map-entry').first().click();
  await view.page.waitForTimeout(400);
  const seen = (): Promise<string[]> =>
    view.page.evaluate(() => [
      JSON.stringify((document.querySelector('bs-map-app') as unknown as { model: { kept: object } }).model.kept),
      document.querySelector('.map-scale')!.textContent,
    ]);
  const before = await seen();
  assert.match(before[0]!, /"zoom":1\.5/);
  await view.reload();
  await settled(view);
  assert.deepEqual(await seen(), before);
  await view.close();
});

test('a page that is loaded again and again asks for what is stored, and nothing grows', async () => {
  const view = await openMap(folder);
  const size = async (): Promise<number> => {
    const status = await readFile(`/proc/${view.engine.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
  };
  for (let i = 0; i < 10; i++) await view.reload();
  const before = await size();
  for (let i = 0; i < 30; i++) await view.reload();
  assert.ok((await size()) - before < 40, `${before} MB grew to ${await size()} MB`);
  await view.close();
});

test('pictures and captions are two maps; samples that disagree are marked and listed', async () => {
  const view = await openMap(demo);
  const choices = view.page.locator('.map-choice');
  assert.deepEqual((await choices.allInnerTexts()).slice(0, 2), ['Pictures', 'Captions']);
  await choices.first().click();
  await settled(view);
  await view.page.locator('.map-entry', { hasText: 'Picture and caption disagree' }).click();
  await view.page.waitForSelector('.map-strip h3:text("Picture and caption disagree")', { timeout: 20_000 });
  const { total } = await view.engine.ask('grid/open', { filter: 'set:disagree', orderBy: null });
  assert.equal(await stripCount(view), total);
  await view.shot('map-disagree');
  await view.page.locator('.map-entry', { hasText: 'Rare pairs of clusters' }).click();
  await view.page.waitForSelector('.map-strip h3:text("Rare pairs of clusters")');
  const rare = await view.engine.ask('grid/open', { filter: 'set:rare-pairs', orderBy: null });
  assert.ok(rare.total > 0);
  assert.equal(await stripCount(view), rare.total);
  await view.shot('map-rare-pairs');
  await view.close();
});

test('a PNG of what is seen is offered', async () => {
  const view = await openMap(folder);
  await view.page.click('[aria-label="Save as PNG"]');
  const file = await view.next('save-file');
  assert.equal(file.name, 'my-dataset-map.png');
  assert.ok('base64' in file.content);
  assert.deepEqual([...Buffer.from(file.content.base64, 'base64').subarray(1, 4)], [...Buffer.from('PNG')]);
  await view.close();
});

test('without clusters the page says how to get a map, and runs the stage', async () => {
  const recipe = `version: 1\nstages:\n  - name: topics\n    cluster: {of: text, model: tf-idf, k: 3}\n`;
  const fresh = await mappedDataset(captions.slice(0, 40), null);
  const none = await panels.open({ panel: 'map', folder: fresh });
  assert.match(await none.page.locator('.empty-state').innerText(), /has none\. Add one/);
  await none.close();
  await (await import('node:fs/promises')).writeFile(join(fresh, 'better-synth.yaml'), recipe);
  const view = await panels.open({ panel: 'map', folder: fresh, width: 500 });
  await view.page.click('.empty-state vscode-button');
  assert.deepEqual(view.last('run-stage'), { stage: 'topics' });
  await run(fresh);
  await view.page.waitForSelector('.map-over', { timeout: 20_000 });
  await settled(view);
  assert.equal((await counted(view)).trim(), '40 points');
  await view.close();
});

for (const [what, texts] of Object.entries({
  'one sample': ['a dog on grass'],
  'captions that are all the same': Array.from({ length: 60 }, () => 'a dog on grass'),
  'captions without a word': Array.from({ length: 30 }, () => '!'),
})) {
  test(`a map of ${what} is shown`, async () => {
    const view = await openMap(await mappedDataset(texts));
    assert.equal((await counted(view)).trim(), `${texts.length} points`);
    await lasso(view);
    await view.page.waitForSelector('.map-strip [role=option]');
    assert.equal(await stripCount(view), texts.length);
    await view.close();
  });
}

test('in Restricted Mode a stored map is shown, and none is made', async () => {
  await (await openMap(folder)).close();
  const view = await openMap(folder, { start: { restricted: true } });
  assert.equal((await counted(view)).trim(), '240 points');
  await view.close();
  rmSync(join(folder, '.better-synth/cache/map'), { recursive: true });
  await using engine = await startEngine(folder, { restricted: true });
  const none = await panels.open({ panel: 'map', folder, start: { restricted: true }, engine });
  assert.match(await none.page.locator('.empty-state').innerText(), /No map is stored yet/);
  await none.close();
});

for (const theme of Object.keys(themes) as Theme[]) {
  test(`screen readers can make sense of the map in ${theme}`, async () => {
    const view = await openMap(demo, { theme });
    await view.page.locator('.map-link').first().click();
    await view.page.waitForSelector('.map-strip img');
    await view.page.locator('.map-clusters button[aria-label^="The sample nearest"]').nth(1).click();
    await view.page.waitForSelector('.map-card.pinned img');
    await view.page.waitForTimeout(300);
    await view.shot(`map-${theme}`);
    await view.page.evaluate(axe);
    const broken = await view.page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
      };
      const { violations } = await axe.run();
      return violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`)
            .join(' | ')}`,
      );
    });
    assert.deepEqual(broken, []);
    await view.close();
  });
}

test('the page is one script and one style sheet of at most 900 kB', async () => {
  for (const name of ['map.js', 'map.css']) {
    const { size } = await stat(fileURLToPath(new URL(`../../dist/webview/${name}`, import.meta.url)));
    assert.ok(size < 900_000, `${name} has ${size} bytes`);
  }
});
