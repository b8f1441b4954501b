import { ProductError } from '../../protocol/errors.ts';
import type { Problem } from '../../protocol/records.ts';
import { askedModels, ModelShelf, type ModelHome } from './model-shelf.ts';
import type { Session } from './session.ts';

/** A warning at each place of a recipe that names, or by default means, a model which is missing or wrong here. */
export async function missingModels(session: Pick<Session, 'folder' | 'loaded'>, home: ModelHome): Promise<Problem[]> {
  const { loaded } = session;
  if (loaded?.recipe == null) return [];
  const shelf = new ModelShelf(session, home);
  const problems: Problem[] = [];
  for (const stage of loaded.recipe.stages) {
    for (const { reference, label, parameter } of askedModels(stage)) {
      const message = await shelf.read(reference).then(() => null, modelFault);
      if (message === null) continue;
      const place = loaded.places.find(stage.name, label, parameter);
      problems.push({ severity: 'warning', code: 'no-model', message, ...place });
    }
  }
  return problems;
}

/** What is the matter with a model, with the place where it was looked for. @throws whatever else went wrong */
export function modelFault(error: unknown): string {
  if (!(error instanceof ProductError) || error.kind !== 'model') throw error;
  return `${error.message} (${error.details.where!})`;
}
