/** What each panel is for, in a real editor, without the mouse: from the palette to the samples in the grid. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { cli } from '../support/cli.ts';
import { temporaryFolder } from '../support/dataset.ts';
import { Keys } from '../support/editor/by-keys.ts';
import { Editor } from '../support/editor/editor.ts';
import { until } from '../support/editor/until.ts';
import type { Window } from '../support/editor/window.ts';
import { poisonedDataset } from '../support/poisoned.ts';
import { bar, dict } from '../unit/training-log/logs.ts';

const folder = temporaryFolder();
const words = (least: number): string =>
  `{ name: words, clean: { process: [words_num_filter: { min_num: ${least} }, text_length_filter: {}] } }`;
const poisoned = poisonedDataset(folder, [words(9), '{ name: groups, cluster: { of: text, k: 5 } }']);

/** A log of somebody's training elsewhere. */
function someLog(): string {
  const path = join(temporaryFolder(), 'elsewhere.log');
  const lines = Array.from({ length: 60 }, (_, i) => `${bar(i + 1, 60, i)}\n${dict(String(3 / (1 + i)), i / 60)}\n`);
  writeFileSync(path, lines.join(''));
  return path;
}

/** All samples of a strip, read by walking through it. */
async function idsInStrip(frame: Frame, keys: Keys): Promise<string[]> {
  const ids = new Set<string>();
  const samples = frame.locator('.strip-sample[data-id]');
  await keys.tabTo(frame.locator('.strip-scroller'));
  await samples.first().waitFor();
  const total = Number(await samples.first().getAttribute('aria-setsize'));
  await until('all samples of the strip', async () => {
    for (const id of await samples.evaluateAll((found) => found.map((each) => each.dataset['id']!))) ids.add(id);
    await keys.press('ArrowRight');
    return ids.size === total;
  });
  return [...ids].sort();
}

describe('by keys alone', () => {
  let editor: Editor;
  let window: Window;
  let keys: Keys;
  before(async () => {
    assert.equal((await cli('run', folder, '--to', 'words')).code, 0);
    const recipe = join(folder, 'better-synth.yaml');
    // All samples are kept, so that the training sees the ones that were poisoned for it.
    writeFileSync(recipe, readFileSync(recipe, 'utf8').replace(words(9), words(1)));
    assert.equal((await cli('run', folder)).code, 0);
    editor = await Editor.start();
    window = await editor.open(folder);
    keys = new Keys(window);
  });
  after(() => editor.close());

  /** Whether the grid beside shows so many samples by a filter. */
  const gridShows = async (samples: number, filter: RegExp): Promise<boolean> => {
    const grid = await window.grid();
    if (!filter.test(await grid.frame.locator('#filter').inputValue())) return false;
    return Number.parseInt(await grid.count()) === samples;
  };
  const gridComesTo = (samples: number, filter: RegExp): Promise<boolean> =>
    until(`${samples} samples by ${filter} in the grid`, () => gridShows(samples, filter));

  /** The number that a text of a page says. */
  const said = async (frame: Frame, selector: string): Promise<number> =>
    Number(/\d+/.exec(await frame.locator(selector).first().innerText())![0]);

  it('a brush over a histogram leads the grid to the same samples', async () => {
    const scores = await keys.open('scores', 'Better Synth: Open Scores');
    const all = await said(scores, '.counted');
    await keys.enter(scores.locator('vscode-button', { hasText: 'in the grid' }));
    await gridComesTo(all, /^$/);
    await keys.open('scores', 'Better Synth: Open Scores');
    await keys.tabTo(scores.locator('bs-histogram:has(h3[data-key=num_words]) .plot'));
    await keys.press('ArrowRight', 8);
    await until('fewer samples', async () => (await said(scores, '.counted')) < all);
    await keys.press('Shift+ArrowRight');
    await until('a grid that follows', async () => {
      const within = await said(scores, '.counted');
      return within > 0 && within < all && gridShows(within, /^num_words>=/);
    });
    await window.screenshot('keys-scores');
  });

  it('a slider of the lab moves samples into the strip of those that go', async () => {
    const lab = await keys.open('lab', 'Better Synth: Open Threshold Lab');
    const kept = await said(lab, '.sum-now');
    await keys.tabTo(lab.locator('.bound[data-parameter="min_num"] input[type=range]'));
    await keys.press('PageUp', 3);
    await until('fewer kept', async () => (await said(lab, '.sum-now')) < kept);
    await lab.locator('.flip-out [data-id]').first().waitFor();
    await keys.enter(lab.locator('.flip-out vscode-button', { hasText: 'in the grid' }));
    await until('all that go, in the grid', async () => {
      const out = await said(lab, '.flip-out h3');
      return out === kept - (await said(lab, '.sum-now')) && gridShows(out, /^set:lab-out$/);
    });
    await window.screenshot('keys-lab');
  });

  it('a cluster of the map is shown in the grid', async () => {
    const map = await keys.open('map', 'Better Synth: Open Map');
    await keys.enter(map.locator('.map-link').first());
    const sample = map.locator('.map-strip [role=option]').first();
    await sample.waitFor();
    await gridComesTo(Number(await sample.getAttribute('aria-setsize')), /^set:map$/);
    await window.screenshot('keys-map');
  });

  it('a spike of the loss leads to exactly the samples of its step', async () => {
    const training = await keys.open('training', 'Better Synth: Open Training');
    await keys.enter(training.locator(`.spikes .link[data-step="${poisoned.step}"]`));
    assert.deepEqual(await idsInStrip(training, keys), poisoned.ids);
    await gridComesTo(poisoned.ids.length, new RegExp(`^set:step-\\d+-${poisoned.step}$`));
    await window.screenshot('keys-training');
  });

  it('a log is chosen in the editor’s dialog, its curves are shown, and it is forgotten', async () => {
    const training = await keys.open('training', 'Better Synth: Open Training');
    await keys.enter(training.locator('vscode-button', { hasText: 'Open Log' }));
    await window.openPath(someLog());
    const name = training.locator('.trainings .name', { hasText: 'elsewhere.log' });
    await name.waitFor();
    await training.getByText('step 60 of 60').waitFor();
    await window.screenshot('keys-log');
    await keys.open('training', 'Better Synth: Open Training');
    await keys.enter(training.getByRole('button', { name: /^Forget .*elsewhere\.log/ }));
    await name.waitFor({ state: 'detached' });
  });

  it('what only one of two runs keeps is shown in the grid', async () => {
    const compare = await keys.open('compare', 'Better Synth: Compare Runs');
    await keys.enter(compare.locator('.set-b'));
    await compare.locator('.strip-sample').first().waitFor();
    await keys.enter(compare.locator('vscode-button', { hasText: 'in the grid' }));
    const only = await said(compare, '.set-b strong');
    assert.ok(only > 0);
    await gridComesTo(only, /^set:only-b$/);
  });

  it('the way of a sample is found by its id', async () => {
    const ledger = await keys.open('ledger', 'Better Synth: Open Ledger');
    await keys.tabTo(ledger.locator('.ledger-look vscode-text-field'));
    await keys.type('p3');
    await keys.press('Enter');
    await ledger.locator('.ledger-sample .stages, .stages').first().waitFor();
    const { text } = JSON.parse(readFileSync(join(folder, 'data.jsonl'), 'utf8').split('\n')[3]!) as { text: string };
    const caption = text.replaceAll(/<[^>]*>/g, '').trim();
    assert.equal((await ledger.locator('.whole-caption').innerText()).trim(), caption);
    await window.screenshot('keys-ledger');
    assert.deepEqual(window.raised, []);
  });
});
