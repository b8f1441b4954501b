/** Opens the models of a scorer's uses, and shares among them whatever is the same. */
import { join } from 'node:path';
import { memoised } from '../../../base/memoised.ts';
import { openGraph, type Graph } from '../graph.ts';
import { modelProblem } from '../model-problem.ts';
import type { ModelFolder } from '../model-folder.ts';
import type { ModelTask } from '../../operators/operator.ts';
import type { ScoreUse } from './question.ts';
import { openTokenizer } from '../tokenizer.ts';
import { openVision, visionModel } from '../vision.ts';
import { headLogits, logitsOf, matching, pictureSimilarity, similarity, type Answer } from './answers.ts';
import { FeatureCache } from './cache.ts';
import { Meter } from './meter.ts';
import { PictureFeatures } from './picture-features.ts';
import { TextFeatures } from './text-features.ts';

/** The uses of a scorer, opened. */
export interface OpenUses {
  /** By input. */
  readonly pictures: readonly PictureFeatures[];
  /** By use. */
  readonly answers: readonly { readonly input: number; readonly answer: Answer }[];
  readonly meters: readonly Meter[];
  close(): Promise<void>;
}

/** Bytes of features that are remembered. */
const rememberedBytes = 256 * 2 ** 20;

/** What tasks with texts ask of a model's family. */
const families: Readonly<Partial<Record<ModelTask, string>>> = {
  similarity: 'clip',
  'picture-similarity': 'clip',
  matching: 'blip',
};

/** @throws ProductError (model) where a model does not fit its task, or a file of it is wrong */
export async function openUses(
  uses: readonly ScoreUse[],
  { threads, batch }: { readonly threads: number; readonly batch: number },
): Promise<OpenUses> {
  const graphs: Promise<Graph>[] = [];
  const close = async (): Promise<void> => {
    for (const graph of await Promise.allSettled(graphs)) if (graph.status === 'fulfilled') await graph.value.close();
  };
  const open = memoised((path: string) => {
    const graph = openGraph(path, threads);
    graphs.push(graph);
    return graph;
  });
  const desk = new Desk(open, batch);
  try {
    const answers: { input: number; answer: Answer }[] = [];
    for (const use of uses) answers.push(await desk.open(use));
    return { pictures: desk.pictures, answers, meters: desk.meters, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opens one use after the other. */
class Desk {
  readonly pictures: PictureFeatures[] = [];
  readonly meters: Meter[] = [];
  readonly #open: (path: string) => Promise<Graph>;
  readonly #shared: { readonly cache: FeatureCache; readonly batch: number };
  readonly #inputs = new Map<string, number>();
  readonly #meter = memoised((model: string) => {
    const meter = new Meter(model);
    this.meters.push(meter);
    return meter;
  });

  constructor(open: (path: string) => Promise<Graph>, batch: number) {
    this.#open = open;
    this.#shared = { cache: new FeatureCache(rememberedBytes), batch };
  }

  async open({ task, model, flips }: ScoreUse): Promise<{ input: number; answer: Answer }> {
    const wanted = families[task] ?? model.family;
    if (model.family !== wanted) throw unfit(task, model, wanted);
    const input = await this.#input(visionModel(model), flips);
    return { input, answer: await this.#answer(task, model, this.pictures[input]!) };
  }

  async #input(tower: ModelFolder, flips: ScoreUse['flips']): Promise<number> {
    const key = JSON.stringify([tower.sha256, flips.horizontal, flips.vertical]);
    const known = this.#inputs.get(key);
    if (known !== undefined) return known;
    const vision = await openVision(tower, this.#open);
    const number = this.pictures.length;
    this.pictures.push(new PictureFeatures(number, vision, flips, this.#shared, this.#meter(tower.reference)));
    this.#inputs.set(key, number);
    return number;
  }

  async #answer(task: ModelTask, model: ModelFolder, pictures: PictureFeatures): Promise<Answer> {
    const graph = (name: string): Promise<Graph> => this.#open(join(model.path, 'onnx', name));
    const meter = this.#meter(model.reference);
    if (task === 'picture-similarity') return pictureSimilarity(pictures);
    if (task === 'similarity') {
      const scale = logitScale(model);
      const tokenizer = await openTokenizer(model);
      const texts = new TextFeatures(tokenizer, await graph('text_model.onnx'), this.#shared.cache, meter);
      return similarity(pictures, texts, scale);
    }
    if (task === 'matching') {
      return matching(pictures, await openTokenizer(model), await graph('matching_model.onnx'), meter);
    }
    if (model.featuresFrom === null) return logitsOf(pictures);
    return headLogits(pictures, await graph('model.onnx'), meter);
  }
}

/** The trained scale, which an export in two halves leaves out of its graphs. */
function logitScale({ path, config }: ModelFolder): number {
  const { logit_scale: scale } = config;
  if (typeof scale === 'number') return scale;
  const next = 'Add "logit_scale": the exponential of the trained parameter (100 for OpenAI’s models).';
  throw modelProblem('The config of the model has no logit_scale.', join(path, 'config.json'), next);
}

function unfit(task: ModelTask, { reference, path, family }: ModelFolder, wanted: string): Error {
  const next = `Name a model of the type ${wanted} in the recipe.`;
  return modelProblem(`The model ${reference} is of the type ${family}, which does no ${task}.`, path, next);
}
