/**
 * The editor tests, file by file. A workbench in a browser loses a key or a click now and then, so a file that fails is
 * tried again, and that is said; what fails four times fails.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../test/editor');
const most = 4;

const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
const again: string[] = [];
const failed = files.filter((name) => {
  for (let attempt = 1; attempt <= most; attempt++) {
    if (spawnSync(process.execPath, ['--test', join(folder, name)], { stdio: 'inherit' }).status === 0) return false;
    again.push(`${name} (attempt ${attempt})`);
  }
  return true;
});
if (again.length > 0) console.log(`Failed attempts: ${again.join(', ')}.`);
process.exit(failed.length === 0 && files.length > 5 ? 0 : 1);
