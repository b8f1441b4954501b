/** Scores of captions that are not in the dataset yet, as a run of the recipe would measure them. */
import type { ScoredCaption } from '../../../protocol/engine.ts';
import { Recent } from '../../../base/recent.ts';
import { fieldsOf } from '../../dataset/fields.ts';
import { PathResolver } from '../../dataset/resolve-path.ts';
import { recogniseTokens } from '../../dataset/tokens.ts';
import { compile } from '../../operators/shared/pattern.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import type { CompletedStage } from '../completed.ts';
import { Measurer } from '../measure/measurer.ts';
import type { PictureBook, PictureFacts } from '../measure/picture-desk.ts';
import type { InputRow } from '../measure/sample.ts';
import { ScoreMemory } from '../measure/score-memory.ts';
import { ModelShelf } from '../model-shelf.ts';
import { openDesk, pictureFinder } from '../pictures.ts';
import type { Session } from '../session.ts';
import type { RunMachines } from '../stages/stage-of-run.ts';
import { captionScores, type StageScore } from './caption-scores.ts';
import { openModels, type OpenedModels } from './opened-models.ts';
import { leastReader, readingOf, type Reader } from './reading.ts';
import { modelsAbout, textStages, type AskedModels, type TextStage } from './text-stages.ts';

/** A sample with the caption to be scored. */
export interface Written {
  /** Its text is the one that enters the first stage. */
  readonly input: InputRow;
  /** The stage that created it, which is the last before it; null for an imported one. */
  readonly bornIn: string | null;
}

/** What is said of a caption, and its scores as grids show them: by statistics key, of the text that leaves the stages. */
export interface Rescored extends ScoredCaption {
  readonly shown: Readonly<Record<string, number | readonly number[] | null>>;
}

/** So many pictures are remembered by their files. */
const rememberedPictures = 10_000;

/** Scores captions for one recipe. Models are opened at the first question, and let go by {@link close}. */
export class Rescorer {
  readonly #stages: readonly TextStage[];
  readonly #models: AskedModels;
  readonly #reader: Reader | null;
  readonly #find: ReturnType<typeof pictureFinder>;
  readonly #book: PictureBook = new Recent<string, PictureFacts>(rememberedPictures);
  readonly #opened: OpenedModels;

  private constructor(
    stages: readonly TextStage[],
    models: AskedModels,
    reader: Reader | null,
    find: ReturnType<typeof pictureFinder>,
    opened: OpenedModels,
  ) {
    this.#stages = stages;
    this.#models = models;
    this.#reader = reader;
    this.#find = find;
    this.#opened = opened;
  }

  /** @throws ProductError (model) where a model that is there is not what its stage needs */
  static async open(
    session: Pick<Session, 'folder' | 'loaded'>,
    recipe: Recipe,
    machines: Pick<RunMachines, 'decoder' | 'models'>,
  ): Promise<Rescorer> {
    const shelf = new ModelShelf(session, machines.models);
    const models = await modelsAbout(recipe.stages, shelf);
    const stages = textStages(recipe.stages, models);
    const reader = await leastReader(recipe.stages, shelf);
    const find = pictureFinder(await PathResolver.of(session.folder));
    return new Rescorer(stages, models, reader, find, await openModels(stages, models, machines.decoder));
  }

  /**
   * Scores a caption in all stages that its sample goes through, also behind one that would drop it.
   * @param completed of the last run, for thresholds that are statistics
   * @throws AbortError when nobody waits for it any more
   */
  async score(
    { input, bornIn }: Written,
    completed: readonly CompletedStage[],
    signal: AbortSignal,
  ): Promise<Rescored> {
    const first = this.#stages.findIndex(({ name }) => name === bornIn) + 1;
    const scores: StageScore[] = [];
    let text = input.text!;
    let present = new Map<string, StageScore>();
    for (const stage of this.#stages.slice(first)) {
      signal.throwIfAborted();
      if (stage.measured === null) continue;
      const { batch, left } = await this.#measure(stage, { ...input, text });
      // What was measured of a text that a later stage changes is not of the present text.
      if (left !== text) present = new Map();
      text = left;
      const report = completed.find(({ name }) => name === stage.name)?.report;
      const found = captionScores(stage, batch, report);
      scores.push(...found);
      for (const score of found) if (score.ofLeaving && score.value !== null) present.set(score.key, score);
    }
    return {
      scores: scores.map(({ ofLeaving: _, ...score }) => score),
      tokens: this.#reader === null ? null : readingOf(this.#reader, input.text!),
      missing: this.#models.missing.length === 0 ? null : this.#models.missing.join('\n'),
      shown: Object.fromEntries([...present].map(([key, { value }]) => [key, value])),
    };
  }

  /** Closes the models; a closed one is of no more use. */
  async close(): Promise<void> {
    await this.#opened.close();
  }

  async #measure(stage: TextStage, input: InputRow) {
    const { pool, scorerOf } = this.#opened;
    const measurer = new Measurer(stage.measured!, {
      // A desk of its own: files may have changed since the last question.
      desk: openDesk({ find: this.#find, book: this.#book }, pool),
      memory: new ScoreMemory(),
      compile,
      recogniseTokens,
      fieldsOf,
      scorer: scorerOf(stage),
      hashOf: (reference) => this.#models.folders.get(reference)!.sha256,
      tags: new Map(),
    });
    const { scores: batch, changed } = await measurer.measure([input]);
    return { batch, left: changed[0]?.text ?? input.text! };
  }
}
