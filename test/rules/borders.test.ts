import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';

const root = resolve(import.meta.dirname, '../..');
const config = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
  forbidden: IForbiddenRuleType[];
  options: ICruiseOptions;
};

/** One violation per rule: the offending file and what it contains. */
const plants: Record<string, Record<string, string>> = {
  'no-cycles': { 'src/base/chicken.ts': "import './egg.ts';", 'src/base/egg.ts': "import './chicken.ts';" },
  'protocol-is-a-leaf': { 'src/protocol/leak.ts': "import '../base/leaf.ts';" },
  'base-is-a-leaf': { 'src/base/leak.ts': "import { join } from 'node:path'; export const p = join('a');" },
  'core-knows-no-host': { 'src/core/pipeline/host.ts': "import '../../cli/leaf.ts';" },
  'pure-folders-use-no-node': {
    'src/core/select/reads.ts': "import { readFileSync } from 'node:fs'; export const r = readFileSync;",
  },
  'recipe-is-pure': { 'src/core/recipe/stores.ts': "import '../store/leaf.ts';" },
  'operators-are-pure': { 'src/core/operators/stores.ts': "import '../store/leaf.ts';" },
  'operators-are-strangers': { 'src/core/operators/friend.ts': "import './leaf.ts';" },
  'select-is-pure': { 'src/core/select/stores.ts': "import '../store/leaf.ts';" },
  'captions-and-train-are-leaves': { 'src/core/train/stores.ts': "import '../store/leaf.ts';" },
  'endpoint-is-a-stranger': { 'src/core/endpoint/stores.ts': "import '../store/leaf.ts';" },
  'caption-server-serves-models-alone': { 'src/core/caption-server/stores.ts': "import '../store/leaf.ts';" },
  'dataset-models-store-are-strangers': { 'src/core/models/stores.ts': "import '../store/leaf.ts';" },
  'extension-reaches-core-by-wire': { 'src/extension/shortcut.ts': "import '../core/store/leaf.ts';" },
  'webview-imports-protocol-only': { 'webview/grid/shortcut.ts': "import '../../src/base/leaf.ts';" },
  'views-are-strangers': { 'webview/grid/friend.ts': "import '../map/leaf.ts';" },
  'vscode-only-in-extension': {
    'src/core/pipeline/editor.ts': "import type { Uri } from 'vscode'; export type U = Uri;",
  },
  'models-door': { 'src/core/pipeline/pixels.ts': "import sharp from 'sharp'; export const s = sharp;" },
  'tokenizer-door': {
    'src/core/pipeline/tokens.ts': "import { Tokenizer } from '@huggingface/tokenizers'; export const t = Tokenizer;",
  },
  'store-door': {
    'src/core/pipeline/sql.ts': "import { DuckDBInstance } from '@duckdb/node-api'; export const d = DuckDBInstance;",
  },
  'sqlite-door': {
    'src/core/pipeline/lite.ts': "import { DatabaseSync } from 'node:sqlite'; export const d = DatabaseSync;",
  },
  'endpoint-door': { 'src/core/pipeline/asks.ts': "import { OpenAI } from 'openai'; export const o = OpenAI;" },
  'network-door': {
    'src/core/pipeline/listens.ts': "import { createServer } from 'node:http'; export const s = createServer;",
  },
  'wire-door': {
    'src/core/pipeline/talks.ts':
      "import { createMessageConnection } from 'vscode-jsonrpc/node'; export const c = createMessageConnection;",
  },
  'ui-kit-door': {
    'webview/grid/button.ts':
      "import { vsCodeButton } from '@vscode/webview-ui-toolkit'; export const b = vsCodeButton;",
  },
  'chart-door': { 'webview/grid/plot.ts': "import Plot from 'uplot'; export const p = Plot;" },
  'map-is-pure': { 'src/core/map/reads.ts': "import '../store/leaf.ts';" },
  'map-door': {
    'src/core/pipeline/atlas.ts': "import { createUMAP } from 'embedding-atlas'; export const u = createUMAP;",
  },
  'k-means-door': { 'src/core/pipeline/means.ts': "import { kmeans } from 'ml-kmeans'; export const k = kmeans;" },
  'processes-start-at-known-places': {
    'src/core/pipeline/spawns.ts': "import { spawn } from 'node:child_process'; export const s = spawn;",
  },
  'production-imports-no-tests': { 'src/core/pipeline/helped.ts': "import '../../../test/support/leaf.ts';" },
};

const leaves = ['src/base', 'src/cli', 'src/core/operators', 'src/core/store', 'webview/map', 'test/support'];

const field = mkdtempSync(join(tmpdir(), 'plants-'));
after(() => rmSync(field, { recursive: true, force: true }));

function plant(file: string, content: string): void {
  mkdirSync(dirname(join(field, file)), { recursive: true });
  writeFileSync(join(field, file), content);
}

async function violations(folders: string[], baseDir: string): Promise<ICruiseResult> {
  const { tsConfig: _, ...options } = config.options;
  const { output } = await cruise(folders, {
    ...options,
    baseDir,
    validate: true,
    ruleSet: { forbidden: config.forbidden },
  });
  return output as ICruiseResult;
}

test('every border rule reports the violation planted for it', async () => {
  for (const leaf of leaves) plant(`${leaf}/leaf.ts`, 'export const leaf = 1;');
  for (const files of Object.values(plants)) for (const [file, content] of Object.entries(files)) plant(file, content);
  symlinkSync(join(root, 'node_modules'), join(field, 'node_modules'));
  const { summary } = await violations(['src', 'webview'], field);
  const silent = config.forbidden
    .map((rule) => rule.name ?? '')
    .filter((rule) => !summary.violations.some((v) => v.rule.name === rule && v.from in (plants[rule] ?? {})));
  assert.deepEqual(silent, []);
});

test('the product itself crosses no border, and its modules are seen', async () => {
  const { summary } = await violations(['src', 'webview'], root);
  assert.deepEqual(
    summary.violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`),
    [],
  );
  assert.ok(summary.totalCruised > 50, `only ${summary.totalCruised} modules seen`);
});
