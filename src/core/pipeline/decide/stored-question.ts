import { memoised } from '../../../base/memoised.ts';
import type { CleanStage } from '../../recipe/recipe.ts';
import { column, type Batch } from '../../store/columns.ts';
import type { Duck } from '../../store/duck.ts';
import type { Part } from '../../store/part-check.ts';
import type { Parts } from '../../store/parts.ts';
import { selectRows } from '../../store/rows.ts';
import { keptRows, type Chain } from '../chain.ts';
import { statisticByRow, type CompletedStage } from '../completed.ts';
import type { MeasuredColumn, Measurement } from '../measure/measurement.ts';
import { measuringUses } from '../measure/measurement.ts';
import { countPresent } from '../present-batches.ts';
import { statisticKey } from './judge.ts';
import type { Measured, StageQuestion } from './question.ts';
import { foldChunks, sampleMeans, type ScoreColumn } from './score-column.ts';

/** A stage's question as it lies in the store. */
export interface StoredQuestion extends StageQuestion {
  /** The dataset rows behind the indices. */
  readonly rows: Int32Array;
  /** Sentences about what operators noticed. */
  readonly notes: readonly string[];
}

/** Where a stage's measurements and the rest of its question come from. */
export interface QuestionSource {
  readonly duck: Duck;
  readonly store: Parts;
  readonly chain: Chain;
  readonly tags: ReadonlyMap<number, 1 | -1>;
  /** The stages before, whose statistics selectors and deduplicators may ask for. */
  readonly completed: readonly CompletedStage[];
}

/**
 * Reads the measurements of a stage so that it can be decided, as often as wanted, without any file.
 * @param names ids of the entering rows for reasons, see {@link enteringIds}; empty where nobody asks for reasons
 */
export async function storedQuestion(
  stage: CleanStage,
  { duck, store, chain, tags, completed }: QuestionSource,
  scores: Part,
  measurements: readonly Measurement[],
  names: readonly (string | null)[],
): Promise<StoredQuestion> {
  const source = await store.source([scores]);
  const grouped = measurements.filter(({ label }) => isByEquality(stage, label));
  const read = measurements.filter((measurement) => !grouped.includes(measurement));
  const [rows, stored, sentences, ...groups] = await Promise.all([
    enteringRows(duck, chain),
    store.readColumns([scores], ['row', ...read.flatMap(columnNames)]),
    selectRows(
      duck,
      `SELECT row, failures, flags FROM ${source} WHERE failures IS NOT NULL OR flags IS NOT NULL ORDER BY row`,
    ),
    ...grouped.map(({ columns }) => selectRows(duck, groupsSql(source, columns[0]!.name))),
  ]);
  const aligned = alignment(rows, column(stored, 'row', 'int'));
  const { failures, unreadable } = failuresOf(stage, sentences, rows);
  const earlier = new Map<string, Float64Array>();
  for (const key of keysAskedFor(stage)) {
    const values = await statisticByRow({ duck, store }, completed, key);
    if (values !== null)
      earlier.set(
        key,
        Float64Array.from(rows, (row) => values[row] ?? NaN),
      );
  }
  const byLabel = new Map(measurements.map((measurement) => [measurement.label, measurement]));
  const groupsByLabel = new Map(grouped.map(({ label }, i) => [label, groupsOf(groups[i]!, rows)]));
  const measured = memoised((label: string): Measured => {
    const measurement = byLabel.get(label);
    const known = failures.get(label) ?? new Map<number, string>();
    const missing =
      measurement === undefined && needsMeasurement(stage, label)
        ? new Uint8Array(rows.length).fill(1)
        : measurement?.model === undefined
          ? aligned.missing
          : unasked(column(stored, measurement.content, 'hash'), aligned, known);
    const groups = groupsByLabel.get(label) ?? null;
    const values = valuesOf(stored, groups === null ? measurement : undefined, aligned);
    return { ...values, groups, failures: known, missing };
  });
  return {
    rows,
    count: rows.length,
    tags: tagColumn(rows, tags),
    unreadable,
    process: stage.kind === 'measure' ? measureOnly(stage) : stage.process,
    measured,
    statistic: (key, label, process) =>
      statisticOf(process, measurements, key, label, measured) ?? earlier.get(key) ?? null,
    name: (row) => names[row] ?? '',
    notes: notesOf(column(sentences, 'flags', 'text')),
  };
}

/** The columns that a measurement's decision reads; of a model also the one that says which rows it was asked about. */
function columnNames({ columns, content, model }: Measurement): string[] {
  const names = columns.map(({ name }) => name);
  return model === undefined ? names : [...names, content];
}

/** 1 for rows that a model was not asked about, and that did not fail there. */
function unasked(
  asked: BigUint64Array,
  { index }: Alignment,
  failures: ReadonlyMap<number, string>,
): Uint8Array | null {
  const missing = Uint8Array.from(index, (at, row) => ((at === -1 || asked[at] === 0n) && !failures.has(row) ? 1 : 0));
  return missing.includes(1) ? missing : null;
}

async function enteringRows(duck: Duck, chain: Chain): Promise<Int32Array> {
  // Nothing was decided before: the imported samples, which are numbered from 0 on.
  if (chain.decisions === null) return new Int32Array(await countPresent(duck, chain)).map((_, row) => row);
  return column(await selectRows(duck, keptRows(chain, [])), 'row', 'int');
}

/** The ids of a stage's entering rows, in the order of its question. */
export async function enteringIds(duck: Duck, chain: Chain): Promise<readonly (string | null)[]> {
  return column(await selectRows(duck, `SELECT id FROM (${keptRows(chain, ['id'])})`), 'id', 'text');
}

/** The ids of a few rows of the dataset. */
export async function idsByRow(
  duck: Duck,
  chain: Chain,
  rows: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  if (rows.length === 0) return new Map();
  const batch = await selectRows(duck, `SELECT row, id FROM ${chain.samples} WHERE row IN (${rows.join(', ')})`);
  const ids = column(batch, 'id', 'text');
  return new Map(Array.from(column(batch, 'row', 'int'), (row, i) => [row, ids[i]!]));
}

/** Whether a deduplicator only compares for equality: its fingerprints then need not be read at all. */
function isByEquality(stage: CleanStage, label: string): boolean {
  const operator = stage.process.find((use) => use.label === label)?.operator;
  return operator?.kind === 'deduplicator' && operator.byEquality === true;
}

/** Rows whose fingerprint another row has too, with the first such row; -1 for those without a fingerprint. */
function groupsSql(source: string, name: string): string {
  return `SELECT unnest(rows) AS row, first AS number
    FROM (SELECT list(row) AS rows, min(row) AS first FROM ${source} WHERE ${name} <> '' GROUP BY ${name} HAVING count(*) > 1)
    UNION ALL SELECT row, -1 FROM ${source} WHERE coalesce(${name}, '') = '' ORDER BY row`;
}

/** Groups of the entering rows, numbered by the first row of each. */
function groupsOf(found: Batch, rows: Int32Array): Int32Array {
  const groups = rows.slice();
  const numbers = column(found, 'number', 'int');
  alignment(column(found, 'row', 'int'), rows).index.forEach((place, i) => {
    if (place !== -1) groups[place] = numbers[i]!;
  });
  return groups;
}

/** Statistics that selectors and deduplicators of a stage read. */
function keysAskedFor(stage: CleanStage): string[] {
  return stage.process.flatMap(({ operator, parameters }) => {
    if (operator.kind === 'deduplicator') return operator.rankBy?.(parameters) ?? [];
    const path = operator.kind === 'selector' ? operator.field(parameters) : null;
    return path === null ? [] : (statisticKey(path) ?? []);
  });
}

/** `measure` decides nothing: its operators only fail. */
function measureOnly(stage: CleanStage): CleanStage['process'] {
  return stage.process.map((use) => ({
    ...use,
    operator: { ...use.operator, kind: 'mapper', map: () => (text: string) => text } as never,
  }));
}

function needsMeasurement(stage: CleanStage, label: string): boolean {
  return measuringUses(stage).some(({ measurement }) => measurement.label === label);
}

interface Alignment {
  readonly index: Int32Array;
  readonly missing: Uint8Array | null;
  /** Whether the entering rows are the stored ones, which is the rule: then nothing is copied. */
  readonly same: boolean;
}

/** For each row its place among others, both in dataset order: stored rows are those of the stage's last run. */
function alignment(rows: Int32Array, stored: Int32Array): Alignment {
  const index = new Int32Array(rows.length).fill(-1);
  let missing: Uint8Array | null = null;
  let at = 0;
  rows.forEach((row, i) => {
    while (at < stored.length && stored[at]! < row) at++;
    if (stored[at] === row) index[i] = at;
    else (missing ??= new Uint8Array(rows.length))[i] = 1;
  });
  return { index, missing, same: missing === null && rows.length === stored.length };
}

function failuresOf(stage: CleanStage, sentences: Batch, rows: Int32Array) {
  const failures = new Map<string, Map<number, string>>();
  const unreadable = new Map<number, string>();
  const stored = column(sentences, 'failures', 'text');
  alignment(column(sentences, 'row', 'int'), rows).index.forEach((row, i) => {
    const json = stored[i] ?? null;
    if (row === -1 || json === null) return;
    const reasons = JSON.parse(json) as Record<string, string>;
    for (const [label, reason] of Object.entries(reasons)) {
      const known = failures.get(label) ?? new Map<number, string>();
      failures.set(label, known.set(row, reason));
    }
    if (stage.process.length === 0) unreadable.set(row, Object.values(reasons)[0]!);
  });
  return { failures, unreadable };
}

function valuesOf(stored: Batch, measurement: Measurement | undefined, aligned: Alignment) {
  const columns: Record<string, ScoreColumn> = {};
  let fingerprints: string[] = [];
  let fields: Measured['fields'] = [];
  for (const measured of measurement?.columns ?? []) {
    if (measured.type !== 'text') {
      const read = scoreColumn(stored, measured, aligned);
      const sizes = measurement?.columns.find(({ name }) => name === measured.chunks?.sizes);
      columns[measured.key] = sizes === undefined ? read : { ...read, sizes: scoreColumn(stored, sizes, aligned) };
    } else {
      const texts = column(stored, measured.name, 'text');
      const values = Array.from(aligned.index, (at) => texts[at] ?? '');
      if (measured.key === 'fingerprint') fingerprints = values;
      else fields = values.map((json) => (json === '' ? null : (JSON.parse(json) as Measured['fields'][number])));
    }
  }
  return { columns, fingerprints, fields };
}

/** A stored column by entering rows. */
function scoreColumn(stored: Batch, { name, type }: MeasuredColumn, { index, same }: Alignment): ScoreColumn {
  if (type === 'double') {
    const values = column(stored, name, 'double');
    return { values: same ? values : Float64Array.from(index, (at) => values[at] ?? NaN), offsets: null };
  }
  const { values, offsets } = column(stored, name, 'doubles');
  if (same) return singles(values, offsets);
  const lists = Array.from(index, (at) =>
    at === -1 ? new Float64Array() : values.subarray(offsets[at], offsets[at + 1]),
  );
  const places = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => (places[i + 1] = places[i]! + list.length));
  const gathered = new Float64Array(places[lists.length]!);
  lists.forEach((list, i) => gathered.set(list, places[i]));
  return { values: gathered, offsets: places };
}

/** Lists of one value each need no offsets: decisions over them are much faster. */
function singles(values: Float64Array, offsets: Uint32Array): ScoreColumn {
  return values.length === offsets.length - 1 && offsets.every((offset, i) => offset === i)
    ? { values, offsets: null }
    : { values, offsets };
}

/** The statistic of the last operator before `label` that measured it in this stage. */
function statisticOf(
  process: CleanStage['process'],
  measurements: readonly Measurement[],
  key: string,
  label: string,
  measured: (label: string) => Measured,
): Float64Array | null {
  const before = process.findIndex((use) => use.label === label);
  const order = process.slice(0, before === -1 ? undefined : before).map((use) => use.label);
  const found = measurements.filter((m) => order.includes(m.label) && m.columns.some((c) => c.key === key)).at(-1);
  const values = found === undefined ? undefined : measured(found.label).columns[key];
  if (values === undefined) return null;
  const use = process.find(({ label: other }) => other === found?.label);
  return sampleMeans(foldChunks(values, use?.parameters['reduce_mode']));
}

function tagColumn(rows: Int32Array, tags: ReadonlyMap<number, 1 | -1>): Int8Array | null {
  return tags.size === 0 ? null : Int8Array.from(rows, (row) => tags.get(row) ?? 0);
}

function notesOf(flags: readonly (string | null)[]): string[] {
  const counts = new Map<string, number>();
  for (const json of flags) {
    if (json === null) continue;
    for (const sentence of new Set(Object.values(JSON.parse(json) as Record<string, string>)))
      counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  }
  return [...counts].map(([sentence, count]) => `${count} ${count === 1 ? 'sample' : 'samples'}: ${sentence}`);
}
