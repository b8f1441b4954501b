/**
 * `npm run demo:evaluate -- --seed N [--samples M] [--json]`: makes scenes and samples of a seed, measures the demo's
 * models on the scenes and its recipe on the samples, and says what was reached of what the demo world asks for.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../src/cli/table.ts';
import { demoTemplate } from '../src/core/recipe/template-demo.ts';
import { exitCodes } from '../src/protocol/errors.ts';
import { verdictOf } from './demo/bars.ts';
import { evaluate } from './demo/evaluate.ts';
import { kindsTable } from './demo/kinds-table.ts';
import { cleaningRecipe } from './demo/measuring-recipe.ts';
import { modelBars } from './demo/model-bars.ts';
import { isFlagged, outcomesOf, runReport } from './demo/product.ts';
import { drawDataset, readyPython } from './demo/python.ts';
import { recipeBars } from './demo/recipe-bars.ts';
import { speedBar } from './demo/speed-bar.ts';
import { readTruth } from './demo/truth.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    samples: { type: 'string', default: '2000' },
    json: { type: 'boolean', default: false },
  },
});
const [seed, samples] = [wholeNumber('--seed', values.seed), wholeNumber('--samples', values.samples)];

function wholeNumber(name: string, text: string | undefined): number {
  if (/^\d{1,9}$/.test(text ?? '')) return Number(text);
  console.error(`${name} wants a whole number: npm run demo:evaluate -- --seed 7 [--samples 2000] [--json]`);
  process.exit(exitCodes.usage);
}

readyPython();
const scratch = mkdtempSync(join(tmpdir(), 'better-synth-evaluate-'));
process.once('exit', () => rmSync(scratch, { recursive: true }));

console.error(`Drawing ${samples} samples of seed ${seed} …`);
drawDataset(scratch, seed, samples);
writeFileSync(join(scratch, 'better-synth.yaml'), cleaningRecipe(demoTemplate));
console.error('Scoring with all models on one core, then running the demo recipe …');
const speed = speedBar(scratch);
runReport(scratch);
const [truth, outcomes] = [readTruth(scratch), outcomesOf(scratch)];
const recipe = recipeBars(truth, outcomes, (id) => isFlagged(scratch, id));
console.error(`Measuring the models on ${samples} scenes …`);
const bars = [...modelBars(seed, samples), ...recipe, speed];
if (values.json) console.log(JSON.stringify({ seed, samples, bars, kinds: evaluate(truth, outcomes) }, null, 1));
else {
  const rows = bars.map((bar) => [bar.what, bar.value.toFixed(4), bar.least?.toString() ?? '', verdictOf(bar)]);
  console.log(table(['what', 'value', 'at least', ''], rows));
  console.log(`\nWhat was planted, and what became of it before select:\n${kindsTable(truth, outcomes)}`);
}
