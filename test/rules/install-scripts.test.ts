import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');

/** Packages that may bring an install script, whether npm may run it, and why. */
const known: Readonly<Record<string, { readonly run: boolean; readonly why: string }>> = {
  node: { run: true, why: 'puts Node 24 into node_modules for scripts and tests, whatever Node the machine has' },
  esbuild: { run: true, why: "checks that the platform's bundler binary is there; development only" },
  'onnxruntime-node': {
    run: false,
    why: 'would download GPU libraries; the processor library lies in the package, so the step is skipped in .npmrc',
  },
  '@vscode/vsce-sign': {
    run: false,
    why: 'would fetch a program that signs packages; ours are packed unsigned, the marketplace signs them; development only',
  },
};

test('no package brings an install script that nobody has looked at', () => {
  const lock = read('package-lock.json') as { packages: Record<string, { hasInstallScript?: boolean }> };
  const found = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && entry.hasInstallScript === true)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  assert.deepEqual([...new Set(found)].sort(), Object.keys(known).sort());
});

test('npm is told which of them may run', () => {
  const { allowScripts } = read('package.json') as { allowScripts: Record<string, boolean> };
  assert.deepEqual(allowScripts, Object.fromEntries(Object.entries(known).map(([name, { run }]) => [name, run])));
});

test('an npm that knows no such list skips the download of onnxruntime-node all the same', () => {
  assert.match(readFileSync(resolve(root, '.npmrc'), 'utf8'), /^onnxruntime-node-install=skip$/m);
});

function read(name: string): unknown {
  return JSON.parse(readFileSync(resolve(root, name), 'utf8'));
}
