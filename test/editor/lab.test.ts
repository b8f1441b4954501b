/** The threshold lab in a real editor: its thresholds become an edit of the recipe. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { run } from '../support/cli.ts';
import { dataset, framed, temporaryFolder } from '../support/dataset.ts';
import { Editor } from '../support/editor/editor.ts';
import { until } from '../support/editor/until.ts';
import type { Window } from '../support/editor/window.ts';

const written = `version: 1
stages:
  - name: clean
    clean:
      process:
        - words_num_filter: {min_num: 2}   # not too short
`;
const lines = Array.from({ length: 9 }, (_, i) => ({ id: `s${i}`, images: [], text: framed('word '.repeat(i + 1)) }));
const { folder } = await dataset({ lines, recipe: written, folder: temporaryFolder() });
await run(folder);
// An editor in a browser saves by itself otherwise.
mkdirSync(join(folder, '.vscode'));
writeFileSync(join(folder, '.vscode', 'settings.json'), '{"files.autoSave": "off"}');
const recipe = join(folder, 'better-synth.yaml');
let editor: Editor;
let window: Window;
before(async () => {
  editor = await Editor.start();
});
after(() => editor.close());

async function labOf(window: Window): Promise<Frame> {
  return until('the lab', async () => {
    for (const frame of window.page.frames()) {
      if (
        (await frame
          .locator('bs-lab .operators')
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    }
    return undefined;
  });
}

describe('thresholds of the lab', () => {
  it('are written into the recipe with its remarks, and Undo takes them back', async () => {
    window = await editor.open(folder);
    await window.openFile('better-synth.yaml');
    await window.runCommand('Better Synth: Open Threshold Lab');
    const lab = await labOf(window);
    const amount = lab.locator('.bound[data-parameter="min_num"] .amount');
    await amount.fill('5');
    await amount.press('Enter');
    await lab.locator('.write').click();
    const expected = written.replace('min_num: 2', 'min_num: 5');
    await until('the recipe with the threshold', () => readFileSync(recipe, 'utf8') === expected);
    await lab.locator('.hint').waitFor();
    await window.screenshot('lab-written');
    await window.openFile('better-synth.yaml');
    await until('the recipe as it was', async () => {
      // Keys that come before its editor has the focus undo nothing.
      await window.page.keyboard.press('Control+Z');
      await window.page.keyboard.press('Control+S');
      return readFileSync(recipe, 'utf8') === written;
    });
  });

  it('are not written into a recipe with unsaved changes, and it is said what to do', async () => {
    await window.runCommand('Better Synth: Open Threshold Lab');
    const amount = (await labOf(window)).locator('.bound[data-parameter="min_num"] .amount');
    await amount.fill('7');
    await amount.press('Enter');
    await window.openFile('better-synth.yaml');
    await window.page.keyboard.press('Control+End');
    await window.page.keyboard.type('# a thought');
    // The recipe came before the lab, whose page is another one now.
    await window.runCommand('Better Synth: Open Threshold Lab');
    const lab = await labOf(window);
    await lab.locator('.write:not([disabled])').click();
    const banner = lab.locator('.banner.error');
    await banner.waitFor();
    assert.match(
      await banner.innerText(),
      /better-synth\.yaml has changes that are not saved.*Nothing was written.*Save it or undo the changes/s,
    );
    await window.screenshot('lab-unsaved');
    const labs = window.page.getByRole('tab', { name: /Threshold Lab/ });
    assert.equal(await labs.count(), 1, 'the lab that was opened again is the same one');
    assert.equal(readFileSync(recipe, 'utf8'), written);
    await window.close();
  });
});
