/** A stage's operators that ask models: who is asked about which rows, in batches, and never twice. */
import type { Raster } from '../../../base/raster.ts';
import { Recent } from '../../../base/recent.ts';
import type { ScoreItem, ScorePicture, Scorer } from '../../models/scorer.ts';
import type { Filter, ModelQuestion } from '../../operators/operator.ts';
import type { Draft } from './draft.ts';
import { contentHash, type MeasuringUse } from './measurement.ts';
import { questionsOf, type Question } from './model-questions.ts';
import type { PictureWant } from './picture-desk.ts';
import { LostPicture, picturesContent, type Looked, type LookedRow, type ModelWants } from './picture-steps.ts';
import type { RememberedValue, ScoreMemory } from './score-memory.ts';
import type { ScoreRows } from './score-rows.ts';
import type { Stopwatch } from './stopwatch.ts';
import type { Triage } from './triage.ts';

/** An operator that asks a model: its place among all that measure, and among those that ask. */
export interface ModelUse extends MeasuringUse {
  readonly place: number;
  readonly question: ModelQuestion<unknown>;
}

/** The operators of a stage that ask models, in recipe order; the scorer is opened for them in this order. */
export function modelUses(uses: readonly MeasuringUse[]): ModelUse[] {
  return uses.flatMap((measuring, place) => {
    const question = (measuring.use.operator as Filter<unknown>).askModel;
    return question === undefined ? [] : [{ ...measuring, place, question }];
  });
}

/** A row with what was seen of its pictures. */
export interface SeenRow {
  readonly draft: Draft;
  readonly looked: LookedRow;
}

/** What a stage's models need from their surroundings. */
export interface ModelTools {
  readonly scorer: Scorer;
  readonly memory: ScoreMemory;
  readonly stopwatch: Stopwatch;
  readonly triage: Triage;
  /** Looks at a picture again whose features are needed and no longer known. @throws LostPicture */
  again(picture: Looked, want: PictureWant): Promise<Raster>;
}

/** How many answers of this run are remembered, so that equal samples are asked about once. */
const rememberedAnswers = 100_000;

/** Asks a stage's models about rows. */
export class ModelSteps {
  readonly #uses: readonly ModelUse[];
  readonly #tools: ModelTools;
  /** By the operator's place among those that ask, and the content's hash. */
  readonly #answered = new Recent<string, readonly RememberedValue[]>(rememberedAnswers);
  /** What they want to see of a picture, by the scorer's inputs. */
  readonly #wants: readonly PictureWant[];

  constructor(uses: readonly ModelUse[], tools: ModelTools) {
    this.#uses = uses;
    this.#tools = tools;
    this.#wants = tools.scorer.inputs.map((input, number) => {
      const labels = uses.flatMap(({ use }, i) => (tools.scorer.inputOf(i) === number ? [use.label] : []));
      const spent = (seconds: number): void => {
        for (const label of labels) tools.stopwatch.add(label, seconds / labels.length);
      };
      const isHeld = (key: string): boolean => tools.scorer.knows(number, key);
      return { name: `input ${number}`, need: 'pixels', asks: { input }, isHeld, spent };
    });
  }

  /** What the models want to see of pictures. `rowsOf` gives the batch being measured. */
  wants(rowsOf: () => ScoreRows): ModelWants {
    return {
      labels: this.#uses.map(({ use }) => use.label),
      of: (draft, keys) => this.#wanted(draft, keys, rowsOf()),
    };
  }

  #wanted(draft: Draft, keys: readonly string[], rows: ScoreRows): PictureWant[] {
    const { scorer, memory, triage } = this.#tools;
    const wanted = new Set<number>();
    const paths = [...new Set(draft.input.images)];
    for (const [i, use] of this.#uses.entries()) {
      if (triage.isOut(draft, rows, use.use.label)) continue;
      const content = picturesContent(use, draft, paths, keys);
      if (memory.recall(use.measurement.scoreKey, draft.input.row, content) === null) wanted.add(scorer.inputOf(i));
    }
    return this.#wants.filter((_, input) => wanted.has(input));
  }

  /** Asks every model about the rows that reach it, in the order in which the stage decides. */
  async score(seen: readonly SeenRow[], rows: ScoreRows): Promise<void> {
    const order = this.#tools.triage.order;
    const byOrder = [...this.#uses.entries()].sort(
      ([, a], [, b]) => order.indexOf(a.use.label) - order.indexOf(b.use.label),
    );
    for (const [i, use] of byOrder) {
      const started = performance.now();
      const asked = seen.flatMap((row) => this.#reach(i, use, row, rows) ?? []);
      await this.#ask(i, use, asked, rows);
      this.#tools.stopwatch.add(use.use.label, (performance.now() - started) / 1000);
    }
  }

  /** What a model is to be asked about a row; null where it is spared, its answer known, or nothing can be asked. */
  #reach(index: number, use: ModelUse, { draft, looked }: SeenRow, rows: ScoreRows): Asked | null {
    const { triage } = this.#tools;
    const { pictures } = looked;
    const { label } = use.use;
    if (pictures === null || draft.sample === null || label in draft.failures) return null;
    const isOut = triage.isOut(draft, rows, label);
    const { content, known } = this.#known(index, use, draft, pictures, isOut);
    const { text } = use.measurement;
    if (text !== undefined) rows.setHash(draft.index, text, contentHash(draft.sample.keptText(label)));
    if (known !== null) {
      rows.set(draft.index, use.place, content, known);
      return null;
    }
    const ask = (): ReturnType<typeof questionsOf> => questionsOf(use.use, use.question, draft, pictures);
    if (isOut) {
      // A tag never overrules a failure, and this one shows without the model.
      const problem = triage.isDropped(draft) ? ask() : null;
      if (typeof problem === 'string') draft.failures[label] = problem;
      return null;
    }
    const questions = ask();
    if (typeof questions === 'string') {
      draft.failures[label] = questions;
      return null;
    }
    const sizes = questions.map(({ pictures: own }) => own.length);
    return { draft, content, sizes, items: this.#items(index, questions) };
  }

  /** A row's content, and what is known of it. A row that is out has what is stored: other thresholds may be tried. */
  #known(index: number, use: ModelUse, draft: Draft, pictures: readonly Looked[], isOut: boolean) {
    const paths = pictures.map(({ path }) => path);
    const keys = pictures.map(({ key }) => key);
    const content = picturesContent(use, draft, paths, keys);
    const stored = this.#tools.memory.recall(use.measurement.scoreKey, draft.input.row, content);
    const ofThisRun = isOut ? undefined : this.#answered.get(`${index} ${content}`);
    return { content, known: stored ?? ofThisRun ?? null };
  }

  async #ask(index: number, use: ModelUse, asked: readonly Asked[], rows: ScoreRows): Promise<void> {
    const { question, measurement, place } = use;
    const { answers, lost } = await this.#answers(index, asked);
    for (const [{ draft }, reason] of lost) draft.failures[use.use.label] = reason;
    let at = 0;
    for (const row of asked) {
      if (lost.has(row)) continue;
      const { draft, content, sizes, items } = row;
      const values = items.map(() => question.value(answers[at++]!, use.use.parameters));
      const wrong = values.find((value) => !Number.isFinite(value));
      if (wrong !== undefined) {
        draft.failures[use.use.label] = `${measurement.columns[0]!.key} is ${wrong}`;
        continue;
      }
      const perChunk = question.about === 'chunk' ? [Float64Array.from(sizes)] : [];
      const measured = [Float64Array.from(values), ...perChunk];
      rows.set(draft.index, place, content, measured);
      this.#answered.set(`${index} ${content}`, measured);
    }
  }

  /** The answers about all rows but those that have lost a picture since it was seen. */
  async #answers(
    index: number,
    asked: readonly Asked[],
  ): Promise<{ answers: readonly Float32Array[]; lost: ReadonlyMap<Asked, string> }> {
    const lost = new Map<Asked, string>();
    for (;;) {
      const items = asked.flatMap((row) => (lost.has(row) ? [] : row.items));
      try {
        return { answers: await this.#tools.scorer.score(index, items), lost };
      } catch (error) {
        if (!(error instanceof LostPicture)) throw error;
        for (const row of asked)
          if (row.items.some(({ pictures }) => pictures.some(({ key }) => key === error.key)))
            lost.set(row, error.message);
      }
    }
  }

  #items(index: number, questions: readonly Question[]): ScoreItem[] {
    return questions.flatMap(({ pictures, text, together }) => {
      const shown = pictures.map((picture) => this.#picture(index, picture));
      return together ? [{ pictures: shown, text }] : shown.map((picture) => ({ pictures: [picture], text }));
    });
  }

  #picture(index: number, picture: Looked): ScorePicture {
    const want = this.#wants[this.#tools.scorer.inputOf(index)]!;
    const { key, sight } = picture;
    return { key, raster: () => sight?.rasters.get(want.name) ?? this.#tools.again(picture, want) };
  }
}

/** A row that a model is asked about. */
interface Asked {
  readonly draft: Draft;
  readonly content: bigint;
  /** How many pictures each chunk has. */
  readonly sizes: readonly number[];
  readonly items: readonly ScoreItem[];
}
