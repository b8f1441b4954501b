import type { FieldValue, Filter, SampleView, Tools } from '../../operators/operator.ts';
import type { CleanStage, OperatorUse } from '../../recipe/recipe.ts';
import type { Json } from '../../../protocol/records.ts';
import type { Draft } from './draft.ts';
import { contentHash, type MeasuredColumn, type MeasuringUse } from './measurement.ts';
import type { Sample } from './sample.ts';
import type { RememberedValue, ScoreMemory } from './score-memory.ts';
import type { ScoreRows } from './score-rows.ts';
import type { Stopwatch } from './stopwatch.ts';

/** One operator's work on a row's text, in recipe order. */
export type TextStep = (draft: Draft, sample: Sample, rows: ScoreRows) => void;

/** The steps of a stage that look at text: mappers, text filters, text fingerprints, fields. Picture operators are elsewhere. */
export function textSteps(
  stage: CleanStage,
  uses: readonly MeasuringUse[],
  tools: Tools,
  memory: ScoreMemory,
  stopwatch: Stopwatch,
): TextStep[] {
  return stage.process.flatMap((use) => {
    const index = uses.findIndex((measuring) => measuring.use === use);
    const step = use.operator.kind === 'mapper' ? mapStep(use, tools) : measureStep(uses[index], index, tools, memory);
    return step === null ? [] : [guarded(use.label, step, stopwatch)];
  });
}

/** A value that is no number, or an operator that throws, costs this row this operator and nothing else. */
function guarded(label: string, step: TextStep, stopwatch: Stopwatch): TextStep {
  return (draft, sample, rows) => {
    try {
      stopwatch.row(label, draft.index, () => step(draft, sample, rows));
    } catch (error) {
      draft.failures[label] = error instanceof Error ? error.message : String(error);
    }
  };
}

function mapStep({ label, operator, parameters }: OperatorUse, tools: Tools): TextStep | null {
  if (operator.kind !== 'mapper') return null;
  const map = operator.map(parameters, tools);
  const suspect = operator.suspect?.(parameters);
  return (draft, sample) => {
    const sentence = suspect?.(sample.text) ?? null;
    if (sentence !== null) draft.flags[label] = sentence;
    sample.text = map(sample.text);
  };
}

function measureStep(
  measuring: MeasuringUse | undefined,
  index: number,
  tools: Tools,
  memory: ScoreMemory,
): TextStep | null {
  if (measuring === undefined) return null;
  const { measurement } = measuring;
  if (measurement.of === 'pictures') return null;
  if (measurement.of === 'both') return (_, sample) => sample.keepText(measurement.label);
  const measure = measureOf(measuring, tools);
  return ({ index: row, input }, sample, rows) => {
    const hash =
      measurement.of === 'line'
        ? contentHash(`${sample.text}\0${sample.line?.toString('latin1') ?? ''}`)
        : sample.textHash();
    const values = memory.recall(measurement.scoreKey, input.row, hash) ?? measure(sample);
    rows.set(row, index, hash, values);
  };
}

function measureOf(
  { use: { operator, parameters }, measurement }: MeasuringUse,
  tools: Tools,
): (sample: SampleView) => RememberedValue[] {
  switch (operator.kind) {
    case 'filter': {
      const measure = (operator as Filter<unknown>).measureText!(parameters, tools);
      return (sample) => {
        const values = measure(sample);
        return measurement.columns.map((column) => checked(column, values[column.key]));
      };
    }
    case 'deduplicator': {
      const fingerprint = operator.fingerprint(parameters);
      return (sample) => [fingerprint(sample, [])];
    }
    case 'selector': {
      const path = operator.field(parameters)!;
      return (sample) => [JSON.stringify(fieldValue(sample.field(path)))];
    }
    case 'mapper':
      throw new Error('a mapper measures nothing');
  }
}

/** Checks a measured value: a number that is none must never reach a decision. */
export function checked(
  { key, type, mayBeNaN }: MeasuredColumn,
  value: number | readonly number[] | undefined,
): RememberedValue {
  const list = typeof value === 'number' ? [value] : (value ?? []);
  const wrong = mayBeNaN ? undefined : list.find((number) => !Number.isFinite(number));
  if (wrong !== undefined) throw new Error(`${key} is ${wrong}`);
  if (type === 'doubles') return Float64Array.from(list);
  if (list.length !== 1) throw new Error(`${key} has ${list.length} values`);
  return list[0]!;
}

/** A field as a selector sees it: lists of numbers averaged, as Data-Juicer does. */
function fieldValue(value: Json | undefined): FieldValue {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number')) {
    return value.reduce((sum, item) => sum + item, 0) / value.length;
  }
  return value === undefined || value === null ? null : JSON.stringify(value);
}
