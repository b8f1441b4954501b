/** A folder that nobody trusts yet: it is shown, and nothing runs. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { cli } from '../support/cli.ts';
import { filesBelow } from '../support/dataset.ts';
import { demoFolder } from '../support/editor/demo.ts';
import { Editor } from '../support/editor/editor.ts';
import { until } from '../support/editor/until.ts';
import type { Window } from '../support/editor/window.ts';

const folder = await demoFolder();

describe('in Restricted Mode', () => {
  let editor: Editor;
  let window: Window;
  let before_: Map<string, string>;
  before(async () => {
    const { code, stderr } = await cli('run', folder, '--stage', 'clean-1');
    assert.equal(code, 3, stderr);
    before_ = hashes(folder);
    editor = await Editor.start({ trusted: false });
    window = await editor.open(folder);
  });
  after(() => editor.close());

  it('the explorer shows what is known, and starts nothing but the engine', async () => {
    await window.openExplorer();
    assert.match(await window.treeWith('Datasets', /clean-1.*\d+ kept/), /500 samples/);
    assert.deepEqual(programs(editor), ['engine.js']);
  });

  it('the grid shows captions and scores, and placeholders for pictures', async () => {
    await window.runCommand('Better Synth: Open Grid');
    const grid = await window.grid();
    assert.match(await grid.card(0).innerText(), /not shown in Restricted Mode/);
    assert.ok((await grid.caption(0)).length > 0);
    assert.equal(await grid.frame.locator('.card img').count(), 0);
    assert.match(await grid.filter('outcome:dropped'), /^\d+ of \d+$/);
  });

  it('a caption cannot be edited, and commands that would write or run are refused or not offered', async () => {
    const grid = await window.grid();
    await grid.card(0).locator('.caption').dblclick();
    await until('the words of refusal', async () =>
      /Restricted Mode/.test(await grid.frame.locator('.said').innerText()),
    );
    for (const command of [
      'Run All',
      'Run Stage…',
      'Preview on 20 Samples',
      'Create Sample Dataset…',
      'Write a Recipe…',
    ])
      assert.equal(await window.offers(`Better Synth: ${command}`), false, command);
  });

  it('nothing was started, and not one file was written or changed', async () => {
    await sleep(1000);
    assert.deepEqual(programs(editor), ['engine.js']);
    assert.deepEqual(hashes(folder), before_);
  });
});

describe('once the folder is trusted', () => {
  it('everything wakes up without a reload: pictures, scores, captions, commands', async () => {
    const editor = await Editor.start({ trusted: false });
    after(() => editor.close());
    const window = await editor.open(folder);
    await window.openExplorer();
    await window.treeWith('Datasets', /clean-1/);
    await window.view('Datasets').getByText('Restricted Mode').waitFor();
    await window.openFile('better-synth.yaml');
    await window.runCommand('Better Synth: Open Grid');
    await window.grid();
    await window.trust();
    await window.view('Datasets').getByText('Restricted Mode').waitFor({ state: 'detached' });
    // The page is loaded anew while the editor's own page is closed over it.
    await until('pictures', async () => (await (await window.grid()).frame.locator('.card img').count()) >= 4);
    const grid = await window.grid();
    const text = await grid.write(0);
    await text.fill('A');
    await until('scores', async () => (await grid.liveScores()).size > 0);
    await text.fill('Trusted now.');
    await text.press('Enter');
    await window.captionIs(0, 'Trusted now.');
    await window.treeWith('Datasets', /Edited 1/);
    assert.equal(await window.offers('Better Synth: Run All'), true);
    await window.openFile('better-synth.yaml');
    await window.page.locator('.codelens-decoration', { hasText: 'Run stage' }).first().waitFor();
  });
});

function programs(editor: Editor): string[] {
  return [...new Set(editor.processes().map(({ program }) => program))];
}

function hashes(folder: string): Map<string, string> {
  return new Map(
    filesBelow(folder).map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}
