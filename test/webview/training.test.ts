import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../support/dataset.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { poisonedDataset, type Poisoned } from '../support/poisoned.ts';
import { runTrain } from '../unit/pipeline/train-runs.ts';
import { bar, dict } from '../unit/training-log/logs.ts';
import { panelsOfTests, type PanelView } from './support/panel.ts';
import { themes, type Theme } from './support/themes.ts';

const pages = panelsOfTests();
const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const folder = temporaryFolder();
const logs = temporaryFolder();
let poisoned: Poisoned;

before(async () => {
  poisoned = poisonedDataset(folder, ['{ name: groups, cluster: { of: text, k: 5 } }']);
  await runTrain(folder);
  const recipe = join(folder, 'better-synth.yaml');
  writeFileSync(recipe, readFileSync(recipe, 'utf8').replace('epochs: 2', 'epochs: 2, lr: 0.003'));
  await runTrain(folder);
});

/** A log of somebody's training: noise, a spike, a stretch of NaN, evaluations, one restart. */
function someLog(name: string, steps: number): string {
  const path = join(logs, name);
  let text = '';
  for (let step = 5; step <= steps; step += 5) {
    const loss =
      step > 200 && step < 220 ? 'nan' : String(3 / (1 + step / 100) + (step % 7) / 20 + (step === 300 ? 2 : 0));
    text += `${bar(step, 1000, step / 10)}\n${dict(loss, step / 500)}\n`;
    if (step % 100 === 0) text += `{'eval_loss': ${2 / (1 + step / 100)}, 'epoch': ${step / 500}}\n`;
  }
  writeFileSync(path, text);
  return path;
}

/** An engine whose editor let these logs be read. */
async function engineWith(paths: readonly string[]): Promise<TestEngine> {
  const engine = await startEngine(folder);
  await engine.ask('training/logs', { paths });
  return engine;
}

async function idsInStrip({ page }: PanelView): Promise<string[]> {
  await page.waitForSelector('.strip-sample[data-id]');
  const ids = new Set<string>();
  // The strip has the rows in view only: it is walked through by keys.
  await page.focus('.strip-scroller');
  for (let i = 0; i < 24; i++) {
    for (const id of await page.$$eval('.strip-sample[data-id]', (found) =>
      found.map((each) => each.getAttribute('data-id')!),
    ))
      ids.add(id);
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(30);
  }
  return [...ids].sort();
}

test('clicking the spike of a poisoned step shows exactly its samples, here and in the grid', async () => {
  const view = await pages.open({ panel: 'training', folder, subject: { runs: ['1'] } });
  const { page } = view;
  await page.click(`.spikes .link[data-step="${poisoned.step}"]`);
  assert.deepEqual(await idsInStrip(view), poisoned.ids);
  assert.match((await page.textContent('.strip h3'))!, new RegExp(`Step ${poisoned.step}: its 16 samples`));
  assert.deepEqual(view.last('lead-grid'), { filter: `set:step-1-${poisoned.step}` });
  await page.waitForSelector('.strip-sample img');
  await view.shot('training-spike');
  await page.click('.strip vscode-button');
  assert.deepEqual(view.last('show-samples'), { filter: `set:step-1-${poisoned.step}` });
  await view.close();
});

test('a click on the curve itself chooses the step, a drag zooms, a double click shows all again', async () => {
  const view = await pages.open({ panel: 'training', folder, subject: { runs: ['1'] } });
  const { page } = view;
  const box = (await page.locator('bs-curve-chart .u-over').first().boundingBox())!;
  const at = (step: number): number => box.x + (box.width * (step - 1)) / (poisoned.steps - 1);
  await page.mouse.click(at(poisoned.step), box.y + 40);
  assert.deepEqual(await idsInStrip(view), poisoned.ids);
  const drag = async (from: number, to: number): Promise<void> => {
    await page.mouse.move(at(from), box.y + 50);
    await page.mouse.down();
    await page.mouse.move(at(to), box.y + 50, { steps: 5 });
    await page.mouse.up();
  };
  await drag(10, 20);
  await page.waitForSelector('.codicon-zoom-out');
  const { range } = view.last('training/curves')!;
  assert.ok(Math.abs(range!.from - 10) < 0.2 && Math.abs(range!.to - 20) < 0.2, JSON.stringify(range));
  await page.mouse.dblclick(box.x + box.width / 2, box.y + 50);
  await page.waitForSelector('.codicon-zoom-out', { state: 'detached' });
  await page.keyboard.down('Shift');
  await drag(3, 5.4);
  await page.keyboard.up('Shift');
  await page.waitForSelector('text=/Steps 3 to 5/');
  assert.deepEqual(view.last('training/samples'), { key: 'run:1:train', from: 3, to: 5 });
  await view.close();
});

test('all of it can be done by keys', async () => {
  const view = await pages.open({ panel: 'training', folder, subject: { runs: ['1'] } });
  const { page } = view;
  await page.locator('bs-curve-chart .plot').first().focus();
  await page.keyboard.press('Home');
  for (let step = 1; step < poisoned.step; step++) await page.keyboard.press('ArrowRight');
  assert.match((await page.locator('.readout').first().textContent())!, new RegExp(`^step ${poisoned.step} `));
  await page.keyboard.press('Enter');
  assert.deepEqual(await idsInStrip(view), poisoned.ids);
  await page.locator('bs-curve-chart .plot').first().focus();
  await page.keyboard.press('+');
  await page.waitForSelector('.codicon-zoom-out');
  await page.locator('bs-curve-chart .plot').first().focus();
  await page.keyboard.press('0');
  await page.waitForSelector('.codicon-zoom-out', { state: 'detached' });
  await page.fill('input[name=from]', '2');
  await page.fill('input[name=to]', '4');
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=/Steps 2 to 4/');
  await view.close();
});

test('runs and logs lie over each other, with the difference of the recipes in words', async () => {
  const path = someLog('train.log', 400);
  await using engine = await engineWith([path]);
  const view = await pages.open({ panel: 'training', folder, engine, height: 1400 });
  const { page } = view;
  for (const box of await page.$$('.trainings input')) if (!(await box.isChecked())) await box.click();
  await page.waitForSelector('.recipes li');
  assert.match((await page.textContent('.recipes li'))!, /Stage train, lr: 0\.001 → 0\.003/);
  await page.waitForSelector('text=/not a number from step 205 on, 3 times/');
  assert.deepEqual(await page.locator('bs-curve-chart h3').allTextContents(), [
    ...['Loss', 'Loss in evaluation', 'Learning rate', 'Gradient norm', 'Speed, steps per second'],
  ]);
  await page.click('bs-values-table summary');
  assert.match((await page.textContent('bs-values-table'))!, /at step 400/);
  await view.shot('training-overlaid');
  await view.close();
});

test('a log that grows is followed while it is shown', async () => {
  const path = someLog('growing.log', 100);
  await using engine = await engineWith([path]);
  const view = await pages.open({ panel: 'training', folder, engine, start: { kept: { chosen: [`log:${path}`] } } });
  await view.page.waitForSelector('text=/step 100 of 1,000/');
  someLog('growing.log', 150);
  await view.page.waitForSelector('text=/step 150 of 1,000 .* left/');
  await view.close();
});

test('which samples a foreign log saw is said to be unknown, and another trainer’s log is shown as text', async () => {
  const [known, other] = [someLog('known.log', 100), join(logs, 'other.txt')];
  writeFileSync(other, 'Epoch 1 of 3: <b>loss</b> went down\n');
  await using engine = await engineWith([known, other]);
  const chosen = [known, other].map((path) => `log:${path}`);
  const view = await pages.open({ panel: 'training', folder, engine, start: { kept: { chosen } } });
  await view.page.waitForSelector('text=/No line of a known shape was found/');
  assert.equal(await view.page.textContent('.remark pre'), 'Epoch 1 of 3: <b>loss</b> went down');
  await view.page.fill('input[name=from]', '5');
  await view.page.fill('input[name=to]', '5');
  await view.page.keyboard.press('Enter');
  await view.page.waitForSelector('.unknown');
  assert.match((await view.page.textContent('.unknown'))!, /does not record its order of samples/);
  await view.close();
});

test('evaluations have a verdict, and none from one seed', async () => {
  const path = join(logs, 'scores.jsonl');
  const line = (group: string, seed: number, right: number): string => JSON.stringify({ group, seed, right });
  const all = [1, 2, 3, 4].flatMap((seed) => [
    line('raw', seed, 0.4 + seed / 100),
    line('clean', seed, 0.45 + seed / 99),
    line('same', seed, 0.4 + ((seed * 3) % 5) / 100),
  ]);
  writeFileSync(path, [...all, line('lonely', 1, 0.9)].join('\n'));
  await using engine = await engineWith([path]);
  const view = await pages.open({ panel: 'training', folder, engine, height: 1400 });
  await view.page.waitForSelector('.verdict');
  const verdicts = await view.page.locator('.verdict').allTextContents();
  assert.deepEqual(verdicts, ['better', 'not distinguishable', 'no verdict from one seed']);
  await view.page.click('input[aria-label="clean is the baseline"]');
  await view.page.waitForSelector('.verdict.worse');
  await view.shot('training-evaluation');
  await view.close();
});

test('what is shown comes back with the page, and charts can be saved', async () => {
  const view = await pages.open({ panel: 'training', folder, subject: { runs: ['1'] } });
  const { page } = view;
  await page.click('text=Epochs');
  await page.click('text=Log axis');
  await page.click(`.spikes .link[data-step="${poisoned.step}"]`);
  await page.waitForSelector('.strip-sample[data-id]');
  await page.waitForTimeout(400);
  await view.reload();
  await page.waitForSelector('.strip-sample[data-id]');
  for (const name of ['Epochs', 'Log axis'])
    assert.equal(await page.locator(`button:has-text("${name}")`).getAttribute('aria-pressed'), 'true', name);
  await page.click('button[aria-label="Save curves as CSV"]');
  const csv = await view.next('save-file');
  assert.ok('text' in csv.content && csv.content.text.includes(`"Run 1","loss",${poisoned.step},`));
  await page.click('button[aria-label="Save charts as PNG"]');
  const png = await view.next('save-file');
  assert.ok('base64' in png.content && Buffer.from(png.content.base64, 'base64').subarray(1, 4).toString() === 'PNG');
  await view.close();
});

test('a dataset without trainings says what to do', async () => {
  const bare = temporaryFolder();
  writeFileSync(join(bare, 'data.jsonl'), '{"images": [], "text": "a"}\n');
  const view = await pages.open({ panel: 'training', folder: bare, width: 500 });
  assert.match((await view.page.textContent('.empty-state'))!, /No trainings yet/);
  await view.page.click('.empty-state vscode-button');
  assert.deepEqual(view.last('choose-log'), { dropped: [] });
  await view.shot('training-empty');
  await view.close();
});

for (const theme of Object.keys(themes) as Theme[]) {
  test(`screen readers can make sense of it in ${theme}`, async () => {
    await using engine = await engineWith([someLog('train.log', 400)]);
    const chosen = (await engine.ask('training/list', null)).map(({ key }) => key);
    const kept = {
      chosen,
      steps: { key: 'run:1:train', from: poisoned.step, to: poisoned.step },
      focus: 'run:1:train',
    };
    const view = await pages.open({ panel: 'training', folder, engine, theme, start: { kept }, height: 1500 });
    await view.page.waitForSelector('.strip-sample img');
    await view.page.waitForSelector('.recipes li');
    await view.shot(`training-${theme}`);
    const rules = theme === 'dark' ? {} : { runOnly: ['color-contrast'] };
    await view.page.evaluate(axe);
    const broken = await view.page.evaluate(async (chosen) => {
      type Violation = { id: string; nodes: { html: string; failureSummary: string }[] };
      const { violations } = await (
        globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }
      ).axe.run(chosen);
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html + node.failureSummary).join(' | ')}`,
      );
    }, rules);
    assert.deepEqual(broken, []);
    await view.close();
  });
}

test('a metric with one value says it in a line; a chart follows with the second value', async () => {
  const path = join(logs, 'short.log');
  writeFileSync(path, `{"step": 3, "loss": 2.5, "lr": 0.001}\n`);
  await using engine = await engineWith([path]);
  const view = await pages.open({ panel: 'training', folder, engine, start: { kept: { chosen: [`log:${path}`] } } });
  const { page } = view;
  await page.waitForSelector('.single');
  const lines = (await page.locator('.single').allInnerTexts()).map((text) => text.split(/\n+/u));
  assert.deepEqual(lines, [
    ['Loss', '2.5 at step 3'],
    ['Learning rate', '0.001 at step 3'],
  ]);
  assert.equal(await page.locator('bs-curve-chart').count(), 0);
  await view.shot('training-one-value');
  writeFileSync(path, `{"step": 3, "loss": 2.5, "lr": 0.001}\n{"step": 4, "loss": 2.25}\n`);
  await page.waitForSelector('bs-curve-chart canvas');
  assert.deepEqual(await page.locator('.single h3').allTextContents(), ['Learning rate']);
  await view.shot('training-two-values');
  await view.close();
});
