/** The dataset's name where no recipe names another one. */
export const usualName = 'data.jsonl';

/** A recipe in the usual form, a mapping whose keys stand at the beginning of lines. */
const usualForm = /^version:/m;
/** Such a key, or what could be one in disguise. */
const datasetKey = /^(?:dataset|["'?&!<{]).*$/gm;
const plain = /^dataset:[ \t]+(?<name>\w[\w./-]*)[ \t]*(?:#.*)?$/;

/**
 * The dataset file that a recipe names, as far as that can be told without reading YAML; null: ask the engine.
 * @param recipe its text, null where there is none
 */
export function plainlyNamed(recipe: string | null): string | null {
  if (recipe === null) return usualName;
  if (!usualForm.test(recipe)) return null;
  const keys = recipe.replaceAll('\r', '').match(datasetKey) ?? [];
  if (keys.length === 0) return usualName;
  return keys.length === 1 ? (plain.exec(keys[0])?.groups?.['name'] ?? null) : null;
}
