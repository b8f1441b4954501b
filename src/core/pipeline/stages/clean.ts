/** The stages `clean` and `measure`: measure what enters, batch by batch, then decide from what is stored. */
import type { FileHandle } from 'node:fs/promises';
import type { CleanStage } from '../../recipe/recipe.ts';
import type { Batch } from '../../store/columns.ts';
import { readLinesAt } from '../../dataset/read-lines-at.ts';
import type { CompletedStage } from '../completed.ts';
import { decideStage } from '../decide/decide.ts';
import { enteringIds, storedQuestion } from '../decide/stored-question.ts';
import { scoreColumns } from '../measure/measurement.ts';
import type { Measurer } from '../measure/measurer.ts';
import type { InputRow } from '../measure/sample.ts';
import { countPresent, presentBatches } from '../present-batches.ts';
import type { Part } from '../../store/part-check.ts';
import type { StoredTrial } from '../shuffled/after-stage.ts';
import { findingOf } from '../shuffled/finding.ts';
import { decisionsPart } from './decisions-part.ts';
import { inputRow } from './input-row.ts';
import { Segments, type SegmentMeta } from './segments.ts';
import type { StageContext, StagePart, StageResult, StageRun } from './stage-context.ts';

/** Samples are measured together for about so many seconds: a kill costs little more than the open segment. */
const batchSeconds = 0.5;
const fewestRows = 16;
const mostRows = 512;

/** What a clean stage needs besides its context. */
export interface CleanTools {
  readonly measurer: Measurer;
  /** The dataset file, for operators that read fields of a line. */
  readonly source: FileHandle;
  /** The stages before. */
  readonly completed: readonly CompletedStage[];
  /** Tries the stage's image–text models on what they scored. */
  readonly tryModels: (scores: Part) => Promise<readonly StoredTrial[]>;
  /** Hands new picture facts to the stage's segments. */
  onPicture(note: Segments['notePicture']): void;
}

/** Runs a clean or measure stage; what a killed run of the same fingerprint has measured is not measured again. */
export async function* runClean(stage: CleanStage, context: StageContext, tools: CleanTools): StageRun {
  const { measurer } = tools;
  const measurements = measurer.uses.map(({ measurement }) => measurement);
  const segments = new Segments(
    context,
    scoreColumns(measurer.uses),
    JSON.parse(JSON.stringify(measurements)) as never,
  );
  tools.onPicture((path, facts) => segments.notePicture(path, facts));
  const total = await countPresent(context.duck, context.chain);
  const done = context.record.parts('segment-scores').map(({ meta }) => meta as unknown as SegmentMeta);
  let measured = done.reduce((sum, { rows }) => sum + rows, 0);
  context.budget.add(
    done.reduce((sum, { failed }) => sum + failed, 0),
    stage.name,
  );
  try {
    const after = done.reduce((row, meta) => Math.max(row, meta.row), -1);
    let size = fewestRows;
    for await (const inputs of inputRows(context, tools, after, () => size)) {
      context.signal.throwIfAborted();
      const began = context.now();
      const { scores, changed, failed } = await measurer.measure(inputs);
      await segments.append(scores, changed, failed);
      measured += inputs.length;
      yield { type: 'progress', stage: stage.name, what: 'measured', done: measured, total, ...measurer.pictures };
      context.budget.add(failed, stage.name);
      const fitting = Math.round((inputs.length * batchSeconds) / (context.now() - began));
      size = Math.min(mostRows, Math.max(fewestRows, fitting));
    }
    await segments.finish();
  } catch (error) {
    // What is measured so far is worth keeping, whatever stopped us; the first error is the one to tell.
    await segments.finish().catch(() => segments.abandon());
    throw error;
  }
  measurer.finish();
  return finishClean(stage, context, tools, segments);
}

async function finishClean(
  stage: CleanStage,
  context: StageContext,
  { measurer, completed, tryModels }: CleanTools,
  segments: Segments,
): Promise<StageResult> {
  const measurements = measurer.uses.map(({ measurement }) => measurement);
  const scores = (await segments.merged('segment-scores')) ?? (await segments.empty());
  const texts = await segments.merged('segment-texts');
  // Counted before: trying the models is no part of measuring.
  const { pictures } = measurer;
  const models = measurer.models.map((counts) => ({ ...counts }));
  const trials = await tryModels(scores);
  const meta = { measurements, tellsApart: trials } as never;
  const parts: StagePart[] = [{ role: 'scores', part: scores, meta }];
  if (texts !== null) parts.push({ role: 'texts', part: texts, meta: null });
  const names = await enteringIds(context.duck, context.chain);
  const question = await storedQuestion(stage, { ...context, completed }, scores, measurements, names);
  const decision = decideStage(question, { alone: stage.kind === 'clean', now: context.now });
  parts.push({ role: 'decisions', part: await decisionsPart(context.store, question.rows, decision), meta: null });
  context.record.add(parts);
  const operators = decision.operators.map(({ unknown: _, ...operator }) => ({
    ...operator,
    seconds: operator.seconds + measurer.stopwatch.of(operator.name),
  }));
  return {
    ...decision.counts,
    operators,
    notes: [...question.notes, ...trials.flatMap((trial) => findingOf(trial) ?? [])],
    ...(measurer.looksAtPictures ? { pictures } : {}),
    ...(models.length > 0 ? { models } : {}),
    ...(trials.length > 0 ? { tellsApart: trials.map(({ scoreKey: _, ...trial }) => trial) } : {}),
  };
}

/** The samples that enter, from behind a row on, so many at a time, with their lines where an operator reads fields. */
async function* inputRows(
  context: StageContext,
  { measurer, source }: CleanTools,
  after: number,
  size: () => number,
): AsyncGenerator<InputRow[]> {
  const columns = ['id', 'images', 'problem', 'byte_offset', 'byte_length'];
  for await (const batch of presentBatches(context.duck, context.chain, { columns, batchRows: mostRows, after })) {
    const lines = measurer.readsLines ? await linesOf(batch, source) : null;
    for (let from = 0; from < batch.rows;) {
      const first = from;
      const count = Math.min(size(), batch.rows - first);
      yield Array.from({ length: count }, (_, i) => inputRow(batch, first + i, lines));
      from += count;
    }
  }
}

async function linesOf(batch: Batch, source: FileHandle): Promise<Buffer[]> {
  const offsets = batch.columns['byte_offset'] as Float64Array;
  const lengths = batch.columns['byte_length'] as Float64Array;
  const ranges = Array.from(offsets, (offset, i) => ({ offset, length: lengths[i]! }));
  const lines: Buffer[] = [];
  for await (const buffers of readLinesAt(source, ranges)) lines.push(...buffers);
  return lines;
}
