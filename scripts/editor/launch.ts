/** Starts code-server on folders of its own, so that nobody's settings and extensions take part. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { codeServer } from './code-server.ts';

/** Where an editor keeps what is its own. */
export interface EditorFolders {
  readonly user: string;
  readonly extensions: string;
}

/** A running server; `url` has the workbench. */
export interface RunningServer {
  readonly url: string;
  readonly process: ChildProcess;
}

/** An editor's folders below a folder. */
export function foldersIn(base: string): EditorFolders {
  return { user: join(base, 'user'), extensions: join(base, 'extensions') };
}

/** Installs extensions from VSIX files. */
export function installExtensions(folders: EditorFolders, vsixes: readonly string[]): void {
  const args = vsixes.flatMap((vsix) => ['--install-extension', vsix]);
  execFileSync(codeServer.node, [codeServer.entry, ...own(folders), ...args, '--force'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment(),
  });
}

/** Starts a server on a free port of loopback and waits until it listens. @throws Error where it ends before that */
export function startServer(folders: EditorFolders, options: readonly string[] = []): Promise<RunningServer> {
  const args = ['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check'];
  const server = spawn(codeServer.node, [codeServer.entry, ...own(folders), ...args, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment(),
  });
  return new Promise((resolve, reject) => {
    server.on('exit', (code) => reject(new Error(`code-server ended with ${code} before it listened.`)));
    createInterface(server.stdout).on('line', (line) => {
      const url = /listening on (http:\S+?)\/?$/.exec(line)?.[1];
      if (url !== undefined) resolve({ url, process: server });
    });
  });
}

function own({ user, extensions }: EditorFolders): string[] {
  mkdirSync(user, { recursive: true });
  mkdirSync(extensions, { recursive: true });
  return ['--user-data-dir', user, '--extensions-dir', extensions, '--config', join(user, 'config.yaml')];
}

/** Without what an editor's own terminal says, lest that editor is asked. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(VSCODE_|ELECTRON_|CODE_SERVER)/.test(key)),
  );
}
