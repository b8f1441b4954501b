/** The Mocha suite over the VS Code API (test/vscode), in the desktop where it can be had, and in VS Code's server. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { runTests } from '@vscode/test-electron';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { desktop } from '../../scripts/editor/desktop.ts';
import { stageFolder } from '../../scripts/package/stage.ts';
import { hostTarget } from '../../scripts/package/targets.ts';
import { bundleSuite, packSuite } from '../support/editor/api-suite.ts';
import { demoFolder } from '../support/editor/demo.ts';
import { Editor } from '../support/editor/editor.ts';
import { until } from '../support/editor/until.ts';
import type { SuiteResult } from '../vscode/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'api-suite-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('the API suite passes in VS Code’s server', async () => {
  const editor = await Editor.start({ extensions: [await packSuite(folder)] });
  after(() => editor.close());
  const window = await editor.open(await demoFolder());
  await until('the activated extension', () => /activated in/.test(editor.log()));
  await window.runCommand('Run the API Suite');
  const file = join(editor.folders.user, 'User/globalStorage/better-synth.api-suite/results.json');
  await until('the results of the suite', () => existsSync(file), 120);
  const results = JSON.parse(readFileSync(file, 'utf8')) as SuiteResult[];
  assert.ok(results.length >= 7, `only ${results.length} tests ran`);
  assert.deepEqual(
    results.filter(({ failure }) => failure !== null),
    [],
  );
});

const found = await desktop();
test('the API suite passes in the desktop', { skip: 'why' in found && found.why }, async () => {
  assert.ok('program' in found);
  await runTests({
    vscodeExecutablePath: found.program,
    extensionDevelopmentPath: stageFolder(hostTarget()),
    extensionTestsPath: await bundleSuite(folder),
    launchArgs: [await demoFolder(), '--disable-workspace-trust', '--disable-extensions'],
  });
});
