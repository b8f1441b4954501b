/** What goes wrong around an editor, and what it says then. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { demoFolder } from '../support/editor/demo.ts';
import { Editor } from '../support/editor/editor.ts';
import { until } from '../support/editor/until.ts';

let editor: Editor;
const demo = await demoFolder();
before(async () => {
  editor = await Editor.start();
});
after(() => editor.close());

describe('a folder without a dataset', () => {
  it('says what a dataset is, and offers one', async () => {
    const window = await editor.open(emptyFolder());
    await window.openExplorer();
    const view = window.view('Datasets');
    await view.getByText('No dataset here yet').waitFor();
    await view.getByText('Create Sample Dataset').waitFor();
    await window.screenshot('no-dataset');
    await window.close();
  });

  it('with a data.jsonl it offers to write a recipe', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'data.jsonl'), '{"images": [], "text": "A caption."}\nno JSON\n');
    const window = await editor.open(folder);
    await window.openExplorer();
    await window.view('Datasets').getByText('Write a Recipe Here').waitFor();
    await window.close();
  });
});

describe('an engine that is killed while the grid scrolls', () => {
  it('comes back by itself once, and what was seen stays', async () => {
    const window = await editor.open(demo);
    await window.runCommand('Better Synth: Open Grid');
    const grid = await window.grid();
    await grid.pictures(4);
    await grid.scrollBy(3000);
    kill();
    assert.ok((await grid.captions()).length > 0);
    await until('another engine', () => editor.processes().some(({ program }) => program === 'engine.js'));
    await grid.toEnd();
    await until('the last card', async () => (await grid.captions()).length > 0 && (await grid.banners()).length === 0);
    await grid.pictures(1);
    await window.close();
  });

  it('killed again and again it stays away, says so, and is restarted by hand', async () => {
    const window = await editor.open(demo);
    await window.runCommand('Better Synth: Open Grid');
    const grid = await window.grid();
    for (let times = 0; times < 2; times++) {
      await until('an engine', () => editor.processes().some(({ program }) => program === 'engine.js'));
      kill();
      await grid.scrollBy(2000);
    }
    await until('the banner', async () => /engine is gone/i.test((await grid.banners()).join()));
    await window.screenshot('engine-gone');
    await window.runCommand('Better Synth: Restart Engine');
    await until('no banner', async () => (await grid.banners()).length === 0);
    await window.close();
  });
});

describe('two windows on one dataset', () => {
  it('see each other’s captions, and neither loses one', async () => {
    const [mine, theirs] = await Promise.all([editor.open(demo), editor.open(demo)]);
    for (const window of [mine, theirs]) {
      await window.runCommand('Better Synth: Open Grid');
      await window.grid();
    }
    const grid = await mine.grid();
    await grid.rewrite(0, 'Written in the one window.');
    await theirs.captionIs(0, 'Written in the one window.');
    const other = await theirs.grid();
    const text = await other.write(0);
    await grid.rewrite(0, 'Written in the one window, again.');
    await text.fill('Written in the other window.');
    await text.press('Enter');
    await other.frame.getByText('Somebody else has changed this caption').waitFor();
    await theirs.screenshot('conflict');
    await other.frame.getByText('Save mine').click();
    await mine.captionIs(0, 'Written in the other window.');
    await mine.close();
    await theirs.close();
  });
});

function kill(): void {
  for (const { pid, program } of editor.processes()) if (program === 'engine.js') process.kill(pid, 'SIGKILL');
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'editor-empty-'));
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
