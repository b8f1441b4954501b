/**
 * `npm run demo:proof [-- --seed N]`: does selection help? Draws a pool of which a quarter of the captions are wrong, runs
 * the product on it, trains on what it selects and on what others would, and tells by held-out scenes who learnt more.
 * Ends with 0 where the conditions of the proof are met.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exitCodes } from '../src/protocol/errors.ts';
import { root } from './demo/product.ts';
import { readyPython } from './demo/python.ts';
import { runPool } from './proof/candidates.ts';
import { drawPool, readHeldOut } from './proof/pool.ts';
import { armsTable, conditionLines, pointsText, poolTable } from './proof/report.ts';
import { beyondFiltering, conditionsOf, resultsOf } from './proof/result.ts';
import { isChosenAsByRun, seeds, trainArms, worldOf } from './proof/train-arms.ts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '7001' } } });
if (!/^\d{1,9}$/.test(values.seed)) {
  console.error('--seed wants a whole number: npm run demo:proof -- --seed 7001');
  process.exit(exitCodes.usage);
}
const seed = Number(values.seed);
const folder = join(root, 'demo-proof', `seed-${seed}`);

readyPython();
drawPool(folder, seed);
const heldOut = readHeldOut(folder, seed);
const candidates = runPool(folder, seeds[0]!);
if (!isChosenAsByRun(candidates)) throw new Error('The arm "selected" is not what the run has selected.');
console.error('Making features of all pictures and vectors of all captions …');
const world = await worldOf(candidates, heldOut);
const shares = await trainArms(candidates, world, (done) =>
  console.error(`Trained all arms with ${done} of ${seeds.length} seeds.`),
);
const results = resultsOf(shares);
const beyond = beyondFiltering(shares);
const conditions = conditionsOf(results);
const file = join(folder, 'proof.json');
writeFileSync(
  file,
  `${JSON.stringify({ seed, seeds, shares, results, beyondFiltering: beyond, conditions }, null, 1)}\n`,
);
// As the editor's Training view reads them.
const lines = seeds.flatMap((of, i) =>
  Object.entries(shares).map(([arm, right]) => ({ arm, seed: of, right: right[i] })),
);
writeFileSync(join(folder, 'scores.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
console.log(`\nThe pool, and what the product made of it:\n${poolTable(candidates)}`);
console.log(
  `\nHeld-out scenes whose nearest caption is right, mean of ${seeds.length} trainings:\n${armsTable(results)}`,
);
console.log(`\nselected over clean, 95 % interval: ${pointsText(beyond)}: ${beyond.verdict}`);
console.log(`\n${conditionLines(conditions)}\n\nAll figures: ${file}`);
if (!conditions.every(({ isMet }) => isMet)) process.exitCode = exitCodes.bug;
