/** Bundles the programs into dist/. Native packages stay outside: they are found in node_modules at run time. */
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';

const programs = {
  cli: 'src/cli/launch.ts',
  main: 'src/cli/main.ts',
  decoder: 'src/core/models/decoder.ts',
};
const native = ['@duckdb/node-api', 'sharp', 'onnxruntime-node', '@duckdb/node-bindings'];

const { version } = JSON.parse(await readFile('package.json', 'utf8'));

await rm('dist', { recursive: true, force: true });
const result = await build({
  entryPoints: Object.fromEntries(Object.entries(programs).filter(([, source]) => existsSync(source))),
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  external: native,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  define: { VERSION: JSON.stringify(version) },
  // Bundled CommonJS packages call require() for Node's own modules.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  logLevel: 'warning',
});
await writeFile('dist/metafile.json', JSON.stringify(result.metafile));
await chmod('dist/cli.js', 0o755);
