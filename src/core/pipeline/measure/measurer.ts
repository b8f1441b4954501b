/** Measures the samples of a clean stage: mappers change the text, everything else looks at it. Decides nothing. */
import type { SpecialTokens, Tools } from '../../operators/operator.ts';
import type { CleanStage } from '../../recipe/recipe.ts';
import type { Batch } from '../../store/columns.ts';
import type { Draft } from './draft.ts';
import { measuringUses, type MeasuringUse } from './measurement.ts';
import type { PictureDesk } from './picture-desk.ts';
import { PictureSteps, pictureUses } from './picture-steps.ts';
import { Sample, type InputRow, type FieldsOf } from './sample.ts';
import type { ScoreMemory } from './score-memory.ts';
import { ScoreRows } from './score-rows.ts';
import { Stopwatch } from './stopwatch.ts';
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
}

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

  constructor(stage: CleanStage, tools: MeasurerTools) {
    const uses = measuringUses(stage);
    const pictures = pictureUses(uses);
    this.uses = uses;
    this.looksAtPictures = pictures.length > 0;
    this.#stage = stage;
    this.#tools = tools;
    this.#textSteps = textSteps(stage, uses, tools, tools.memory, this.stopwatch);
    this.#pictureSteps = new PictureSteps(pictures, tools.desk, tools.memory, this.stopwatch);
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
    const drafts = inputs.map((input, index) => this.#draft(index, input));
    const changed: { row: number; text: string }[] = [];
    for (const draft of drafts) {
      const { input, sample } = draft;
      if (sample === null) continue;
      for (const step of this.#textSteps) step(draft, sample, rows);
      if (sample.text !== input.text) changed.push({ row: input.row, text: sample.text });
    }
    const settles = this.looksAtPictures
      ? await Promise.all(drafts.map((draft) => this.#pictureSteps.look(draft)))
      : [];
    let failed = 0;
    drafts.forEach((draft, i) => {
      settles[i]?.(rows);
      if (draft.sample !== null) rows.setText(draft.index, draft.sample.textHash());
      rows.annotate(draft.index, 'failures', draft.failures);
      rows.annotate(draft.index, 'flags', draft.flags);
      if (Object.keys(draft.failures).length > 0 || draft.sample === null) failed++;
    });
    return { scores: rows.batch(), changed, failed };
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
