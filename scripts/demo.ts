/**
 * `npm run demo`: puts the demo dataset into demo-run/, runs the preset `demo` on it with the built command line, and
 * holds the result against the truth. A second time everything is cached.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes } from '../src/protocol/errors.ts';
import { kindsTable } from './demo/kinds-table.ts';
import { betterSynth, outcomesOf, root, rowsOf } from './demo/product.ts';
import { readTruth } from './demo/truth.ts';

const folder = join(root, 'demo-run');
const [copy, original] = [folder, join(root, 'demo/dataset')].map((set) => join(set, 'data.jsonl')) as [string, string];

if (!existsSync(copy)) betterSynth(['init', folder, '--demo'], { shown: true });
else if (!readFileSync(copy).equals(readFileSync(original))) {
  console.error(`${folder} holds another version of the demo dataset. Remove it, then start again: npm run demo`);
  process.exit(exitCodes.usage);
}
const { status } = betterSynth(['run', folder], { shown: true });
console.log('\nWhat was planted, and what became of it before select:');
console.log(kindsTable(readTruth(folder), outcomesOf(folder)));
const [rewritten] = rowsOf<{ id: string }>(
  folder,
  'SELECT c.parent AS id FROM captions c JOIN selected USING (id) ORDER BY c.parent LIMIT 1',
);
if (rewritten !== undefined) {
  console.log('\nA caption that is not true of its picture, and the one that was written for it:');
  betterSynth(['captions', folder, rewritten.id], { shown: true });
}
const report = betterSynth(['report', folder]).json<{ path: string }>().path;
console.log(
  `\nReport: ${report}\nResult: ${join(folder, 'better-synth-out.jsonl')}\nRecipe: ${join(folder, 'better-synth.yaml')}`,
);
if (status === exitCodes.someFailed) {
  console.log(
    'Exit 3 of the run is a success here: what failed was planted to fail, as files that are missing or no pictures, and lines that are no JSON.',
  );
}
