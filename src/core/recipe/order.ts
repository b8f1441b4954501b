import type { Operator } from '../operators/operator.ts';
import { nearest } from './nearest.ts';
import type { RecipeContext } from './recipe-context.ts';
import type { ExportStage, OperatorUse, Recipe, SelectStage, Stage } from './recipe.ts';
import { shown, type SourceText, type Span } from './source.ts';

/** Reports stages that cannot work where they stand, since no stage before makes what they ask for. */
export function checkOrder(recipe: Recipe, context: RecipeContext): void {
  const outputs = new Map([[recipe.dataset, 'the dataset']]);
  recipe.stages.forEach((stage, index) => {
    const before = recipe.stages.slice(0, index);
    if (stage.kind === 'select') checkSelect(stage, before, context);
    if (stage.kind === 'export') checkExport(stage, outputs, context);
  });
}

function checkSelect(stage: SelectStage, before: readonly Stage[], { report, places }: RecipeContext): void {
  const { name, strategy, by } = stage;
  if (strategy === 'dynamic-increase' && !before.some(({ kind }) => kind === 'cluster')) {
    const { source, span } = places.marked(name, '', 'strategy');
    report.for(source).error('missing-cluster', `${strategy} needs a cluster stage before it.`, span);
  }
  const keys = measuredKeys(before);
  for (const key of by.filter((key) => !keys.has(key))) {
    const { source, span } = places.marked(name, '', 'by');
    const near = nearest(key, keys);
    const hint = near === undefined ? '' : ` Did you mean ${shown(near)}?`;
    const message = `No stage before measures ${shown(key)}.${hint}`;
    const own = wordIn(source, span, key);
    report.for(source).error('unmeasured-statistic', message, own ?? span, own && near);
  }
}

/** Where a word stands in a value; undefined where quotes or escapes hide it, or it is there twice. */
function wordIn({ text }: SourceText, { start, end }: Span, word: string): Span | undefined {
  const places = [...text.slice(start, end).matchAll(/[^\s,[\]'"]+/g)].filter(([found]) => found === word);
  const [place] = places;
  if (place === undefined || places.length > 1) return undefined;
  return { start: start + place.index, end: start + place.index + word.length };
}

function checkExport(stage: ExportStage, outputs: Map<string, string>, { report, places }: RecipeContext): void {
  const owner = outputs.get(stage.output);
  if (owner !== undefined) {
    const { source, span } = places.marked(stage.name, '', 'output');
    report.for(source).error('output-taken', `output: ${shown(stage.output)} is ${owner}.`, span);
  }
  outputs.set(stage.output, `the output of the stage ${stage.name}`);
}

function measuredKeys(stages: readonly Stage[]): ReadonlySet<string> {
  const uses = stages.flatMap((stage) => ('process' in stage ? stage.process : []));
  return new Set(uses.flatMap(shownKeys));
}

/** Stats keys that an operator's use fills. */
export function shownKeys({ operator }: OperatorUse): readonly string[] {
  return shownStatistics(operator);
}

/** Stats keys that an operator fills. */
export function shownStatistics(operator: Operator): readonly string[] {
  if (operator.kind !== 'filter') return [];
  return operator.statistics.filter(({ hidden }) => hidden !== true).map(({ key }) => key);
}
