/** Builds what ships into `dist`: programs for Node, the extension, and a bundle per view. Native packages stay outside and are loaded at run time. */
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { recipeSchemaFile, recipeSchemaText } from './src/build/recipe-schema.ts';

/** Another folder than `dist`, for trials beside it. */
const out = process.argv[2] ?? 'dist';

const programs = {
  cli: 'src/cli/launch.ts',
  main: 'src/cli/main.ts',
  decoder: 'src/core/models/decoder.ts',
  'map-worker': 'src/core/map/worker.ts',
};
const views = Object.fromEntries(
  ['grid', 'scores', 'lab', 'map', 'training', 'compare', 'ledger'].map((view) => [view, `webview/${view}/main.ts`]),
);
const native = ['@duckdb/node-api', 'sharp', 'onnxruntime-node', '@duckdb/node-bindings'];

const { version } = JSON.parse(await readFile('package.json', 'utf8'));

const common = {
  bundle: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  define: { VERSION: JSON.stringify(version) },
  logLevel: 'warning',
};
const forNode = {
  ...common,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  // Bundled CommonJS packages call require() for Node's own modules.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
};
const there = (entries) => Object.fromEntries(Object.entries(entries).filter(([, source]) => existsSync(source)));

await rm(out, { recursive: true, force: true });
const results = await Promise.all([
  build({ ...forNode, entryPoints: there(programs), outdir: out, external: native }),
  build({
    ...forNode,
    entryPoints: there({ engine: 'src/engine/main.ts' }),
    outdir: out,
    external: native,
    // What an engine needs later is loaded later: the first pictures do not wait for it.
    splitting: true,
    chunkNames: 'engine-[hash]',
  }),
  build({
    ...forNode,
    entryPoints: there({ extension: 'src/extension/extension.ts' }),
    outdir: out,
    external: ['vscode'],
    minify: true,
    keepNames: true,
  }),
  build({
    ...common,
    entryPoints: there(views),
    outdir: `${out}/webview`,
    platform: 'browser',
    target: 'chrome128',
    format: 'iife',
    minify: true,
    external: ['./codicon.ttf*'],
  }),
]);
const metafile = results.map(({ metafile }) => metafile);
const merged = {
  inputs: Object.assign({}, ...metafile.map(({ inputs }) => inputs)),
  outputs: Object.assign({}, ...metafile.map(({ outputs }) => outputs)),
};
await writeFile(`${out}/metafile.json`, JSON.stringify(merged));
await mkdir(`${out}/webview`, { recursive: true });
await copyFile('node_modules/@vscode/codicons/dist/codicon.ttf', `${out}/webview/codicon.ttf`);
await writeFile(`${out}/${recipeSchemaFile}`, recipeSchemaText());
await chmod(`${out}/cli.js`, 0o755);
