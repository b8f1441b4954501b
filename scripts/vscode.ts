/**
 * `npm run vscode`: a real editor with the packaged extension and the sample dataset in demo-editor/. The desktop VS Code
 * where there is one; else VS Code in the browser, at the address that is printed. It stays until Ctrl-C.
 */
import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installCodeServer } from './editor/code-server.ts';
import { desktop } from './editor/desktop.ts';
import { foldersIn, installExtensions, startServer } from './editor/launch.ts';
import { root } from './package/root.ts';
import { pack } from './package/pack.ts';
import { stageFolder } from './package/stage.ts';
import { hostTarget } from './package/targets.ts';

const found = await desktop();
if (!('program' in found)) installCodeServer();
const vsix = await pack(hostTarget());
const dataset = join(root, 'demo-editor');
if (!existsSync(dataset)) betterSynth('init', dataset, '--demo');
const folders = foldersIn(join(root, '.vscode-test/try'));
await ('program' in found ? openDesktop(found.program) : openServer(found.why));

function betterSynth(...args: string[]): void {
  execFileSync(process.execPath, [join(stageFolder(hostTarget()), 'dist/cli.js'), ...args], { stdio: 'inherit' });
}

async function openServer(why: string): Promise<void> {
  installExtensions(folders, [vsix]);
  const { url, process: server } = await startServer(folders);
  console.log(`\n${why}\nVS Code in the browser: ${url}/?folder=${dataset}\nCtrl-C ends it.`);
  process.once('SIGINT', () => server.kill());
  await new Promise((resolve) => server.once('exit', resolve));
}

async function openDesktop(program: string): Promise<void> {
  const own = ['--user-data-dir', folders.user, '--extensions-dir', folders.extensions];
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(program, { reuseMachineInstall: true });
  const shell = process.platform === 'win32';
  execFileSync(cli!, [...args, ...own, '--install-extension', vsix, '--force'], { stdio: 'inherit', shell });
  const editor = spawn(program, [...own, dataset], { stdio: 'ignore' });
  console.log(`VS Code is open on ${dataset}. Ctrl-C ends it.`);
  await new Promise((resolve) => editor.once('exit', resolve));
}
