/** A dataset of 400,000 lines, more than 50 MB: pictures come while it is still being imported. */
import assert from 'node:assert/strict';
import {
  cpSync,
  createWriteStream,
  globSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Editor } from '../support/editor/editor.ts';
import type { GridPage } from '../support/editor/grid.ts';
import { until } from '../support/editor/until.ts';
import type { Window } from '../support/editor/window.ts';

const samples = 400_000;
const recipe = 'version: 1\nstages:\n  - name: clean\n    clean: {process: [{text_length_filter: {min_len: 1}}]}\n';
const demo = resolve(import.meta.dirname, '../../demo/dataset');

const folder = await largeFolder();

describe('a dataset of 400,000 lines', () => {
  let editor: Editor;
  let window: Window;
  let grid: GridPage;
  before(async () => {
    editor = await Editor.start();
    window = await editor.open(folder);
    await until('the activated extension', () => /activated in/.test(editor.log()));
  });
  after(() => editor.close());

  it('shows its first pictures soon after it is opened: the goal is a second, the bar leaves room for a busy machine', async (context) => {
    await window.runCommand('Better Synth: Open Grid');
    const begun = performance.now();
    grid = await window.grid();
    const captions = performance.now() - begun;
    await grid.pictures(1);
    const took = performance.now() - begun;
    const count = await grid.count();
    context.diagnostic(
      `first captions after ${captions.toFixed(0)} ms, first pictures after ${took.toFixed(0)} ms: ${count}`,
    );
    assert.ok(took <= 10_000, `${took.toFixed(0)} ms`);
  });

  it('has them all in the end, and shows any place of them', async (context) => {
    await until('all samples', async () => /^400[,.\s]?000 samples$/.test(await grid.count()), 60);
    const begun = performance.now();
    await grid.toEnd();
    await until('the last caption', async () =>
      (await grid.captions()).some((caption) => caption.startsWith('399999 ')),
    );
    context.diagnostic(`the last captions after ${(performance.now() - begun).toFixed(0)} ms`);
    await grid.pictures(1);
  });

  it('is filtered and sorted', async () => {
    assert.match(await grid.filter('caption:"399998 "'), /^1 of 400[,.\s]?000$/);
    await grid.filter('');
    await grid.sortBy('Caption');
    await until('the first by alphabet', async () => (await grid.caption(0)).startsWith('0 '));
  });
});

/** Numbered captions over the pictures of the demo dataset. */
async function largeFolder(): Promise<string> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'editor-large-'));
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  cpSync(join(demo, 'images'), join(folder, 'images'), { recursive: true });
  writeFileSync(join(folder, 'better-synth.yaml'), recipe);
  const images = globSync('images/**/*.jpg', { cwd: folder }).sort();
  const file = createWriteStream(join(folder, 'data.jsonl'));
  for (let row = 0; row < samples; row++) {
    const text = `<__dj__image>\n${row} is the number of this sample, which has a picture of the drawn world <|__dj__eoc|>`;
    const line = JSON.stringify({ id: `s${row}`, images: [images[row % images.length]], text });
    if (!file.write(`${line}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  assert.ok(statSync(join(folder, 'data.jsonl')).size > 50e6);
  return folder;
}
