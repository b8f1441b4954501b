/** A recipe is written in the editor, and changed under it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { temporaryFolder } from '../support/dataset.ts';
import { demoFolder } from '../support/editor/demo.ts';
import { Editor } from '../support/editor/editor.ts';
import { until } from '../support/editor/until.ts';
import type { Window } from '../support/editor/window.ts';

const folder = await demoFolder();
const recipe = join(folder, 'better-synth.yaml');

describe('the recipe in the editor', () => {
  let editor: Editor;
  let window: Window;
  before(async () => {
    editor = await Editor.start();
    window = await editor.open(folder);
    await window.openFile('better-synth.yaml');
  });
  after(() => editor.close());

  it('marks a mistyped operator, and a quick fix puts it right', async () => {
    const right = readFileSync(recipe, 'utf8');
    writeFileSync(recipe, right.replace('- text_length_filter', '- text_lenght_filter'));
    await window.page.locator('.squiggly-error').first().waitFor();
    await window.runCommand('Go to Next Problem in Files');
    await window.page.keyboard.press('Escape');
    await window.page.keyboard.press('Control+.');
    const fix = window.page.locator('.action-widget .monaco-list-row', { hasText: 'text_length_filter' }).first();
    await fix.waitFor();
    await window.screenshot('recipe-quick-fix');
    await fix.click();
    await window.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await window.page.keyboard.press('Control+S');
    await until('the recipe as it was', () => readFileSync(recipe, 'utf8') === right);
  });

  it('shows what the recipe says when it is changed on the disk', async () => {
    const text = readFileSync(recipe, 'utf8');
    writeFileSync(recipe, text.replaceAll('name: clean-1', 'name: sweep'));
    await window.openExplorer();
    await window.treeWith('Recipes', /sweep/);
    await window.treeWith('Datasets', /sweep/);
    assert.match(await window.page.locator('.monaco-editor .view-lines').first().innerText(), /sweep/);
  });

  it('says what is wrong where the recipe cannot be understood, and goes on when it can', async () => {
    const text = readFileSync(recipe, 'utf8');
    writeFileSync(recipe, 'version: 1\nstages: [');
    await window.treeWith('Recipes', /recipe|YAML/i);
    writeFileSync(recipe, text);
    await window.treeWith('Recipes', /sweep/);
  });
});

describe('a recipe that belongs to no dataset', () => {
  it('is helped like any other while it is open, and nothing is written beside it', async () => {
    const apart = temporaryFolder();
    writeFileSync(join(apart, 'apart.synth.yaml'), 'version: 1\nstages:\n  - name: clean\n    cleen: {process: []}\n');
    const editor = await Editor.start();
    after(() => editor.close());
    const window = await editor.open(apart);
    await window.openFile('apart.synth.yaml');
    await window.page.locator('.squiggly-error').first().waitFor();
    assert.deepEqual(readdirSync(apart), ['apart.synth.yaml']);
    assert.equal(editor.processes().length, 1);
    await window.runCommand('View: Close Editor');
    await until('no engine for a recipe that nobody has open', () => editor.processes().length === 0);
  });
});
