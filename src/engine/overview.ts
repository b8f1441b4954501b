import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Failure, Overview, ScoreOverview } from '../protocol/engine.ts';
import { Seldom } from '../base/seldom.ts';
import { ProductError } from '../protocol/errors.ts';
import {
  datasetOverview,
  nobody,
  noResults,
  peopleOverview,
  plannedStages,
  resultsOverview,
  writtenStages,
  type ResultsOverview,
} from '../core/pipeline/overview.ts';
import { statisticsOf } from '../core/pipeline/completed.ts';
import { identityOf, type Flow } from '../core/pipeline/flow.ts';
import { scoreOf } from '../core/pipeline/overview-scores.ts';
import { loadRecipe, validRecipe, type Session } from '../core/pipeline/session.ts';
import { failureOf } from './failure.ts';
import type { Handlers } from './handlers.ts';
import type { OpenDataset } from './open-dataset.ts';

/** Whoever writes a recipe does not wait longer for what is known of the data: milliseconds. */
const soonEnough = 500;

/** Overviews of one dataset, kept until something changes. */
export class Overviews {
  readonly #opened: OpenDataset;
  #overview: Promise<Overview> | null = null;
  #results: { readonly of: string; readonly found: ResultsOverview } | null = null;
  #scores: { readonly of: string; readonly found: Overview['scores'] } | null = null;

  /** Looking at all files takes seconds where there are hundreds of thousands, and views ask after every tag. */
  readonly #lately = new Seldom<boolean>(64);

  constructor(opened: OpenDataset) {
    this.#opened = opened;
    opened.onChanged(() => (this.#overview = null));
  }

  /**
   * The overview of now; while the dataset is being imported what is known so far. What is broken is told in it.
   * @throws ProductError where the folder's state cannot be read
   */
  now(): Promise<Overview> {
    const { counted } = this.#opened;
    if (counted !== null) return this.#partly(counted, null);
    const asked = (this.#overview ??= this.#make());
    // What failed is tried again.
    asked.catch(() => this.#forget(asked));
    return asked;
  }

  /** As {@link now}, or null where that is not told soon, or cannot be. */
  async soon(): Promise<Overview | null> {
    const told = this.now().catch(() => null);
    return Promise.race([told, setTimeout(soonEnough, null, { ref: false })]);
  }

  #forget(asked: Promise<Overview>): void {
    if (this.#overview === asked) this.#overview = null;
  }

  async #make(): Promise<Overview> {
    try {
      const whole = await this.#opened.use((session, flow) => this.#whole(session, flow));
      return { ...whole, scores: await this.#scoresNow() };
    } catch (error) {
      if (!(error instanceof ProductError)) throw error;
      return this.#partly({ samples: 0, problems: 0 }, failureOf(error));
    }
  }

  async #whole(session: Session, flow: Flow): Promise<Omit<Overview, 'scores'>> {
    const dataset = await datasetOverview(session);
    const people = await peopleOverview(session, flow);
    const results = await this.#resultsOf(session, flow);
    return { ...dataset, ...people, ...results, ...(await this.#stages(session)) };
  }

  async #stages(session: Session): Promise<Pick<Overview, 'stages' | 'failure'>> {
    const { restricted, machines } = this.#opened;
    const written = (why: string | null): Overview['stages'] => writtenStages(textOf(session), session, why);
    // To compare is to write a snapshot of edits, and to read models.
    if (restricted) return { stages: written('not compared in Restricted Mode'), failure: recipeFailure(session) };
    try {
      return { stages: await plannedStages(session, machines, this.#lately), failure: null };
    } catch (error) {
      if (!(error instanceof ProductError)) throw error;
      return { stages: written(null), failure: failureOf(error) };
    }
  }

  /** What the recipe and people say, without the samples. */
  async #partly(counted: NonNullable<OpenDataset['counted']>, failure: Failure | null): Promise<Overview> {
    const session = await sessionOf(this.#opened);
    const loaded = session === null ? loadRecipe(this.#opened.folder) : session.loaded;
    return {
      file: basename(this.#opened.file),
      ...counted,
      imported: false,
      ...(session === null ? nobody : await peopleOverview(session, null)),
      ...noResults,
      scores: [],
      stages: writtenStages(textOf({ loaded }), session, null),
      failure: failure ?? recipeFailure({ loaded, folder: this.#opened.folder }),
    };
  }

  /** One statistic at a time, so that others who look at the dataset come in between. */
  async #scoresNow(): Promise<Overview['scores']> {
    const { of, keys } = await this.#opened.use((_, flow) =>
      Promise.resolve({ of: identityOf(flow), keys: statisticsOf(flow.completed) }),
    );
    if (this.#scores?.of === of) return this.#scores.found;
    const found: ScoreOverview[] = [];
    for (const key of keys) {
      const score = await this.#opened.use((session, flow) => scoreOf(session, flow, key));
      if (score !== null) found.push(score);
    }
    const after = await this.#opened.use((_, flow) => Promise.resolve(identityOf(flow)));
    if (after === of) this.#scores = { of, found };
    return found;
  }

  async #resultsOf(session: Session, flow: Flow): Promise<ResultsOverview> {
    const of = identityOf(flow);
    if (this.#results?.of !== of) this.#results = { of, found: await resultsOverview(session, flow) };
    return this.#results.found;
  }
}

/** The session of a dataset, or null where its lines alone are shown. */
export async function sessionOf(opened: OpenDataset): Promise<Session | null> {
  return opened.session().catch((error: unknown) => {
    if (error instanceof ProductError && ['refused', 'usage'].includes(error.kind)) return null;
    throw error;
  });
}

function textOf({ loaded }: Pick<Session, 'loaded'>): string {
  return loaded?.text ?? '';
}

/** What is the matter with a recipe, where it cannot be run. */
function recipeFailure(of: Pick<Session, 'loaded' | 'folder'>): Failure | null {
  try {
    if (of.loaded !== null) validRecipe(of);
    return null;
  } catch (error) {
    return failureOf(error);
  }
}

/** Answers `overview`. */
export function overviewHandlers(opened: () => OpenDataset): Handlers<'overview'> {
  return { overview: () => overviewsOf(opened()).now() };
}

const known = new WeakMap<OpenDataset, Overviews>();

/** The overviews of an open dataset: one for all who ask. */
export function overviewsOf(opened: OpenDataset): Overviews {
  const found = known.get(opened) ?? new Overviews(opened);
  known.set(opened, found);
  return found;
}
