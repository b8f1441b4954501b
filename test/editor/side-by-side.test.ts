/** Two editors side by side on one dataset: each has its own filter and place, and its own caption that is being written. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'playwright-core';
import { dataset, temporaryFolder } from '../support/dataset.ts';
import { Editor } from '../support/editor/editor.ts';
import { GridPage } from '../support/editor/grid.ts';
import { until } from '../support/editor/until.ts';
import type { Window } from '../support/editor/window.ts';

const lines = Array.from({ length: 40 }, (_, i) => ({ id: `s${i}`, images: [], text: `caption ${i}` }));
const recipe = `version: 1
stages:
  - name: clean
    clean: {process: [text_length_filter: {min_len: 5}]}
`;

describe('two editors side by side on one dataset', () => {
  const folder = temporaryFolder();
  let editor: Editor;
  let window: Window;
  before(async () => {
    await dataset({ folder, lines, recipe });
    editor = await Editor.start();
    window = await editor.open(folder);
  });
  after(() => editor.close());

  /** The grids that are shown, from left to right. */
  async function shownGrids(): Promise<GridPage[]> {
    const shown: { readonly frame: Frame; readonly left: number }[] = [];
    for (const frame of window.page.frames()) {
      const isGrid =
        (await frame
          .locator('[data-place="0"] .caption')
          .count()
          .catch(() => 0)) > 0;
      const outer = isGrid ? await frame.parentFrame()?.frameElement() : null;
      const box = await outer?.boundingBox();
      if (box != null && box.width > 0) shown.push({ frame, left: box.x });
    }
    return shown.sort((a, b) => a.left - b.left).map(({ frame }) => new GridPage(frame));
  }

  it('have each their own filter and caption, and the first keeps its own over a reload of the window', async () => {
    await window.runCommand('Better Synth: Open Grid');
    const grid = await window.grid();
    await grid.filter('caption:1');
    await (await grid.write(0)).fill('Half a sen');
    await window.runCommand('View: Split Editor');
    const [, right] = await until('two grids', async () => (await shownGrids()).length === 2 && shownGrids());
    assert.equal(await filterOf(right!), '');
    assert.equal(await right!.frame.locator('textarea').count(), 0);
    await right!.filter('caption:2');
    await window.screenshot('side-by-side');
    await window.page.waitForTimeout(500);
    await window.reload();
    // The workbench stores a new group of editors only now and then: the first one is there for certain, but maybe last.
    const left = await until('the first grid', async () => {
      for (const grid of await shownGrids()) if ((await filterOf(grid)) === 'caption:1') return grid;
      return undefined;
    });
    await until('the caption', async () => (await left.frame.locator('textarea').count()) > 0);
    assert.equal(await left.frame.locator('textarea').inputValue(), 'Half a sen');
    const others = (await shownGrids()).filter(({ frame }) => frame !== left.frame);
    assert.ok(others.length <= 1);
    for (const other of others) assert.equal(await filterOf(other), 'caption:2');
  });
});

function filterOf({ frame }: GridPage): Promise<string> {
  return frame.locator('#filter').inputValue();
}
