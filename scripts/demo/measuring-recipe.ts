/** What is measured of a recipe without running all of it. */
import { parse, stringify } from 'yaml';

interface RecipeDocument {
  readonly stages: readonly { readonly clean?: { readonly process: readonly Record<string, unknown>[] } }[];
}

/**
 * One stage `measure` with the operators of all clean stages, in their order, but for deduplicators.
 * @param only which of them; mappers always stay, as they change what others see
 */
export function measuringRecipe(recipe: string, only: (operator: string) => boolean = () => true): string {
  const document = parse(recipe) as RecipeDocument;
  const process = document.stages.flatMap(({ clean }) => clean?.process ?? []);
  const measured = process.filter((item) => {
    const name = Object.keys(item)[0]!;
    return !name.endsWith('_deduplicator') && (name.endsWith('_mapper') || only(name));
  });
  return stringify({ ...document, stages: [{ name: 'measure', measure: { process: measured } }] });
}

/** The clean and cluster stages of a recipe: what it drops, without the captions that it has written and its training. */
export function cleaningRecipe(recipe: string): string {
  const document = parse(recipe) as { readonly stages: readonly Record<string, unknown>[] };
  const stages = document.stages.filter((stage) => 'clean' in stage || 'cluster' in stage);
  return stringify({ ...document, stages });
}
