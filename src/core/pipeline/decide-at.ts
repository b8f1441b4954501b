/** `decide`: what would be kept at other thresholds, replayed from stored scores; nothing is measured. */
import type { Counts } from '../../protocol/records.ts';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { Recent } from '../../base/recent.ts';
import { ProductError } from '../../protocol/errors.ts';
import type { CleanStage } from '../recipe/recipe.ts';
import { setParameter, type ParameterValue } from '../recipe/write-back.ts';
import { column } from '../store/columns.ts';
import { writeDurably } from '../store/durable.ts';
import { lastDoneStage } from '../store/state/stages.ts';
import { measurementsOf, partOf, type CompletedStage } from './completed.ts';
import type { Chain } from './chain.ts';
import { decideStage, states, type DecidedOperator } from './decide/decide.ts';
import { enteringIds, idsByRow, storedQuestion, type StoredQuestion } from './decide/stored-question.ts';
import type { Measured } from './decide/question.ts';
import { editedDataset } from './edited.ts';
import { editedSince } from './edited-since.ts';
import { partsAreThere, toCompleted } from './find-completed.ts';
import { advance, startOfFlow } from './flow.ts';
import { imported } from './imported.ts';
import { lastFlow } from './last-flow.ts';
import { measuringUses, type Measurement } from './measure/measurement.ts';
import { manualTags } from './people/manual-tags.ts';
import { parseAt, readText, validRecipe, type Session } from './session.ts';

/** One threshold to try. */
export interface Setting {
  /** The operator's label in its stage. */
  readonly operator: string;
  readonly parameter: string;
  readonly value: ParameterValue;
}

/** What other thresholds would do to a stage. */
export interface Replay extends Counts {
  readonly stage: string;
  /** Rows that lack a score. */
  readonly unknown: number;
  readonly operators: readonly DecidedOperator[];
  /** Ids kept now that the last run did not keep, and the other way round. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** A clean stage's stored question, to be decided again and again. */
export interface StoredStage {
  readonly name: string;
  /** The run that it was done in. */
  readonly run: number;
  readonly question: StoredQuestion;
  /** Its last decisions: 1 for kept, by index. */
  readonly kept: Uint8Array;
  /** The labels of the operators that measured something then. */
  readonly measured: ReadonlySet<string>;
  /** The rows of the dataset that were edited since. */
  readonly edited: ReadonlySet<number>;
  /** The ids behind some indices. */
  readonly idsOf: (indices: readonly number[]) => Promise<readonly string[]>;
}

/** Reads the question of a clean stage as it was run last. @throws ProductError `usage` when it was not run */
export async function readStage(session: Session, name: string): Promise<StoredStage> {
  const { recipe } = validRecipe(session);
  const stage = cleanStage(
    recipe.stages.find((found) => found.name === name),
    name,
  );
  const dataset = await imported(session);
  const { flow } = await lastFlow(session, dataset);
  const place = flow.completed.findIndex((done) => done.name === name);
  const done = flow.completed[place] ?? lastOfStage(session, name, dataset.sha256);
  const scores = done === undefined ? undefined : partOf(done, 'scores');
  if (done === undefined || scores === undefined) {
    throw new ProductError('usage', `Stage "${name}" has no scores yet.`, { next: `better-synth run --stage ${name}` });
  }
  let before = await startOfFlow(session, dataset, partOf(done, 'edited') ?? null);
  for (const earlier of flow.completed.slice(0, Math.max(0, place))) before = await advance(session, before, earlier);
  const { duck, store } = session;
  const source = {
    duck,
    store,
    chain: before.chain,
    tags: await manualTags(session, before.chain),
    completed: before.completed,
  };
  const measurements = measurementsOf(done);
  const [question, keptRows] = await Promise.all([
    storedQuestion(stage, source, scores.part, measurements, []),
    keptRowsOf(session, done),
  ]);
  const kept = keptRows === null ? new Uint8Array(question.count).fill(1) : isAmong(question.rows, keptRows);
  const { applied } = await editedDataset(session, before.chain);
  const since = await editedSince(session, before.chain, applied);
  const idsOf = idReader(session, before.chain, question.rows);
  return {
    name,
    run: done.run,
    question: since.size === 0 ? question : withoutScores(question, measurements, since),
    kept,
    measured: new Set(measurements.map(({ label }) => label)),
    edited: new Set(since.keys()),
    idsOf,
  };
}

/** From so many ids on all are read, once, and kept. */
const manyIds = 1000;

function idReader({ duck }: Session, chain: Chain, rows: Int32Array): StoredStage['idsOf'] {
  let all: Promise<readonly (string | null)[]> | undefined;
  return async (indices) => {
    if (all === undefined && indices.length < manyIds) {
      const names = await idsByRow(
        duck,
        chain,
        indices.map((index) => rows[index]!),
      );
      return indices.map((index) => names.get(rows[index]!) ?? '');
    }
    const names = await (all ??= enteringIds(duck, chain));
    return indices.map((index) => names[index] ?? '');
  };
}

/** Samples whose caption was edited since then have no score of their present text. */
function withoutScores(
  question: StoredQuestion,
  measurements: readonly Measurement[],
  edited: ReadonlyMap<number, string>,
): StoredQuestion {
  const ofText = new Set(measurements.filter(({ of }) => of !== 'pictures').map(({ label }) => label));
  const lost = Uint8Array.from(question.rows, (row) => (edited.has(row) ? 1 : 0));
  const measured = (label: string): Measured => {
    const found = question.measured(label);
    if (!ofText.has(label)) return found;
    return { ...found, missing: found.missing?.map((is, row) => is | lost[row]!) ?? lost };
  };
  return { ...question, measured };
}

/** Decides a stored stage with other operators' parameters. */
export async function replay(
  { name, question, kept, idsOf }: StoredStage,
  process: CleanStage['process'] = question.process,
): Promise<Replay> {
  const decision = decideStage({ ...question, process });
  const added: number[] = [];
  const removed: number[] = [];
  for (let row = 0; row < kept.length; row++) {
    const state = decision.outcome[row]!;
    const keeps = state === states.kept;
    if (keeps && kept[row] === 0) added.push(row);
    if (!keeps && state !== states.unknown && kept[row] === 1) removed.push(row);
  }
  const ids = await idsOf([...added, ...removed]);
  const { counts, operators } = decision;
  return {
    stage: name,
    ...counts,
    operators,
    added: ids.slice(0, added.length),
    removed: ids.slice(added.length),
  };
}

/** A recipe with other thresholds: the stage, and the files that say so, by absolute path. */
export interface ChangedRecipe {
  readonly stage: CleanStage;
  readonly files: ReadonlyMap<string, string>;
}

/** A threshold that is dragged is set again and again, behind others that stay: texts that they made. */
const written = new Recent<string, string>(64);

/** Sets thresholds in a recipe, or in the config that a stage names. @throws ProductError `usage` when one is wrong, or changes what is measured */
export function withSettings(session: Session, stage: string, settings: readonly Setting[]): ChangedRecipe {
  const { recipe, loaded } = validRecipe(session);
  const before = cleanStage(
    recipe.stages.find(({ name }) => name === stage),
    stage,
  );
  const files = new Map<string, string>();
  for (const { operator, parameter, value } of settings) {
    if (!before.process.some(({ label }) => label === operator)) {
      const next = `It has ${before.process.map(({ label }) => label).join(', ')}.`;
      throw new ProductError('usage', `Stage "${stage}" has no operator "${operator}".`, { next });
    }
    const { file } = loaded.places.find(stage, operator);
    const path = file === basename(loaded.path) ? loaded.path : join(dirname(loaded.path), file);
    const [text, place] = [files.get(path) ?? readText(path) ?? '', { stage, operator, parameter }];
    const key = JSON.stringify([text, place, value]);
    files.set(
      path,
      written.once(key, () => setParameter(text, place, value)),
    );
  }
  const parsed = parseAt(loaded.path, files.get(loaded.path) ?? loaded.text, files);
  if (parsed.recipe === null) {
    const error = parsed.problems.find(({ severity }) => severity === 'error');
    throw new ProductError('usage', error?.message ?? 'The thresholds make no valid recipe.', {
      where: settings.map(settingText).join(' '),
    });
  }
  const after = cleanStage(
    parsed.recipe.stages.find(({ name }) => name === stage),
    stage,
  );
  refuseOtherMeasurements(before, after);
  return { stage: after, files };
}

/** Writes changed recipe files. @throws ProductError `disk` */
export async function writeRecipe({ files }: ChangedRecipe): Promise<void> {
  for (const [path, text] of files) await writeDurably(path, Buffer.from(text), { replace: true });
}

/** Reads `operator.parameter=value`; the value is YAML: `5`, `all`, `{percentile: 25}`. @throws ProductError `usage` */
export function parseSetting(written: string): Setting {
  const match = /^([\w#-]+)\.(\w+)=(.+)$/s.exec(written);
  if (match === null) {
    throw new ProductError('usage', `"${written}" is not operator.parameter=value.`, {
      next: 'For example --set words_num_filter.min_num=5',
    });
  }
  return { operator: match[1]!, parameter: match[2]!, value: valueOf(match[3]!, written) };
}

function valueOf(yaml: string, written: string): ParameterValue {
  try {
    const value: unknown = parse(yaml, { maxAliasCount: 0 });
    if (value !== null && !Array.isArray(value)) return value as ParameterValue;
  } catch {
    // Told below, together with what is no value for a threshold.
  }
  throw new ProductError('usage', `"${written}": ${yaml} is no value for a threshold.`, {
    next: 'A number, a word, or a statistic like {percentile: 25}.',
  });
}

function settingText({ operator, parameter, value }: Setting): string {
  return `${operator}.${parameter}=${JSON.stringify(value)}`;
}

function refuseOtherMeasurements(before: CleanStage, after: CleanStage): void {
  const keys = new Map(measuringUses(before).map(({ measurement }) => [measurement.label, measurement.scoreKey]));
  const changed = measuringUses(after).find(({ measurement }) => keys.get(measurement.label) !== measurement.scoreKey);
  const mapped = after.process.find(
    (use, i) =>
      use.operator.kind === 'mapper' &&
      JSON.stringify(use.parameters) !== JSON.stringify(before.process[i]?.parameters),
  );
  const label = changed?.measurement.label ?? mapped?.label;
  if (label === undefined) return;
  throw new ProductError('usage', `This changes what ${label} measures, not only what is decided.`, {
    safe: 'Nothing was changed.',
    next: 'Set it in the recipe and run the stage.',
  });
}

function cleanStage(stage: { name: string; kind: string } | undefined, name: string): CleanStage {
  if (stage?.kind === 'clean') return stage as CleanStage;
  throw new ProductError(
    'usage',
    stage === undefined ? `The recipe has no stage "${name}".` : `Stage "${name}" is no clean stage.`,
  );
}

function lastOfStage(session: Session, name: string, dataset: string): CompletedStage | undefined {
  const result = lastDoneStage(session.state, name);
  const found = result === undefined ? undefined : toCompleted(session, result);
  return found?.stored.dataset === dataset && partsAreThere(session, found) ? found : undefined;
}

/** The rows that a stage's last run kept, in dataset order; null: it decided nothing. */
async function keptRowsOf({ store }: Session, done: CompletedStage): Promise<Int32Array | null> {
  const part = partOf(done, 'decisions');
  if (part === undefined) return null;
  const batch = await store.readColumns([part.part], ['row'], { where: `outcome = 'kept'` });
  return column(batch, 'row', 'int');
}

/** 1 for each row that is among others, both in dataset order. */
function isAmong(rows: Int32Array, others: Int32Array): Uint8Array {
  const is = new Uint8Array(rows.length);
  for (let i = 0, at = 0; i < rows.length; i++) {
    while (at < others.length && others[at]! < rows[i]!) at++;
    if (others[at] === rows[i]) is[i] = 1;
  }
  return is;
}
