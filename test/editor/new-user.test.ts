/** The walkthrough, from an installed VSIX and no dataset to an exported selection; only what it names is used. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Editor } from '../support/editor/editor.ts';
import { until } from '../support/editor/until.ts';
import { Walkthrough } from '../support/editor/walkthrough.ts';
import type { Window } from '../support/editor/window.ts';

const minutes = 5;
const corrected = 'A caption that a new user has corrected.';

describe('a new user who follows the walkthrough', () => {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'new-user-'));
  const folder = join(base, 'pictures');
  let editor: Editor;
  let window: Window;
  let walkthrough: Walkthrough;
  let begun: number;
  before(async () => {
    mkdirSync(folder);
    editor = await Editor.start();
    begun = performance.now();
    window = await editor.open(folder);
    walkthrough = new Walkthrough(window);
  });
  after(async () => {
    await editor.close();
    rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  });

  it('gets the sample dataset', async () => {
    await window.runCommand('Better Synth: Open Walkthrough');
    await walkthrough.press('Create a sample dataset', 'Create Sample Dataset');
    await window.press('Create Here');
    await walkthrough.ticked('Create a sample dataset', 30);
    await window.screenshot('new-user-1-sample');
  });

  it('runs the recipe, sees how far it is, and is told the end', async () => {
    await walkthrough.press('Run the recipe', 'Run All');
    await until('the run in the status bar', async () => /clean-1/.test(await window.statusBar()));
    assert.equal(await walkthrough.isTicked('Run the recipe'), false, 'it is ticked off before its end');
    await window.told(/Run 1: Done\. Some samples failed/, 270);
    await walkthrough.ticked('Run the recipe');
    await window.screenshot('new-user-2-run');
  });

  it('looks at what was kept', async () => {
    await walkthrough.press('See what was kept', 'Open Grid');
    const grid = await window.grid();
    assert.match(await grid.filter('is:selected'), /^\d+ of \d+$/);
    await grid.pictures(4);
    await window.screenshot('new-user-3-grid');
    assert.equal(await walkthrough.isTicked('Correct a caption'), false, 'a filter was taken for a caption');
  });

  it('corrects a caption by the button, and keeps its sample by the key', async () => {
    const grid = await window.showGrid();
    await grid.card(0).click();
    await walkthrough.press('Correct a caption', 'Edit Caption');
    const text = (await window.grid()).frame.locator('bs-caption-editor textarea');
    await text.fill(corrected);
    await text.press('Enter');
    await window.captionIs(0, corrected);
    await text.waitFor({ state: 'detached' });
    await window.runCommand('Better Synth: Tag: Keep');
    await (await window.grid()).card(0).getByText('keep', { exact: true }).waitFor();
    await window.screenshot('new-user-4-edit');
    await walkthrough.ticked('Correct a caption');
  });

  it('is asked before a result without the caption is exported, and runs first', async () => {
    await walkthrough.press('Export the selection', 'Export');
    await window.confirm('The result of which stage?');
    await window.page.getByRole('button', { name: 'Run All First' }).click();
    await window.told(/Run 2: Done/, 270);
  });

  it('exports the selection by Enter alone, is told where it lies, and finds the caption in it', async () => {
    await walkthrough.press('Export the selection', 'Export');
    for (const question of ['The result of which stage?', 'In which format?', 'With or without the pictures?'])
      await window.confirm(question);
    await window.screenshot('new-user-5-export');
    await window.press('OK');
    const path = join(folder, 'pictures-export.json');
    await window.told(/^\d+ records in .*pictures-export\.json/);
    await walkthrough.ticked('Export the selection');
    await window.screenshot('new-user-6-exported');
    const records = JSON.parse(readFileSync(path, 'utf8')) as { conversations: { value: string }[] }[];
    const captions = records.map(({ conversations }) => conversations.at(-1)?.value);
    assert.ok(captions.includes(corrected), captions.slice(0, 3).join('\n'));
  });

  it(`has needed less than ${minutes} minutes`, (t) => {
    const seconds = (performance.now() - begun) / 1000;
    t.diagnostic(`from the opened folder to the exported selection: ${Math.round(seconds)} s`);
    assert.ok(seconds < minutes * 60, `${seconds} s`);
  });

  it('has met no dialog and no report of the content policy', () => {
    assert.deepEqual(window.raised, []);
  });
});
