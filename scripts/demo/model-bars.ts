/** How good the demo's models are on scenes that they have never seen, measured by `python/evaluate`. */
import { join } from 'node:path';
import type { Bar, Figures } from './bars.ts';
import { root } from './product.ts';
import { runPython } from './python.ts';

/** Measures the models on so many scenes of a seed. */
export function modelBars(seed: number, scenes: number): Bar[] {
  const asked = ['--models', join(root, 'demo/models'), '--seed', String(seed), '--scenes', String(scenes), '--json'];
  const figures = JSON.parse(runPython(['-m', 'evaluate', ...asked])) as Figures;
  const least = JSON.parse(
    runPython(['-c', 'import json, evaluate.table as table; print(json.dumps(table.LEAST))']),
  ) as Figures;
  return Object.entries(figures).map(([what, value]) => ({ what, value, least: least[what] ?? null }));
}
