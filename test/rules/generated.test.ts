import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { generatedPages, operatorFolder } from '../../src/build/pages.ts';

const root = resolve(import.meta.dirname, '../..');
const remedy = 'run `node scripts/generate.ts` and commit what it writes';

test('the generated files are what the code says', async () => {
  for (const [path, text] of await generatedPages()) {
    assert.equal(contentOf(path), text, `${path} is out of step: ${remedy}`);
  }
});

test('the folder of operator pages holds nothing else', async () => {
  const pages = await generatedPages();
  const others = readdirSync(join(root, operatorFolder)).filter((name) => !pages.has(`${operatorFolder}/${name}`));
  assert.deepEqual(others, [], remedy);
});

function contentOf(path: string): string | null {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}
