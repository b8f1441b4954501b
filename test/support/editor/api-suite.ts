import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const manifest = {
  name: 'api-suite',
  publisher: 'better-synth',
  version: '1.0.0',
  engines: { vscode: '^1.110.0' },
  main: './run.cjs',
  activationEvents: [],
  contributes: { commands: [{ command: 'apiSuite.run', title: 'Run the API Suite' }] },
};

/** Bundles test/vscode. @returns the file, whose `run` the desktop's test runner calls */
export async function bundleSuite(folder: string): Promise<string> {
  const outfile = join(folder, 'run.cjs');
  const mocha = pathToFileURL(createRequire(import.meta.url).resolve('mocha')).href;
  await build({
    entryPoints: [resolve(import.meta.dirname, '../../vscode/run.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', mocha],
    define: { MOCHA: JSON.stringify(mocha) },
    logLevel: 'warning',
  });
  return outfile;
}

/** Packs it as a small extension, for the other editor. @returns the VSIX */
export async function packSuite(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  await bundleSuite(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, '.vscodeignore'), '*.vsix\n');
  const packagePath = join(folder, 'api-suite.vsix');
  await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return packagePath;
}
