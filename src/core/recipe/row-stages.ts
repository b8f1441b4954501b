import type { z } from 'zod';
import { canonicalJson } from './canonical.ts';
import { insideFolder } from './inside.ts';
import type { RecipeContext } from './recipe-context.ts';
import { exportFormats, type ClusterStage, type ExportStage, type SelectStage } from './recipe.ts';
import type { Reporter } from './reporter.ts';
import type { Entry, MapNode } from './source.ts';
import { clusterSchema, exportSchema, selectSchema } from './stage-schemas.ts';
import { readObject } from './validate.ts';

/** Reads a `cluster` stage. */
export function readCluster(name: string, kind: Entry, map: MapNode, { report }: RecipeContext): ClusterStage | null {
  const values = readObject(clusterSchema, map, report, 'cluster', kind.key);
  if (values === null) return null;
  checkModel(values, map, report);
  return { name, kind: 'cluster', ...values, canonical: canonicalJson(values) };
}

/** What only a model can do: an error where a vector would be of something else, a remark where nothing comes of it. */
function checkModel({ of, model }: Pick<ClusterStage, 'of' | 'model'>, map: MapNode, report: Reporter): void {
  const words = model === 'tf-idf';
  if (words && of === 'image') {
    const message = 'of: image needs a model of pictures, such as model: demo/clip; tf-idf knows words alone.';
    const asked = map.entries.get('model');
    report.error('needs-model', message, (asked ?? map.entries.get('of')!).value, asked ? 'demo/clip' : 'text');
  }
  const [idle, why] = words
    ? [['pooling', 'normalize'], 'tf-idf has no tokens to pool and scales nothing']
    : [of === 'image' ? ['pooling'] : [], 'a picture has one vector, not one per token'];
  for (const key of idle) {
    const entry = map.entries.get(key);
    if (entry !== undefined) report.info('ignored', `cluster.${key} is without effect here: ${why}.`, entry.key);
  }
}

/** Reads a `select` stage. */
export function readSelect(name: string, kind: Entry, map: MapNode, { report }: RecipeContext): SelectStage | null {
  const values = readObject(selectSchema, withoutProportion(map, report), report, 'select', kind.key);
  if (values === null) return null;
  checkStrategy(values, map, kind, report);
  const { replace_low, max_per_image, ...rest } = values;
  const stage = { ...rest, replaceLow: replace_low, maxPerImage: max_per_image };
  return { name, kind: 'select', ...stage, canonical: canonicalJson(values) };
}

/** Reports a ratio of the form `3:1`, with the number that it is; the map without it. */
function withoutProportion(map: MapNode, report: Reporter): MapNode {
  const written = map.entries.get('ratio')?.value;
  if (written?.kind !== 'scalar' || typeof written.value !== 'string') return map;
  const [, originals, created] = /^\s*(\d+(?:\.\d+)?)\s*[:/]\s*(\d+(?:\.\d+)?)\s*$/.exec(written.value) ?? [];
  const number = Number(originals) / Number(created);
  if (!Number.isFinite(number) || number === 0) return map;
  const message = `select.ratio: originals per synthesized sample, as one number: write ${number}.`;
  report.error('wrong-type', message, written, String(number));
  const entries = new Map(map.entries);
  entries.delete('ratio');
  return { ...map, entries };
}

type SelectValues = z.infer<typeof selectSchema>;

/** Keys that belong together. */
function checkStrategy(values: SelectValues, map: MapNode, kind: Entry, report: Reporter): void {
  const { strategy, by, at, budget, fill } = values;
  for (const key of unfit(values)) {
    const entry = map.entries.get(key);
    if (entry !== undefined) report.error('wrong-value', `select: ${strategy} has no ${key}.`, entry.key);
  }
  if (strategy !== 'dynamic-increase' && by.length === 0)
    report.error('missing', `select: ${strategy} needs "by": the statistics that rank.`, kind.key);
  const problem = at === null ? undefined : atProblem(strategy, at);
  if (problem !== undefined) report.error('wrong-value', `select.at: ${problem}`, map.entries.get('at')!.value);
  if (fill === 'repeat' && budget === null) {
    const where = map.entries.get('fill')!.value;
    report.warning('fill-without-budget', 'fill: repeat has no effect without a budget.', where, 'none');
  }
}

/** The keys that a strategy has no use for. */
function unfit({ strategy, replace_low, max_per_image }: SelectValues): string[] {
  const keys: string[] = [];
  if (strategy === 'dynamic-increase') keys.push('at');
  // There the statistics rank the captions of a picture.
  if (strategy === 'dynamic-increase' && max_per_image === null) keys.push('by');
  if (strategy !== 'high-low' && replace_low) keys.push('replace_low');
  return keys;
}

function atProblem(strategy: SelectStage['strategy'], at: number): string | undefined {
  if (strategy === 'top' && !(Number.isInteger(at) && at >= 1)) return 'a whole number from 1 on is expected.';
  if (strategy === 'percentile' && !(at >= 0 && at <= 100)) return 'a percentile from 0 to 100 is expected.';
  return undefined;
}

/** Reads an `export` stage. */
export function readExport(name: string, kind: Entry, map: MapNode, { report }: RecipeContext): ExportStage | null {
  const values = readObject(exportSchema, map, report, 'export', kind.key);
  if (values === null) return null;
  const format = exportFormats.find((known) => known === values.format);
  if (format === undefined) {
    const message = `The format ${values.format} is not in this version.`;
    report.error('not-in-this-version', message, map.entries.get('format')!.value);
  }
  const output = insideFolder(values.output);
  if (output === null || output === '.better-synth' || output.startsWith('.better-synth/')) {
    const where = map.entries.get('output')!.value;
    report.error('path-outside', 'output: a file inside the folder of the recipe, not in .better-synth.', where);
    return null;
  }
  return format === undefined ? null : { name, kind: 'export', format, output, canonical: { format, output } };
}
