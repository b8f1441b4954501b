/** Captions that want to be more than text, in a real editor. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { captionOf, recogniseTokens } from '../../src/core/dataset/tokens.ts';
import { dataset } from '../support/dataset.ts';
import { Editor } from '../support/editor/editor.ts';
import { cardTexts } from '../support/editor/in-page.ts';
import { hostileCaptions } from '../support/hostile-captions.ts';

const lines = hostileCaptions.map((caption, row) => ({ id: `s${row}`, images: ['images/0.jpg'], text: caption }));
const pictures = { 'images/0.jpg': { width: 64, height: 64 } };
const recipe = 'version: 1\nstages:\n  - name: clean\n    clean: {process: [{text_length_filter: {min_len: 1}}]}\n';
const hostile = await dataset({ lines, pictures, recipe });

test('500 hostile captions are text, and raise no dialog and no report of the content policy', async () => {
  const editor = await Editor.start();
  after(() => editor.close());
  const window = await editor.open(hostile.folder);
  const address = window.page.url();
  await window.runCommand('Better Synth: Open Grid');
  const grid = await window.grid();
  await window.runCommand('Better Synth: Show or Hide Sample');
  await grid.frame.locator('[role=grid]').focus();
  const seen = new Map<number, string>();
  for (let page = 0; page < 100 && seen.size < hostileCaptions.length; page++) {
    await grid.settled();
    for (const [place, text] of await grid.frame.locator('.card:has(.caption)').evaluateAll(cardTexts))
      seen.set(place, text);
    await window.page.keyboard.press('PageDown');
  }
  assert.equal(seen.size, 500);
  for (const [place, text] of seen) assert.equal(text, shown(hostileCaptions[place]!));
  assert.deepEqual(window.raised, []);
  assert.equal(window.page.url(), address);
  assert.equal(window.page.context().pages().length, 1);
});

/** A text without the tokens that frame captions in a dataset. */
function shown(text: string): string {
  return captionOf(text, recogniseTokens(text));
}
