/** The VSIX that `npm run package` made for this platform. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { vsixOf } from '../../scripts/package/pack.ts';
import { root } from '../../scripts/package/root.ts';
import { hostTarget, packagesOf } from '../../scripts/package/targets.ts';
import { exitCodes } from '../../src/protocol/errors.ts';
import { panelNames } from '../../src/protocol/panels.ts';
import type { RunReport } from '../../src/protocol/records.ts';
import { readZip, type ZipEntry } from '../support/unzip.ts';

const target = hostTarget();
const vsix = vsixOf(target);
const views = ['grid', ...panelNames];
const pages = views.flatMap((view) => [`webview/${view}.js`, `webview/${view}.css`]);
const own = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package|package\.nls(\.zh-cn)?)\.json$/,
  /^extension\/(readme|README\.zh-CN|changelog)\.md$/,
  /^extension\/(LICENSE|ThirdPartyNotices)\.txt$/,
  /^extension\/l10n\/bundle\.l10n\.zh-cn\.json$/,
  /^extension\/media\/[\w.-]+\.(svg|png|md)$/,
  /^extension\/media\/walkthrough\/[\w.-]+\.(svg|png|md)$/,
  /^extension\/demo\/README\.md$/,
  /^extension\/demo\/dataset\/(data\.jsonl|truth\.json|images\/\d+\/[\w-]+\.(jpg|png|webp|gif))$/,
  /^extension\/demo\/models\/(figures|training)\.json$/,
  /^extension\/demo\/models\/[\w-]+\/(README\.md|[\w]+\.json|onnx\/\w+\.onnx)$/,
  /^extension\/dist\/(cli|main|engine|decoder|map-worker|extension)\.js$/,
  /^extension\/dist\/engine-[A-Z0-9]{8}\.js$/,
  /^extension\/dist\/recipe\.schema\.json$/,
  new RegExp(`^extension/dist/webview/((${views.join('|')})\\.(js|css)|codicon\\.ttf)$`),
];
const foreign = /^extension\/dist\/node_modules\/(?<name>(@[\w-]+\/)?[\w-]+)\/(?<rest>.+)$/;
const runs = /(^|\/)package\.json$|\.(js|cjs|mjs|node|dll|dylib)$|\.(so|dylib)(\.\d+)*$/;

describe(`the VSIX of ${target}`, () => {
  let entries: ZipEntry[];
  before(() => void (entries = readZip(vsix)));
  const bytesOf = (name: string): Buffer => {
    const entry = entries.find((candidate) => candidate.name === `extension/${name}`);
    assert.ok(entry, `no ${name}`);
    return entry.bytes();
  };

  it('has only files that are known to ship', () => {
    const packages = new Set(packagesOf(target).map(({ name }) => name));
    const unknown = entries.filter(({ name }) => {
      const groups = foreign.exec(name)?.groups;
      return groups === undefined
        ? !own.some((pattern) => pattern.test(name))
        : !packages.has(groups['name']!) || !runs.test(groups['rest']!);
    });
    assert.ok(entries.length > 500, `only ${entries.length} files seen`);
    assert.deepEqual(
      unknown.map(({ name }) => name),
      [],
    );
  });

  it('has what it must have, with the native libraries of this platform and no other', () => {
    const wanted = ['extension.js', 'engine.js', 'cli.js', 'main.js', 'decoder.js', 'map-worker.js', ...pages];
    for (const name of wanted) assert.ok(bytesOf(`dist/${name}`).length > 0, name);
    const native = entries.map(({ name }) => name).filter((name) => name.endsWith('.node'));
    const [os, cpu] = target.split('-');
    assert.deepEqual(
      native.map((name) => name.replace(/^.*node_modules\//, '').replace(/-\d[\d.]*\.node$/, '.node')).sort(),
      [
        `@duckdb/node-bindings-${target}/duckdb.node`,
        `@img/sharp-${target}/lib/sharp-${target}.node`,
        `onnxruntime-node/bin/napi-v6/${os}/${cpu}/onnxruntime_binding.node`,
      ],
    );
  });

  it('says nothing of the machine that it was built on, and has no source maps', () => {
    const texts = entries.filter(({ name }) => /\.(js|css|json|md|txt)$/.test(name) && !foreign.test(name));
    assert.deepEqual(
      texts.filter((entry) => entry.bytes().includes(root)).map(({ name }) => name),
      [],
    );
    assert.deepEqual(
      texts
        .filter((entry) => /sourceMappingURL=(?!data:)\S+\.map\s*$/.test(entry.bytes().toString()))
        .map(({ name }) => name),
      [],
    );
  });

  it('names the licence of each package that it contains', () => {
    const notices = bytesOf('ThirdPartyNotices.txt').toString();
    for (const { name, version } of packagesOf(target)) assert.ok(notices.includes(`\n${name} ${version} · `), name);
    for (const bundled of [
      'lit',
      'zod',
      'yaml',
      'vscode-jsonrpc',
      '@vscode/webview-ui-toolkit',
      '@vscode/codicons',
      'uplot',
      'embedding-atlas',
    ])
      assert.match(notices, new RegExp(`\n${bundled} \\d`), bundled);
  });

  it('keeps to its sizes', (context) => {
    const sizes = {
      vsix: [statSync(vsix).size, 90e6],
      'dist/extension.js': [bytesOf('dist/extension.js').length, 300e3],
      ...Object.fromEntries(pages.map((page) => [`dist/${page}`, [bytesOf(`dist/${page}`).length, 900e3]])),
    } as const;
    for (const [name, [size, budget]] of Object.entries(sizes)) {
      context.diagnostic(`${name}: ${(size / 1e3).toFixed(0)} kB of ${budget / 1e3} kB`);
      assert.ok(size <= budget, `${name} has ${size} bytes; ${budget} are allowed`);
    }
  });

  it('runs: the command line of the unpacked extension makes a sample dataset and runs all stages on some of it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vsix-'));
    after(() => rmSync(folder, { recursive: true, force: true }));
    for (const { name, bytes } of entries) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes());
    }
    const cli = (...args: string[]): string => {
      const program = join(folder, 'extension/dist/cli.js');
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
      assert.ok(status === exitCodes.done || status === exitCodes.someFailed, `exit ${status}: ${stderr}`);
      return stdout;
    };
    const { version } = JSON.parse(bytesOf('package.json').toString()) as { version: string };
    assert.equal(cli('--version').trim(), version);
    cli('init', join(folder, 'demo'), '--demo');
    const { stages } = JSON.parse(cli('run', join(folder, 'demo'), '--sample', '20', '--json')) as RunReport;
    const [clean] = stages;
    assert.equal(clean?.name, 'clean-1');
    assert.equal(clean.in, 20);
    assert.ok(clean.kept > 0);
  });
});
