import type { OutlinedOperator, OutlinedStage, RecipeOutline } from '../../protocol/recipe-language.ts';
import type { Translate } from '../words.ts';
import { countsText } from '../counts-text.ts';
import { icons, type Icon, type TreeNode } from './tree-node.ts';

/** What a recipe is about: its dataset folder's Uri, and its own. */
export interface RecipePlace {
  readonly folder: string;
  readonly uri: string;
}

const kindIcons: Readonly<Record<OutlinedStage['kind'], string>> = {
  measure: 'graph',
  clean: 'filter',
  cluster: 'symbol-array',
  synthesize: 'sparkle',
  select: 'checklist',
  train: 'mortar-board',
  export: 'export',
};

/** The stages of a recipe with their operators and thresholds as written. */
export function recipeNodes({ stages }: RecipeOutline, place: RecipePlace, t: Translate): TreeNode[] {
  return stages.map((stage) => stageNode(stage, place, t));
}

function stageNode(stage: OutlinedStage, place: RecipePlace, t: Translate): TreeNode {
  const { name, kind, line, column, last } = stage;
  const id = `${place.uri} ${name}`;
  const result = last === null ? t('never run') : countsText(last, t);
  const parts = [...(name.startsWith(kind) ? [] : [kind]), result, ...(last?.stale === true ? [t('stale')] : [])];
  const description = parts.join(' · ');
  const icon: Icon = { name: kindIcons[kind], ...(last?.stale === true ? { colour: icons.stale.colour } : {}) };
  return {
    ...{ id, kind: 'stage', label: name, description, tooltip: `${name}\n${description}`, icon },
    ...{ ...place, stage: name, line, column, click: 'betterSynth.recipe.goTo' },
    children: [
      ...stage.operators.map((operator) => operatorNode(operator, id, place, t)),
      ...stage.parameters.map((parameter) => parameterNode(parameter, id, place, stage)),
    ],
  };
}

function operatorNode(operator: OutlinedOperator, stageId: string, place: RecipePlace, t: Translate): TreeNode {
  const { label, parameters, last, line, column } = operator;
  const id = `${stageId} ${label}`;
  const thresholds = parameters.map(({ name, value }) => `${name}: ${value}`);
  const result = last === null ? [] : [countsText(last, t)];
  return {
    ...{ id, kind: 'operator', label, icon: { name: 'symbol-method' } },
    description: last === null ? thresholds.join(', ') : result.join(),
    tooltip: [label, ...thresholds, ...result].join('\n'),
    ...{ ...place, line, column, click: 'betterSynth.recipe.goTo' },
    children: parameters.map((parameter) => parameterNode(parameter, id, place, { line, column })),
  };
}

function parameterNode(
  { name, value }: { readonly name: string; readonly value: string },
  parentId: string,
  place: RecipePlace,
  { line, column }: { readonly line: number; readonly column: number },
): TreeNode {
  const shown = { id: `${parentId} ${name}`, kind: 'parameter', label: name, description: value };
  const tooltip = `${name}: ${value}`;
  const icon = { name: 'symbol-numeric' };
  return { ...shown, tooltip, icon, ...place, line, column, click: 'betterSynth.recipe.goTo' };
}
