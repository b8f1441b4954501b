/** `node scripts/generate.ts`: writes the files that are made from code. `npm run check` fails while they are out of step. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { generatedPages, operatorFolder } from '../src/build/pages.ts';

const root = resolve(import.meta.dirname, '..');
const pages = await generatedPages();

mkdirSync(join(root, operatorFolder), { recursive: true });
for (const name of readdirSync(join(root, operatorFolder))) {
  if (!pages.has(`${operatorFolder}/${name}`)) rmSync(join(root, operatorFolder, name));
}
for (const [path, text] of pages) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
console.log(`${pages.size} files written`);
