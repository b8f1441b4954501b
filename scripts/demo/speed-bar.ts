/** How fast the product scores with all models of the demo. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOperator } from '../../src/core/operators/index.ts';
import { demoTemplate } from '../../src/core/recipe/template-demo.ts';
import type { Bar } from './bars.ts';
import { measuringRecipe } from './measuring-recipe.ts';
import { runReport } from './product.ts';

/**
 * Samples a second of a stage that asks all models of the demo recipe about every sample, decoding included, held on
 * one core. The dataset must not have been run: what is remembered is not scored again.
 */
export function speedBar(folder: string): Bar {
  const file = join(folder, 'all-models.yaml');
  const asksModel = (name: string): boolean => {
    const operator = findOperator(name);
    return operator?.kind === 'filter' && operator.cost === 'model';
  };
  writeFileSync(file, measuringRecipe(demoTemplate, asksModel));
  const core = firstCore();
  const through = core === null ? [] : ['taskset', '--cpu-list', core];
  const [stage] = runReport(folder, { args: ['--recipe', file], through }).stages;
  const value = (stage!.in - stage!.failed) / stage!.seconds;
  if (core !== null) return { what: 'one core: samples/s, scored with all models', value, least: 40 };
  return { what: 'all cores, as there is no taskset: samples/s, scored with all models', value, least: null };
}

/** A core that this process may run on, as taskset names it; null where there is no taskset. */
function firstCore(): string | null {
  if (spawnSync('taskset', ['--version']).status !== 0) return null;
  return /^Cpus_allowed_list:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? null;
}
