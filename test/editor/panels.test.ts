/** Every panel in a real editor: it opens from the palette, shows what happened, leads to the grid, and comes back. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { PanelName } from '../../src/protocol/panels.ts';
import { cli } from '../support/cli.ts';
import { demoFolder } from '../support/editor/demo.ts';
import { Editor } from '../support/editor/editor.ts';
import { until } from '../support/editor/until.ts';
import type { Window } from '../support/editor/window.ts';

const folder = await demoFolder();
const themes = { light: 'Light Modern', dark: 'Dark Modern', 'high-contrast': 'Dark High Contrast' };
const titles: readonly (readonly [PanelName, string])[] = [
  ['scores', 'Open Scores'],
  ['lab', 'Open Threshold Lab'],
  ['map', 'Open Map'],
  ['training', 'Open Training'],
  ['ledger', 'Open Ledger'],
  ['compare', 'Compare Runs'],
];

describe('the panels', () => {
  let editor: Editor;
  let window: Window;
  before(async () => {
    const recipe = join(folder, 'better-synth.yaml');
    assert.equal((await cli('run', folder, '--to', 'train')).code, 3);
    const text = readFileSync(recipe, 'utf8');
    writeFileSync(recipe, text.replace(/(image_text_similarity_filter: \{[^}]*min_score: )[\d.]+/, '$10.3'));
    assert.equal((await cli('run', folder, '--to', 'select')).code, 3);
    editor = await Editor.start();
    window = await editor.open(folder);
    await window.openExplorer();
    await window.treeWith('Datasets', /clean-1 \d+ kept/);
  });
  after(() => editor.close());

  for (const [panel, title] of titles) {
    it(`have a picture of the ${panel} in each kind of theme`, async () => {
      await window.runCommand(`Better Synth: ${title}`);
      await window.panel(panel);
      for (const [name, theme] of Object.entries(themes)) {
        await window.setTheme(theme);
        const frame = await window.panel(panel);
        await frame.waitForTimeout(700);
        await window.screenshot(`${panel}-${name}`);
      }
      assert.deepEqual(window.raised, []);
    });
  }

  it('lead from a loss of the funnel to its samples in the grid beside', async () => {
    await window.runCommand('Better Synth: Open Ledger');
    const ledger = await window.panel('ledger');
    await ledger.locator('.funnel-link', { hasText: '12 dropped' }).click();
    const grid = await window.grid();
    await until('the samples that were dropped', async () => /^12\b/.test(await grid.count()));
    assert.match((await grid.captions())[0]!, /\w/);
    await window.screenshot('ledger-with-grid');
  });

  it('lead from a set of the comparison to the grid, and show it in a name that filters know', async () => {
    await window.runCommand('Better Synth: Compare Runs');
    const compare = await window.panel('compare');
    await compare.locator('.set-a').click();
    await compare.locator('.strip-sample').first().waitFor();
    await compare.getByText(/Show all \d+ in the grid/).click();
    const grid = await window.grid();
    const samples = await compare.locator('.set-a strong').innerText();
    await until('the set', async () => (await grid.count()).startsWith(samples));
    assert.equal(await grid.frame.locator('#filter').inputValue(), 'set:only-a');
  });

  it('come back after a reload of the window', async () => {
    await window.reload();
    const compare = await window.panel('compare');
    await compare.locator('.strip-sample').first().waitFor();
    assert.deepEqual(window.raised, []);
  });
});
