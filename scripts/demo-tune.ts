/**
 * `npm run demo:tune`: finds the thresholds of the demo recipe on sets of seeds of its own, and writes them into
 * src/core/recipe/template-demo.ts. To be run when the demo's models or its world have changed.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table } from '../src/cli/table.ts';
import { demoTemplate } from '../src/core/recipe/template-demo.ts';
import { setParameter } from '../src/core/recipe/write-back.ts';
import { measuringRecipe } from './demo/measuring-recipe.ts';
import { root, rowsOf, runReport } from './demo/product.ts';
import { drawDataset, readyPython } from './demo/python.ts';
import { findThreshold, purposes, type Scores } from './demo/thresholds.ts';
import { readTruth, type Truth } from './demo/truth.ts';

const seeds = [101, 102, 103, 104];
const samplesPerSeed = 1500;
const templateFile = join(root, 'src/core/recipe/template-demo.ts');

/** Scores and truth of one set, ids told apart by the seed. */
function measuredSet(folder: string, seed: number): { samples: (Scores & { id: string })[]; truth: Truth } {
  drawDataset(folder, seed, samplesPerSeed);
  writeFileSync(join(folder, 'better-synth.yaml'), measuringRecipe(demoTemplate));
  runReport(folder);
  const samples = rowsOf<Scores & { id: string }>(folder, 'SELECT * FROM scores');
  const named = (id: string): string => `${seed}/${id}`;
  return {
    samples: samples.map((sample) => ({ ...sample, id: named(sample.id) })),
    truth: Object.fromEntries(Object.entries(readTruth(folder)).map(([id, entry]) => [named(id), entry])),
  };
}

readyPython();
const scratch = mkdtempSync(join(tmpdir(), 'better-synth-tune-'));
process.once('exit', () => rmSync(scratch, { recursive: true }));

const sets = seeds.map((seed) => measuredSet(join(scratch, String(seed)), seed));
const samples = sets.flatMap((set) => set.samples);
const truth = Object.assign({}, ...sets.map((set) => set.truth)) as Truth;
const found = purposes.map((purpose) => ({ ...purpose, ...findThreshold(purpose, samples, truth) }));
const tuned = found.reduce((text, threshold) => setParameter(text, threshold, threshold.value), demoTemplate);
const [source, inSource] = [readFileSync(templateFile, 'utf8'), (text: string) => text.replaceAll('\\', '\\\\')];
if (!source.includes(inSource(demoTemplate)))
  throw new Error(`${templateFile} does not hold the recipe as it was loaded`);
writeFileSync(
  templateFile,
  source.replace(inSource(demoTemplate), () => inSource(tuned)),
);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const rows = found.map((one) => [
  `${one.operator}.${one.parameter}`,
  one.value,
  one.against.join(', '),
  percent(one.missed),
  percent(one.lost),
]);
console.log(`${samples.length} samples of the seeds ${seeds.join(', ')}`);
console.log(table(['threshold', 'value', 'against', 'missed of the worst', 'good lost'], rows));
