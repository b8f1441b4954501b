import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';
import type { LockedPackage } from './targets.ts';

const archives = join(root, '.vscode-test/packages');

/**
 * The folder of a package: the installed one, or, for another platform's, one that is fetched from the registry and held
 * against the lock file.
 * @throws Error where the archive is another one than the lock file's
 */
export function folderOf(locked: LockedPackage): string {
  const installed = join(root, 'node_modules', locked.name);
  if (existsSync(installed)) return installed;
  const folder = join(archives, `${locked.name.replaceAll(/[@/]/g, '_')}-${locked.version}`);
  if (!existsSync(join(folder, 'package'))) extract(checked(locked), folder);
  return join(folder, 'package');
}

function checked({ name, version, integrity }: LockedPackage): string {
  mkdirSync(archives, { recursive: true });
  const args = ['pack', `${name}@${version}`, '--json', '--loglevel=error', '--pack-destination', archives];
  const npm = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' } as const;
  const [packed] = JSON.parse(execFileSync('npm', args, npm)) as { filename: string }[];
  const file = join(archives, packed!.filename.replace('@', '').replace('/', '-'));
  const hash = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (hash !== integrity) throw new Error(`${file} is not the ${name} of package-lock.json: it has ${hash}.`);
  return file;
}

function extract(archive: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
}
