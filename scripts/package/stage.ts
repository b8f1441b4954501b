/** A folder with what ships for one platform, from which the VSIX is packed. */
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { folderOf } from './fetch.ts';
import { notices } from './notices.ts';
import { root } from './root.ts';
import { packagesOf, type Target } from './targets.ts';

/** What is taken over as it is; `.vscodeignore` says what of it ships. */
const taken = ['package.nls*.json', '{README,CHANGELOG}*.md', 'LICENSE', '.vscodeignore', 'l10n', 'media', 'demo'];
/** What only the development of the project needs. */
const developed = ['private', 'bin', 'files', 'scripts', 'dependencies', 'devDependencies', 'allowScripts'];

/** Where what ships for a platform is laid out. */
export const stageFolder = (target: Target): string => join(root, '.vscode-test/stage', target);

/** Builds the product and lays out what ships. @returns the folder */
export function stage(target: Target): string {
  const folder = stageFolder(target);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of globSync(taken, { cwd: root })) cpSync(join(root, name), join(folder, name), { recursive: true });
  execFileSync(process.execPath, ['esbuild.mjs', join(folder, 'dist')], { cwd: root, stdio: 'inherit' });
  const native = packagesOf(target).map((locked) => ({ name: locked.name, from: folderOf(locked) }));
  for (const { name, from } of native) copyPackage(name, from, join(folder, 'dist/node_modules', name), target);
  const metafile = join(folder, 'dist/metafile.json');
  writeFileSync(
    join(folder, 'ThirdPartyNotices.txt'),
    notices([...bundled(metafile), ...native.map(({ from }) => from)]),
  );
  rmSync(metafile);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  return folder;
}

/** Copies what runs: no sources, no build or download steps, and of several platforms' libraries only the target's. */
function copyPackage(name: string, from: string, to: string, target: Target): void {
  const skipped = /^(src|script|install|node_modules)$|\.map$/;
  const binaries = join('bin', 'napi-v6');
  const wanted = join(binaries, ...target.split('-'));
  cpSync(from, to, {
    recursive: true,
    filter: (source) => {
      const path = source.slice(from.length + 1);
      if (path.split(sep).some((part) => skipped.test(part))) return false;
      if (name !== 'onnxruntime-node' || !path.startsWith(binaries)) return true;
      return (wanted.startsWith(path) || path.startsWith(wanted)) && loaded(path);
    },
  });
}

/** Whether onnxruntime loads a library on the processor: no providers of graphics cards, and one of two equal files. */
function loaded(path: string): boolean {
  return !/providers_(cuda|tensorrt|webgpu)|onnxruntime\.\d+\.\d+\.\d+\.dylib$/.test(path);
}

/** Folders of the packages that esbuild put into the bundles. */
function bundled(metafile: string): string[] {
  const { inputs } = JSON.parse(readFileSync(metafile, 'utf8')) as { inputs: Record<string, unknown> };
  const found = Object.keys(inputs).flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  return [...found, 'node_modules/@vscode/codicons'].map((path) => join(root, path));
}

function manifest(): Record<string, unknown> {
  const all = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(all).filter(([key]) => !developed.includes(key)));
}
