import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { gridCommands } from '../../src/protocol/views.ts';
import { panelNames } from '../../src/protocol/panels.ts';
import { commands } from '../../src/extension/contributions/commands.ts';
import { contextKeys } from '../../src/extension/contributions/context-keys.ts';

const root = resolve(import.meta.dirname, '../..');
const manifest = read('package.json');
const english = JSON.parse(read('package.nls.json')) as Record<string, string>;
const chinese = JSON.parse(read('package.nls.zh-cn.json')) as Record<string, string>;

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function sources(folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}

test('every text of the manifest has an English and a Chinese line, and no line is unused', () => {
  const used = new Set([...manifest.matchAll(/%([\w.-]+)%/g)].map(([, key]) => key!));
  assert.deepEqual(Object.keys(english).sort(), [...used].sort());
  assert.deepEqual(Object.keys(chinese).sort(), [...used].sort());
});

test('links in translated texts lead to the same commands', () => {
  const linksIn = (text: string): string[] => [...text.matchAll(/\((command:[^)]+)\)/g)].map(([, link]) => link!);
  for (const [key, text] of Object.entries(english)) assert.deepEqual(linksIn(chinese[key]!), linksIn(text), key);
});

test('commands and context keys that the manifest names are declared', () => {
  const known = new Set<string>([...commands.keys(), ...contextKeys]);
  const others =
    /^betterSynth\.(dataset|datasets|recipes|runs|scores|lab|map|training|compare|ledger|engine\.node|grid\.(thumbnailSize|scores))$/;
  const named = [...`${manifest}${JSON.stringify(english)}`.matchAll(/betterSynth\.[\w.-]+/g)].map(([id]) => id);
  const unknown = named.map((id) => id.replace(/\.+$/, '')).filter((id) => !known.has(id) && !others.test(id));
  assert.deepEqual([...new Set(unknown)], []);
});

test('every command that is contributed is registered', () => {
  const code = sources('src/extension')
    .filter((path) => !path.includes('contributions'))
    .map(read)
    .join('\n');
  const registered = new Set(
    [...code.matchAll(/(?:register\w*|starting)\(\s*(?:\w+,\s*)?'(?:betterSynth\.)?([\w.-]+)'/g)].map(([, id]) => id!),
  );
  if (/register\w*\(\s*`grid\.\$\{/.test(code)) for (const name of gridCommands) registered.add(`grid.${name}`);
  if (/registerCommand\(`betterSynth\.\$\{name\}\.open/.test(code))
    for (const name of panelNames) registered.add(`${name}.open`);
  const missing = [...commands.keys()].filter((id) => !registered.has(id.slice('betterSynth.'.length)));
  assert.deepEqual(missing, []);
});

test('every command that is registered is contributed', () => {
  const code = sources('src/extension').map(read).join('\n');
  const registered = [...code.matchAll(/registerCommand\(\s*(?:\w+,\s*)?'(betterSynth\.[\w.-]+)'/g)].map(
    ([, id]) => id!,
  );
  assert.deepEqual(
    registered.filter((id) => !(commands as ReadonlyMap<string, unknown>).has(id)),
    [],
  );
});

test('files that the manifest names are there', () => {
  const named = [...manifest.matchAll(/"(media\/[^"]+)"/g)].map(([, path]) => path!);
  assert.ok(named.length >= 7);
  assert.deepEqual(
    named.filter((path) => !existsSync(join(root, path))),
    [],
  );
});

test('the problem matcher reads the lines of findings', () => {
  const { contributes } = JSON.parse(manifest) as {
    contributes: { problemMatchers: { pattern: { regexp: string } }[] };
  };
  const line = 'data/better-synth.yaml:12:7: warning unknown-parameter: There is no min_nun. Did you mean min_num?';
  const found = new RegExp(contributes.problemMatchers[0]!.pattern.regexp).exec(line);
  const expected = ['data/better-synth.yaml', '12', '7', 'warning', 'unknown-parameter'];
  assert.deepEqual(found?.slice(1, 6), expected);
});
