import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageHtml, scriptData } from '../../../src/extension/pages/html.ts';
import type { GridStart } from '../../../src/protocol/views.ts';

const start: GridStart = {
  thumbnails: 'https://file.invalid/thumbnails',
  file: '</script><script>alert(1)</script>.jsonl',
  readOnly: false,
  restricted: false,
  language: 'zh-cn',
  words: { 'Line\u2028break': '<!-- 换行' },
  keys: [],
  filter: null,
};

const page = pageHtml({
  cspSource: 'https://*.invalid',
  script: 'https://file.invalid/grid.js',
  style: 'https://file.invalid/grid.css',
  nonce: 'bm9uY2U=',
  title: '"><img src=x>',
  start,
});

test('what a page starts with comes out of its element as it went in, whatever texts it holds', () => {
  const json = /<script type="application\/json" id="start">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
  assert.deepEqual(JSON.parse(json), start);
  assert.ok(!json.includes('<'));
  assert.deepEqual(JSON.parse(scriptData({ '</script>': '<!--' })), { '</script>': '<!--' });
});

test('a page has no markup of its texts', () => {
  assert.equal(page.match(/<script/g)?.length, 2);
  assert.ok(!page.includes('<img'));
});

test('a page may run its own script and load its own style and pictures, and nothing else', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
  assert.deepEqual(policy?.split('; '), [
    `default-src 'none'`,
    `script-src 'nonce-bm9uY2U='`,
    `style-src https://*.invalid 'unsafe-hashes' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
    'font-src https://*.invalid',
    'img-src https://*.invalid',
    `connect-src 'none'`,
  ]);
});
