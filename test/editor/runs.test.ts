/** Runs are processes of their own: a window may come and go while they work. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cli, rowsOf } from '../support/cli.ts';
import { Editor } from '../support/editor/editor.ts';
import { until } from '../support/editor/until.ts';
import { addProfile, captioningRecipe, numberedDataset, ownProfiles } from '../support/captioning.ts';
import { slowDataset, writtenEvents } from '../support/slow-run.ts';

const count = 60;

test('a run outlives the window, is cancelled and resumed, and loses nothing', async (t) => {
  const folder = await slowDataset(t, { count, latency: 500 });
  const editor = await Editor.start();
  t.after(() => editor.close());
  const window = await editor.open(folder);
  await window.openExplorer();
  await window.treeWith('Datasets', /write/);
  const captions = (): Promise<{ n: number }[]> => rowsOf(folder, 'SELECT count(*)::INT AS n FROM captions');

  await t.test('Run All starts it as a task', async () => {
    await window.runCommand('Better Synth: Run All');
    await window.treeWith('Runs', /Run 1.*write/);
    await window.runCommand('Better Synth: Show Running');
    await window.terminalSays(/write/);
  });

  await t.test('after a reload of the window it still works, and is followed again', async () => {
    const [run] = editor.processes().filter(({ program }) => program === 'cli.js');
    assert.ok(run, 'there is no process of the run');
    const before = writtenEvents(folder, 1).length;
    await window.reload();
    await window.openExplorer();
    await window.treeWith('Runs', /Run 1.*write · \d+ of 60/);
    await until('the run in the status bar', async () => /write/.test(await window.statusBar()));
    assert.ok(
      editor.processes().some(({ pid }) => pid === run.pid),
      'the run is another process',
    );
    await until('further events of the run', () => writtenEvents(folder, 1).length > before);
  });

  await t.test('Cancel ends it, and what was finished is kept', async () => {
    await window.runCommand('Better Synth: Cancel');
    const end = await until('the end of the run', () => {
      const last = writtenEvents(folder, 1).at(-1);
      return last?.type === 'end' && last;
    });
    assert.equal(end.exit, 130);
    await until('no process of the run', () => !editor.processes().some(({ program }) => program === 'cli.js'));
    await until('a status bar without the run', async () => !/write · /.test(await window.statusBar()));
    await window.terminalSays(/Cancelled\. What was finished is kept/);
    await window.screenshot('cancelled-run');
    await assert.rejects(
      window.page
        .getByText(/exit code/)
        .first()
        .waitFor({ timeout: 1000 }),
    );
  });

  await t.test('Resume does the rest, and asks for nothing twice', async () => {
    await window.runCommand('Better Synth: Resume');
    const end = await until(
      'the end of the second run',
      () => {
        const last = writtenEvents(folder, 2).at(-1);
        return last?.type === 'end' && last;
      },
      60,
    );
    assert.equal(end.exit, 0);
    assert.equal((await captions())[0]?.n, count);
    await window.treeWith('Runs', /Run 2/);
    const report = await cli('status', folder, '--json');
    assert.equal(report.code, 0, report.stderr);
    assert.ok(existsSync(join(folder, '.better-synth')));
    assert.doesNotMatch(readFileSync(join(folder, 'data.jsonl'), 'utf8'), /number/);
  });
});

test('a run that would send pictures to another machine says where to, and does not begin without a yes', async (t) => {
  ownProfiles();
  await addProfile('far', 'https://captions.example.com/v1');
  const { folder } = await numberedDataset(5, captioningRecipe().replace('profile: scripted', 'profile: far'));
  const editor = await Editor.start();
  t.after(() => editor.close());
  const window = await editor.open(folder);
  await window.runCommand('Better Synth: Run All');
  const dialog = window.page.locator('.monaco-dialog-box');
  await dialog.getByText('at most 5 requests to https://captions.example.com').waitFor({ timeout: 60_000 });
  await window.screenshot('before-sending');
  await dialog.getByText('Cancel').click();
  await window.terminalSays(/nothing was sent/);
  assert.deepEqual(writtenEvents(folder, 1), []);
});
