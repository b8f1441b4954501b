/// <reference lib="dom" />
/** The report in a browser that has no network. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { cli } from '../support/cli.ts';
import { dataset } from '../support/dataset.ts';
import { hostileCaptions } from '../support/hostile-captions.ts';
import { violations } from './support/axe.ts';

const shots = resolve(import.meta.dirname, '../../test-output/webview');
const recipe = `version: 1
stages:
  - name: clean
    clean: {process: [{text_length_filter: {min_len: 20}}]}
  - name: group
    cluster: {of: text, model: tf-idf, k: 3}
`;

test('hostile captions are text in a report, which asks for nothing and runs nothing', async (t) => {
  const lines = hostileCaptions.map((text, i) => ({ id: `${text.slice(0, 60)} ${i}`, images: [], text }));
  const { folder } = await dataset({ lines, recipe });
  await cli('run', folder);
  const { path } = (await cli('report', folder, '--json')).json<{ path: string }>();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  t.after(() => browser.close());
  const page = await browser.newPage({ offline: true, viewport: { width: 1000, height: 1400 } });
  const complaints: string[] = [];
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:') && !request.url().startsWith('data:')) complaints.push(request.url());
  });
  await page.goto(pathToFileURL(path).href);
  const shown = await page.locator('.caption').allTextContents();
  const plain = (text: string): string =>
    text
      .replace(/[^\p{L}\p{N}<>/ ]/gu, '')
      .replace(/\s+/gu, ' ')
      .trim();
  const known = new Set(hostileCaptions.map(plain));
  assert.ok(shown.length >= 12);
  for (const caption of shown) assert.ok(known.has(plain(caption)) || caption === 'no caption', caption);
  assert.equal(await page.locator('script, iframe, link, form, base, style ~ style').count(), 0);
  assert.deepEqual(await violations(page, 'dark'), []);
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, 'report.png') });
  assert.deepEqual(complaints, []);
});
