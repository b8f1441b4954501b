/** Measures the samples of a clean stage: mappers change the text, everything else looks at it. Decides nothing. */
import type { ModelCounts, Scorer } from '../../models/scorer.ts';
import type { SpecialTokens, Tools } from '../../operators/operator.ts';
import type { CleanStage } from '../../recipe/recipe.ts';
import type { Batch } from '../../store/columns.ts';
import type { Draft } from './draft.ts';
import { measuringUses, type MeasuringUse, type ModelHashes } from './measurement.ts';
import { ModelSteps, modelUses, type ModelTools } from './model-steps.ts';
import type { PictureDesk } from './picture-desk.ts';
import { PictureSteps, pictureUses, type ModelWants } from './picture-steps.ts';
import { Sample, type InputRow, type FieldsOf } from './sample.ts';
import type { ScoreMemory } from './score-memory.ts';
import { ScoreRows } from './score-rows.ts';
import { Stopwatch } from './stopwatch.ts';
import { Triage } from './triage.ts';
import { textSteps, type TextStep } from './text-steps.ts';

/** What measuring some samples gave. */
export interface MeasuredRows {
  readonly scores: Batch;
  /** Rows whose text a mapper changed, with the new text. */
  readonly changed: readonly { readonly row: number; readonly text: string }[];
  /** How many rows some operator could not measure. */
  readonly failed: number;
}

/** What the measurer needs from its surroundings. */
export interface MeasurerTools extends Tools {
  readonly desk: PictureDesk;
  readonly memory: ScoreMemory;
  recogniseTokens(text: string): SpecialTokens;
  readonly fieldsOf: FieldsOf;
  /** The stage's models, opened for its `modelUses`; null where it asks none. */
  readonly scorer: Scorer | null;
  readonly hashOf: ModelHashes;
  /** Rows tagged `keep` (1) and `drop` (-1). */
  readonly tags: ReadonlyMap<number, 1 | -1>;
}

const noModels: ModelWants = { labels: [], of: () => [] };

/** Measures one stage's samples, batch by batch. */
export class Measurer {
  readonly uses: readonly MeasuringUse[];
  /** Whether some operator looks at pictures. */
  readonly looksAtPictures: boolean;
  /** How long operators measured in this process. */
  readonly stopwatch = new Stopwatch();
  readonly #stage: CleanStage;
  readonly #tools: MeasurerTools;
  readonly #textSteps: readonly TextStep[];
  readonly #pictureSteps: PictureSteps;
  readonly #modelSteps: ModelSteps | null;
  /** The rows of the batch that is being measured. */
  #rows!: ScoreRows;

  constructor(stage: CleanStage, tools: MeasurerTools) {
    const { desk, memory, scorer } = tools;
    const uses = measuringUses(stage, tools.hashOf);
    const pictures = pictureUses(uses, this.stopwatch);
    this.uses = uses;
    this.looksAtPictures = pictures.length > 0 || scorer !== null;
    this.#stage = stage;
    this.#tools = tools;
    this.#textSteps = textSteps(stage, uses, tools, tools.memory, this.stopwatch);
    const { stopwatch } = this;
    const triage = new Triage(stage, uses, tools.tags);
    const again: ModelTools['again'] = (picture, want) => this.#pictureSteps.again(picture, want);
    this.#modelSteps =
      scorer === null ? null : new ModelSteps(modelUses(uses), { scorer, memory, stopwatch, triage, again });
    const wants = this.#modelSteps?.wants(() => this.#rows) ?? noModels;
    this.#pictureSteps = new PictureSteps(pictures, wants, { desk, memory });
  }

  /** What models were given to do so far. */
  get models(): readonly ModelCounts[] {
    return this.#tools.scorer?.counts ?? [];
  }

  /** Whether lines are needed besides texts and picture paths. */
  get readsLines(): boolean {
    return this.uses.some(({ measurement }) => measurement.of === 'line');
  }

  /** How many pictures were looked at so far, and how many of them decoded. */
  get pictures(): { readonly looked: number; readonly decoded: number } {
    const { looked, decoded } = this.#tools.desk;
    return { looked, decoded };
  }

  /** Lets go what earlier runs measured: nothing more is to come, and deciding needs the memory. */
  finish(): void {
    this.#tools.memory.clear();
  }

  /** Measures rows together: their pictures are looked at while their texts are worked on. */
  async measure(inputs: readonly InputRow[]): Promise<MeasuredRows> {
    const rows = new ScoreRows(
      this.uses,
      Int32Array.from(inputs, ({ row }) => row),
    );
    this.#rows = rows;
    const drafts = inputs.map((input, index) => this.#draft(index, input));
    const changed: { row: number; text: string }[] = [];
    for (const draft of drafts) {
      const { input, sample } = draft;
      if (sample === null) continue;
      for (const step of this.#textSteps) step(draft, sample, rows);
      if (sample.text !== input.text) changed.push({ row: input.row, text: sample.text });
    }
    if (this.looksAtPictures) await this.#look(drafts, rows);
    let failed = 0;
    drafts.forEach((draft) => {
      if (draft.sample !== null) rows.setText(draft.index, draft.sample.textHash());
      rows.annotate(draft.index, 'failures', draft.failures);
      rows.annotate(draft.index, 'flags', draft.flags);
      if (Object.keys(draft.failures).length > 0 || draft.sample === null) failed++;
    });
    return { scores: rows.batch(), changed, failed };
  }

  async #look(drafts: readonly Draft[], rows: ScoreRows): Promise<void> {
    const looked = await this.#pictureSteps.look(drafts);
    for (const row of looked) row.settle(rows);
    const seen = drafts.map((draft, i) => ({ draft, looked: looked[i]! }));
    await this.#modelSteps?.score(seen, rows);
  }

  #draft(index: number, input: InputRow): Draft {
    const { text } = input;
    const tokens = this.#stage.tokens ?? this.#tools.recogniseTokens(text ?? '');
    const sample = text === null ? null : new Sample(input, tokens, this.#tools.fieldsOf);
    const failures: Record<string, string> = {};
    if (sample === null) {
      // Every operator fails on it; a stage without operators does, too.
      const labels = this.#stage.process.length === 0 ? [''] : this.#stage.process.map(({ label }) => label);
      for (const label of labels) failures[label] = input.problem ?? 'unreadable line';
    }
    return { index, input, sample, failures, flags: {} };
  }
}
