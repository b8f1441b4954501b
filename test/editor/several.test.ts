/** Several datasets in one window: each has its own lines, and what is asked for one is done to that one. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { dataset, temporaryFolder } from '../support/dataset.ts';
import { Editor } from '../support/editor/editor.ts';
import { until } from '../support/editor/until.ts';
import type { Window } from '../support/editor/window.ts';
import { writtenEvents } from '../support/slow-run.ts';

const recipe = `version: 1
stages:
  - name: clean
    clean: {process: [text_length_filter: {min_len: 5}]}
`;
const lines = (count: number): object[] =>
  Array.from({ length: count }, (_, i) => ({ id: `s${i}`, images: [], text: `caption ${i}` }));

const base = temporaryFolder();
const cats = join(base, 'cats');
const dogs = join(base, 'dogs');
const workspace = join(base, 'both.code-workspace');

describe('a workspace with two datasets', () => {
  let editor: Editor;
  let window: Window;
  before(async () => {
    await dataset({ folder: cats, lines: lines(3), recipe });
    await dataset({ folder: dogs, lines: lines(4), recipe });
    writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'cats' }, { path: 'dogs' }] }));
    editor = await Editor.start();
    window = await editor.open(workspace);
  });
  after(() => editor.close());

  it('shows both in each tree', async () => {
    await window.openExplorer();
    for (const tree of ['Datasets', 'Recipes', 'Runs']) await window.treeWith(tree, /cats[^]*dogs/);
    await window.treeRow('Runs', 'cats').locator('.monaco-tl-twistie').click();
    await window.treeWith('Runs', /cats\s+no run yet\s+dogs/);
  });

  it('says of each that was looked at how many samples it has', async () => {
    await window.treeWith('Datasets', /cats\s+3 samples\s+dogs$/);
    await window.treeRow('Datasets', 'dogs').locator('.monaco-tl-twistie').click();
    await window.treeWith('Datasets', /cats\s+3 samples\s+dogs\s+4 samples/);
    await window.screenshot('several-datasets');
  });

  it('asks which one a command means, and runs that one', async () => {
    await window.runCommand('Better Synth: Run All');
    await window.page.getByPlaceholder('Which dataset?').waitFor();
    await window.screenshot('which-dataset');
    await window.choose('dogs');
    await until('the end of the run', () => writtenEvents(dogs, 1).at(-1)?.type === 'end');
    assert.deepEqual(writtenEvents(cats, 1), []);
    await window.treeRow('Runs', 'dogs').locator('.monaco-tl-twistie').click();
    await window.treeWith('Runs', /dogs\s+Run 1.*4 kept/);
  });

  it('when one is closed leaves the other, with an engine for it alone', async () => {
    await window.runCommand('Workspaces: Remove Folder from Workspace');
    await window.choose('dogs');
    await window.treeWith('Datasets', /^cats 3 samples/);
    await until('one engine', () => editor.processes().length === 1);
  });
});
