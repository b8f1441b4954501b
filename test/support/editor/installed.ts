/** Extensions are installed once, not for every file of tests: unpacking them takes longer than most tests. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installExtensions } from '../../../scripts/editor/launch.ts';

const base = resolve(import.meta.dirname, '../../../.vscode-test/extensions');

/** @returns a folder of extensions with what these VSIX files hold, and nothing else; editors only read it */
export function installed(vsixes: readonly string[], user: string): string {
  const hash = createHash('sha256');
  for (const vsix of vsixes) hash.update(readFileSync(vsix));
  const extensions = join(base, `${vsixes.length}`);
  const mark = join(extensions, 'installed-from');
  const from = hash.digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === from) return extensions;
  rmSync(extensions, { recursive: true, force: true });
  installExtensions({ user, extensions }, vsixes);
  writeFileSync(mark, from);
  return extensions;
}
