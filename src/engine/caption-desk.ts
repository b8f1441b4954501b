/** Scores captions while they are written: one after the other, with models that are let go when nobody writes. */
import { captionIn } from '../core/dataset/tokens.ts';
import type { ScoredCaption } from '../protocol/engine.ts';
import { Rescorer, type Rescored as Answer } from '../core/pipeline/rescore/rescorer.ts';
import { writtenCaption } from '../core/pipeline/rescore/written-caption.ts';
import { validRecipe, type LoadedRecipe, type Session } from '../core/pipeline/session.ts';
import type { OpenDataset } from './open-dataset.ts';
import type { Rescored } from './rescored.ts';

/** Milliseconds after which models that nobody asks are closed. */
const idle = 5 * 60_000;

/** One dataset's. */
export class CaptionDesk {
  readonly #opened: OpenDataset;
  readonly #rescored: Rescored;
  #rescorer: { readonly of: LoadedRecipe; readonly made: Promise<Rescorer> } | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  /** @param rescored gets the scores of every caption that is asked about */
  constructor(opened: OpenDataset, rescored: Rescored) {
    this.#opened = opened;
    this.#rescored = rescored;
    opened.onChanged((what) => {
      if (what.includes('recipe') || what.includes('results')) rescored.clear();
    });
  }

  /** @throws ProductError as {@link Rescorer} does; AbortError when nobody waits for it any more */
  score(id: string, caption: string, signal: AbortSignal): Promise<ScoredCaption> {
    const turn = this.#last.then(() => this.#score(id, caption, signal));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Closes the models; they are opened again when they are asked. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const rescorer = this.#rescorer;
    this.#rescorer = null;
    await (await rescorer?.made.catch(() => null))?.close();
  }

  async #score(id: string, caption: string, signal: AbortSignal): Promise<ScoredCaption> {
    signal.throwIfAborted();
    clearTimeout(this.#timer);
    const { written, completed, session } = await this.#opened.use(async (session, flow) => ({
      written: await writtenCaption(session, flow, id, caption),
      completed: flow.completed,
      session,
    }));
    const rescorer = await this.#rescorerOf(session);
    const { shown, ...scored }: Answer = await rescorer.score(written, completed, signal);
    this.#rescored.set(id, captionIn(written.input.text!), shown);
    this.#timer = setTimeout(() => void this.#afterOthers(() => this.close()), idle).unref();
    return scored;
  }

  /** One for the recipe of now; models are found again when it changes. */
  async #rescorerOf(session: Session): Promise<Rescorer> {
    const { recipe, loaded } = validRecipe(session);
    if (this.#rescorer?.of !== loaded) {
      await this.close();
      const made = Rescorer.open(session, recipe, this.#opened.machines);
      this.#rescorer = { of: loaded, made };
      // One that could not be opened is tried again.
      made.catch(() => (this.#rescorer = null));
    }
    return this.#rescorer.made;
  }

  #afterOthers(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
