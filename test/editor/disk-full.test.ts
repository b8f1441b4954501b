/** A disk that is really full while a caption is saved: nothing that was typed is lost, and it is told. */
import assert from 'node:assert/strict';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cli } from '../support/cli.ts';
import { Editor } from '../support/editor/editor.ts';
import { until } from '../support/editor/until.ts';
import type { Window } from '../support/editor/window.ts';
import { smallVolume } from '../support/volume.ts';

test('an edit that finds the disk full is shown as unsaved, outlives a reload, and is saved once there is room', async (t) => {
  const editor = await Editor.start();
  t.after(async () => {
    await editor.close();
    await until('the end of the engine, which holds the volume', () => editor.processes().length === 0);
  });
  const volume = smallVolume(t, 64);
  if (volume === null) return;
  const folder = join(volume.folder, 'demo');
  const { code, stderr } = await cli('init', folder, '--demo');
  assert.equal(code, 0, stderr);
  const window = await editor.open(folder);
  await window.runCommand('Better Synth: Open Grid');
  const grid = await window.grid();
  await until('the import', async () => /samples$/.test(await grid.count()));
  await grid.rewrite(0, 'Written while there was room.');
  await window.captionIs(0, 'Written while there was room.');

  const filler = join(volume.folder, 'filler');
  fill(filler);
  const caption = `Written on a full disk, ${'very '.repeat(2000)}full.`;
  const text = await grid.write(1);
  await text.fill(caption);
  await text.press('Enter');
  await tellsUnsaved(window);
  await grid.frame.getByText('Not saved.').waitFor();
  assert.equal(await text.inputValue(), caption);
  await text.press('Escape');
  assert.match(await grid.card(1).innerText(), /not saved/);
  await window.page.locator('.tab.active.dirty').waitFor();
  await window.screenshot('disk-full');

  await window.reload();
  await tellsUnsaved(window);
  assert.equal(await (await window.grid()).caption(1), caption.trim());
  assert.equal(await (await window.grid()).caption(0), 'Written while there was room.');

  rmSync(filler);
  const again = await window.grid();
  await again.frame.locator('.banner').getByText('Try again', { exact: true }).click();
  await until('no banner', async () => (await again.banners()).length === 0);
  await window.page.locator('.tab.active:not(.dirty)').waitFor();
  await window.captionIs(1, caption);
  const stored = await cli('query', folder, 'SELECT caption FROM edits', '--json');
  assert.ok(stored.stdout.includes(JSON.stringify(caption)), stored.stderr);
  assert.deepEqual(window.raised, []);
});

async function tellsUnsaved(window: Window): Promise<void> {
  const grid = await window.grid();
  await until('the banner', async () => /1 edit is not saved: [^]*full/.test((await grid.banners()).join()));
}

/** Writes until nothing more fits. */
function fill(file: string): void {
  const handle = openSync(file, 'w');
  for (const size of [1 << 20, 1 << 12]) {
    try {
      for (;;) writeSync(handle, Buffer.alloc(size));
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
    }
  }
  closeSync(handle);
}
