import { dirname } from 'node:path';
import { memoised } from '../../base/memoised.ts';
import { readModelFolder, type ModelFolder } from '../models/model-folder.ts';
import type { ModelPlaces } from '../models/model-places.ts';
import type { Filter } from '../operators/operator.ts';
import type { Stage, SynthesizeStage } from '../recipe/recipe.ts';
import { modelOf } from './measure/measurement.ts';
import type { Session } from './session.ts';

/** Where the host keeps models; relative folders start from the recipe. */
export type ModelHome = Omit<ModelPlaces, 'base'>;

/** The models of a run: each is found and checked once. */
export class ModelShelf {
  /** @throws ProductError `model` where it is missing or wrong */
  readonly read: (reference: string) => Promise<ModelFolder>;

  constructor(session: Pick<Session, 'folder' | 'loaded'>, home: ModelHome) {
    const places = placesOf(session, home);
    this.read = memoised((reference) => readModelFolder(reference, places));
  }

  /**
   * Finds and checks the models of stages before any work is done.
   * @throws ProductError `model`
   */
  async checkAll(stages: readonly Stage[]): Promise<void> {
    for (const reference of stages.flatMap(modelsOf)) await this.read(reference);
  }
}

/** Where the models of a session's recipe lie. */
export function placesOf({ folder, loaded }: Pick<Session, 'folder' | 'loaded'>, home: ModelHome): ModelPlaces {
  return { ...home, base: loaded === null ? folder : dirname(loaded.path) };
}

/** The profile that needs no endpoint of the user's: its server is started with the stage and stopped with it. */
export const demoProfile = 'demo';

/** The captioner behind the demo's profile. */
export function captionerOf({ model }: SynthesizeStage): string {
  return model ?? 'demo/captioner';
}

/** A model where a stage asks for it: by an operator's parameter, or, without a label, by its own. */
export interface AskedModel {
  readonly reference: string;
  readonly label: string;
  readonly parameter: string;
}

/** The models that a stage asks for, in the order of the recipe. */
export function askedModels(stage: Stage): AskedModel[] {
  if (stage.kind === 'cluster')
    return stage.model === 'tf-idf' ? [] : [{ reference: stage.model, label: '', parameter: 'model' }];
  if (stage.kind === 'synthesize')
    return stage.profile === demoProfile ? [{ reference: captionerOf(stage), label: '', parameter: 'model' }] : [];
  if (stage.kind === 'train')
    return (['vision', 'text'] as const).map((parameter) => ({ reference: stage[parameter], label: '', parameter }));
  if (stage.kind !== 'clean' && stage.kind !== 'measure') return [];
  return stage.process.flatMap((use) => {
    const reference = modelOf(use);
    if (reference === null) return [];
    return [{ reference, label: use.label, parameter: (use.operator as Filter<unknown>).askModel!.model }];
  });
}

/** The names of all models that a stage needs, each once. */
export function modelsOf(stage: Stage): string[] {
  return [...new Set(askedModels(stage).map(({ reference }) => reference))];
}
