/** Pictures of every view in light, dark and high contrast, kept in test-output/editor to be looked at. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { cli } from '../support/cli.ts';
import { demoFolder } from '../support/editor/demo.ts';
import { Editor } from '../support/editor/editor.ts';
import { until } from '../support/editor/until.ts';
import type { Window } from '../support/editor/window.ts';

const folder = await demoFolder();
const themes = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  'high-contrast': 'Dark High Contrast',
};

describe('the views', () => {
  let editor: Editor;
  let window: Window;
  before(async () => {
    const { code, stderr } = await cli('run', folder, '--to', 'measure');
    assert.equal(code, 3, stderr);
    editor = await Editor.start();
    window = await editor.open(folder);
    await window.openExplorer();
    await window.treeWith('Datasets', /clean-1 \d+ kept/);
    await window.treeRow('Runs', 'Run 1').click();
    await window.openFile('better-synth.yaml');
    await window.page.locator('.codelens-decoration').first().waitFor();
    await window.runCommand('Better Synth: Open Grid');
    const grid = await window.grid();
    await grid.filter('outcome:kept');
    await grid.card(1).locator('.picture').click();
    await window.runCommand('Better Synth: Show or Hide Sample');
  });
  after(() => editor.close());

  for (const [name, theme] of Object.entries(themes)) {
    it(`have a picture in ${name}`, async () => {
      await window.setTheme(theme);
      const grid = await window.grid();
      await grid.card(1).locator('.picture').click();
      await grid.frame.locator('bs-sample-panel').getByText('clean-1').first().waitFor();
      await grid.pictures(12);
      await window.screenshot(`grid-${name}`);
      const text = await grid.write(1);
      await text.fill('A caption that is written by hand, and that is far from what is seen');
      await until('new scores', async () =>
        [...(await grid.liveScores()).values()].some((value) => value.includes('→')),
      );
      await window.screenshot(`caption-${name}`);
      await text.press('Escape');
      await window.openFile('better-synth.yaml');
      await window.page.locator('.codelens-decoration').first().waitFor();
      await window.screenshot(`recipe-${name}`);
      await window.runCommand('Better Synth: Open Walkthrough');
      await window.page.getByText('Correct a caption').first().waitFor();
      const media = window.page.frameLocator('.getting-started-media iframe').frameLocator('#active-frame');
      await media.locator('svg').first().waitFor();
      await window.screenshot(`walkthrough-${name}`);
      await window.runCommand('View: Close Editor');
      await window.runCommand('Better Synth: Open Grid');
    });
  }
});
