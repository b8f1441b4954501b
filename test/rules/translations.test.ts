import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../..');
const chinese = JSON.parse(readFileSync(join(root, 'l10n/bundle.l10n.zh-cn.json'), 'utf8')) as Record<string, string>;
const { texts, computed } = translatedTexts(['src/extension', 'src/protocol', 'webview']);

test('every text that people see has a Chinese line', () => {
  assert.deepEqual([...texts].filter((text) => chinese[text] === undefined).sort(), []);
});

test('no Chinese line is left over', () => {
  assert.deepEqual(
    Object.keys(chinese)
      .filter((text) => !texts.has(text))
      .sort(),
    [],
  );
});

test('a translation names the same places as its text', () => {
  const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  const wrong = Object.entries(chinese).filter(([text, line]) => String(places(text)) !== String(places(line)));
  assert.deepEqual(wrong, []);
});

test('texts are written where they are translated, so that they can be found', () => {
  assert.deepEqual(computed, []);
});

/** First arguments of `t(…)` and `….t(…)`; and where one is not written out. */
function translatedTexts(folders: readonly string[]): { texts: Set<string>; computed: string[] } {
  const found = { texts: new Set<string>(), computed: [] as string[] };
  for (const folder of folders) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
      const path = join(folder, name);
      const source = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true);
      visit(source, source, found);
    }
  }
  return found;
}

function visit(node: ts.Node, source: ts.SourceFile, found: { texts: Set<string>; computed: string[] }): void {
  if (ts.isCallExpression(node) && /(^|\.)#?t$/.test(node.expression.getText(source))) {
    const [text] = node.arguments;
    if (text !== undefined && ts.isStringLiteralLike(text)) found.texts.add(text.text);
    else if (text !== undefined) found.computed.push(`${source.fileName}: ${node.getText(source)}`);
  }
  ts.forEachChild(node, (child) => visit(child, source, found));
}
