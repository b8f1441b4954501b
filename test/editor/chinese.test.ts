/** The editor in Simplified Chinese. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { demoFolder } from '../support/editor/demo.ts';
import { Editor } from '../support/editor/editor.ts';
import { ownLabels } from '../support/editor/in-page.ts';
import { until } from '../support/editor/until.ts';
import type { Window } from '../support/editor/window.ts';

const chinese = /\p{Script=Han}/u;

const folder = await demoFolder();

describe('in an editor that displays Chinese', () => {
  let editor: Editor;
  let window: Window;
  before(async () => {
    editor = await Editor.start();
    window = await editor.open(folder, { language: 'zh-CN' });
  });
  after(() => editor.close());

  it('the views and their counts are Chinese', async () => {
    await window.openExplorer();
    const rows = await window.treeWith('数据集', /500/);
    assert.match(rows, /500 个样本/);
    assert.match(await window.treeWith('配方', /clean-1/), chinese);
  });

  it('the commands are Chinese', async () => {
    assert.equal(await window.offers('Better Synth: 运行阶段'), true);
  });

  it('the recipe is explained in Chinese', async () => {
    await window.openFile('better-synth.yaml');
    const name = window.page.locator('.view-line span').getByText('error_budget', { exact: true });
    await name.waitFor();
    const told = window.page.locator('.monaco-hover:visible');
    await until('what error_budget is', async () => {
      await window.page.mouse.move(0, 0);
      await name.hover();
      await window.page.waitForTimeout(1500);
      return /失败的样本超过此比例/.test(await told.innerText({ timeout: 1000 }));
    });
    await window.screenshot('recipe-chinese');
  });

  it('the grid is Chinese, whatever language its captions are in', async () => {
    await window.runCommand('Better Synth: 打开网格');
    const grid = await window.grid();
    assert.match(await grid.count(), /个样本/);
    const labels = await grid.frame.locator('[aria-label]').evaluateAll(ownLabels);
    assert.ok(labels.length > 5, labels.join());
    assert.deepEqual(
      labels.filter((label) => /[a-z]{3}/i.test(label) && !chinese.test(label)),
      [],
    );
    await window.screenshot('grid-chinese');
  });
});
