/** `npm test`: check, build, then the layers of tests. One layer alone: `npm run test:unit`, `test:cli`, … */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { hasCodeServer } from './editor/code-server.ts';
import { chromium } from './editor/debian.ts';
import { targets } from './package/targets.ts';
import { runAll } from './run.ts';

type Command = Parameters<typeof runAll>[0][number];
/** Commands that make a layer, and what keeps it from running on this machine. */
type Layer = { readonly commands: readonly Command[]; readonly lacks?: () => string | undefined };

const node = process.execPath;
const tests = (name: string, concurrency: number, pattern: string, ...args: readonly string[]): Command => [
  name,
  node,
  ['--test', `--test-concurrency=${concurrency}`, ...args, pattern],
];
const check = ['check', node, ['scripts/check.ts']] as const;
const build = ['build', node, ['esbuild.mjs']] as const;
const pack = ['package', node, ['scripts/package.ts']] as const;
const unit = 'test/unit/**/*.test.ts';

const layers: Readonly<Record<string, Layer>> = {
  unit: { commands: [tests('unit tests', 2, unit)] },
  cli: {
    commands: [
      build,
      tests('command-line tests', 2, 'test/cli/*.test.ts'),
      tests('command-line tests of speed', 1, 'test/cli/speed/*.test.ts'),
    ],
  },
  engine: { commands: [build, tests('engine tests', 2, 'test/engine/**/*.test.ts')] },
  kill: { commands: [build, tests('kill test', 1, 'test/kill/*.test.ts')] },
  webview: {
    commands: [
      build,
      tests('webview tests', 2, 'test/webview/*.test.ts'),
      tests('webview tests of speed', 1, 'test/webview/speed/*.test.ts'),
    ],
    lacks: browser,
  },
  package: { commands: [pack, tests('package tests', 1, 'test/package/*.test.ts')], lacks: target },
  editor: { commands: [build, pack, ['editor tests', node, ['scripts/editor-tests.ts']]], lacks: editor },
};
const coverage = tests(
  'unit tests with coverage',
  2,
  unit,
  '--experimental-test-coverage',
  '--test-coverage-include=src/**',
);

const layer = process.argv[2];
// Most of a small test's time is making JavaScript of our sources: what was made once is kept. Coverage counts none of it.
if (layer !== 'coverage') process.env['NODE_COMPILE_CACHE'] ??= resolve('node_modules/.cache/compiled');
if (layer === 'kill') process.env['KILLS'] ??= '200';

if (layer === undefined) all();
else if (layer === 'coverage') runAll([coverage]);
else if (layers[layer] !== undefined) one(layers[layer]);
else {
  console.error(`There is no layer "${layer}": ${[...Object.keys(layers), 'coverage'].join(', ')}.`);
  process.exit(2);
}

/** Everything that can run here; what is common to layers runs once. With CI=true a layer that cannot run is a failure. */
function all(): void {
  const skipped = Object.entries(layers).flatMap(([name, { lacks }]) => {
    const why = lacks?.();
    return why === undefined ? [] : [{ name, why }];
  });
  const can = Object.entries(layers).filter(([name]) => !skipped.some((layer) => layer.name === name));
  runAll([...new Set([check, ...can.flatMap(([, { commands }]) => commands)])]);
  for (const { name, why } of skipped) console.log(`– ${name} tests skipped: ${why}`);
  if (skipped.length > 0 && process.env['CI'] === 'true') process.exit(1);
}

function one({ commands, lacks }: Layer): void {
  const why = lacks?.();
  if (why === undefined) return runAll(commands);
  console.error(why);
  process.exit(1);
}

function browser(): string | undefined {
  return existsSync(chromium) ? undefined : `there is no ${chromium}: apt-get install -y chromium`;
}

function target(): string | undefined {
  const here = `${process.platform}-${process.arch}`;
  return targets.some((name) => name === here) ? undefined : `no VSIX is made for ${here}`;
}

function editor(): string | undefined {
  return browser() ?? (hasCodeServer() ? undefined : 'there is no editor: npm run editor-host');
}
