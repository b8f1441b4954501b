/** Runs the suite over the VS Code API inside an editor: by the desktop's test runner, or as a small extension beside ours. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type Mocha from 'mocha';
import * as vscode from 'vscode';

/** What became of one test. */
export interface SuiteResult {
  readonly title: string;
  /** Null: it passed. */
  readonly failure: string | null;
}

/** The test runner's package: it is loaded from the project's folder, because it cannot be bundled. */
declare const MOCHA: string;

/** Runs all suites. @throws Error with the titles and reasons of what failed, as the desktop's test runner expects */
export async function run(): Promise<void> {
  const failed = (await runSuites()).filter(({ failure }) => failure !== null);
  if (failed.length > 0) throw new Error(failed.map(({ title, failure }) => `${title}: ${failure}`).join('\n'));
}

/** As an extension: its command runs the suites and writes the results into its global storage. */
export function activate(context: vscode.ExtensionContext): void {
  const results = vscode.Uri.joinPath(context.globalStorageUri, 'results.json').fsPath;
  const command = vscode.commands.registerCommand('apiSuite.run', async () => {
    const done = await runSuites();
    await mkdir(dirname(results), { recursive: true });
    await writeFile(results, JSON.stringify(done));
  });
  context.subscriptions.push(command);
}

async function runSuites(): Promise<SuiteResult[]> {
  const { default: Runner } = (await import(MOCHA)) as { default: typeof Mocha };
  const mocha = new Runner({ ui: 'bdd', timeout: 60_000 });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./suite/manifest.ts');
  await import('./suite/tasks.ts');
  await import('./suite/recipe.ts');
  await import('./suite/dataset.ts');
  await import('./suite/runs.ts');
  const results: SuiteResult[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run(() => resolve(results));
    runner.on('pass', (test) => results.push({ title: test.fullTitle(), failure: null }));
    runner.on('fail', (test, error: Error) =>
      results.push({ title: test.fullTitle(), failure: error.stack ?? error.message }),
    );
  });
}
