import { hash } from 'node:crypto';
import type { Json } from '../../../protocol/records.ts';
import type { Deduplicator, Filter, Statistic } from '../../operators/operator.ts';
import type { CleanStage, OperatorUse } from '../../recipe/recipe.ts';
import type { ColumnSpec } from '../../store/columns.ts';
import { statisticKey } from '../decide/judge.ts';

/** One stored column of a measurement. */
export interface MeasuredColumn {
  /** The column's name in the part. */
  readonly name: string;
  /** The statistics key; `fingerprint` of a deduplicator, `field` of a selector. */
  readonly key: string;
  readonly type: 'double' | 'doubles' | 'text';
  /** Shown in the view `scores`. */
  readonly shown: boolean;
  /** NaN is a measurement, not a failure. */
  readonly mayBeNaN: boolean;
  /** Of values per chunk and picture: the column that says how many of them each chunk has, and what makes them one. */
  readonly chunks?: { readonly sizes: string; readonly reduce: 'avg' | 'max' | 'min' };
}

/** What one operator of a stage measures, and where it is stored. Written into the part's record as JSON. */
export interface Measurement {
  readonly label: string;
  /** Everything but the content that a value depends on: operator, version, measuring parameters. */
  readonly scoreKey: string;
  readonly columns: readonly MeasuredColumn[];
  /** Column with the hash of the content that was measured. */
  readonly content: string;
  /** What that content is: the text, the pictures, both, or the whole line. */
  readonly of: 'text' | 'pictures' | 'both' | 'line';
  /** Of a score of text and pictures: the column with the hash of the text alone. */
  readonly text?: string;
  /** The model that was asked, as the recipe names it. */
  readonly model?: string;
}

/** The SHA-256 of a model's weights and all else that its answers depend on, by the name that a recipe gives it. */
export type ModelHashes = (reference: string) => string;

/** An operator that measures, with its place in the recipe. */
export interface MeasuringUse {
  readonly use: OperatorUse;
  readonly measurement: Measurement;
}

/**
 * The operators of a stage that measure something, in recipe order.
 * @param hashOf of the models that it asks; without it score keys hold their names, which is enough to compare recipes
 */
export function measuringUses(stage: CleanStage, hashOf: ModelHashes = (reference) => reference): MeasuringUse[] {
  const uses: MeasuringUse[] = [];
  let mappers = 0;
  for (const use of stage.process) {
    if (use.operator.kind === 'mapper') mappers++;
    const described = describe(use);
    if (described === null) continue;
    const n = uses.length;
    const { of } = described;
    const reference = modelOf(use);
    // Between two mappers all operators see the same text: its hash is stored once for them.
    const shared = of === 'pictures' ? 'pictures_hash' : `${of}_hash_${mappers}`;
    const columns = described.columns.map((column, i) => ({ ...column, name: `m${n}_${i}` }));
    uses.push({
      use,
      measurement: {
        label: use.label,
        scoreKey: scoreKey(use, stage, hashOf),
        // Not every row that enters is shown to a model: the hash also says which ones were.
        content: reference === null ? shared : `model_hash_${n}`,
        of,
        columns: columns.map((column) => withChunks(column, columns, use)),
        ...(reference === null ? {} : { model: reference }),
        ...(reference !== null && of === 'both' ? { text: `text_hash_${mappers}` } : {}),
      },
    });
  }
  return uses;
}

/** The model that an operator asks, as the recipe names it; null: none. */
export function modelOf({ operator, parameters }: OperatorUse): string | null {
  if (operator.kind !== 'filter' || operator.askModel === undefined) return null;
  return parameters[operator.askModel.model] as string;
}

function withChunks(column: MeasuredColumn, columns: readonly MeasuredColumn[], use: OperatorUse): MeasuredColumn {
  const sizes = columns.find(({ key }) => key === sizesOf(column.key));
  if (sizes === undefined) return column;
  return { ...column, chunks: { sizes: sizes.name, reduce: use.parameters['reduce_mode'] as 'avg' } };
}

/** Ends the key under which a statistic's numbers of pictures per chunk are stored. */
export const sizesSuffix = '#pictures';

function sizesOf(key: string): string {
  return `${key}${sizesSuffix}`;
}

/**
 * The columns of a scores part: row, hash of the text that leaves the stage, failures and flags by operator as JSON,
 * then the hashes of the contents that were measured, and every measurement's values.
 */
export function scoreColumns(uses: readonly MeasuringUse[]): ColumnSpec[] {
  return [
    { name: 'row', type: 'int' },
    { name: 'text_hash', type: 'hash' },
    { name: 'failures', type: 'text' },
    { name: 'flags', type: 'text' },
    ...contentColumns(uses).map((name): ColumnSpec => ({ name, type: 'hash' })),
    ...uses.flatMap(({ measurement }) => measurement.columns.map(({ name, type }) => ({ name, type }))),
  ];
}

/** The columns with hashes of contents, each once. */
export function contentColumns(uses: readonly MeasuringUse[]): string[] {
  return [
    ...new Set(
      uses.flatMap(({ measurement: { content, text } }) => (text === undefined ? [content] : [content, text])),
    ),
  ];
}

type Described = { of: Measurement['of']; columns: Omit<MeasuredColumn, 'name'>[] };

function describe(use: OperatorUse): Described | null {
  const { operator } = use;
  switch (operator.kind) {
    case 'mapper':
      return null;
    case 'filter':
      return { of: contentOfFilter(operator), columns: operator.statistics.flatMap(columnsOfStatistic) };
    case 'deduplicator':
      return {
        of: contentOfDuplicates(operator),
        columns: [{ key: 'fingerprint', type: 'text', shown: false, mayBeNaN: false }],
      };
    case 'selector': {
      const path = operator.field(use.parameters);
      if (path === null || statisticKey(path) !== null) return null;
      return { of: 'line', columns: [{ key: 'field', type: 'text', shown: false, mayBeNaN: false }] };
    }
  }
}

function contentOfFilter(filter: Filter<unknown>): Measurement['of'] {
  if (filter.askModel?.about === 'chunk') return 'both';
  if (filter.measurePicture !== undefined || filter.askModel !== undefined) return 'pictures';
  return filter.readsFields === true ? 'line' : 'text';
}

function contentOfDuplicates(deduplicator: Deduplicator<unknown>): Measurement['of'] {
  return deduplicator.measurePicture === undefined ? 'text' : 'both';
}

function columnsOfStatistic({ key, per, hidden, mayBeNaN }: Statistic): Omit<MeasuredColumn, 'name'>[] {
  const type = per === 'sample' ? 'double' : 'doubles';
  const column = { key, mayBeNaN: mayBeNaN === true, type, shown: hidden !== true } as const;
  return per === 'chunk' ? [column, { ...column, key: sizesOf(key), shown: false }] : [column];
}

function scoreKey(use: OperatorUse, stage: CleanStage, hashOf: ModelHashes): string {
  const { operator, parameters } = use;
  const names = 'measuredBy' in operator ? operator.measuredBy : [];
  const measuring = Object.fromEntries([...names].sort().map((name) => [name, parameters[name] as Json]));
  const field = operator.kind === 'selector' ? operator.field(parameters) : null;
  const key: unknown[] = [operator.name, operator.version, measuring, field, stage.tokens];
  const reference = modelOf(use);
  if (reference !== null && operator.kind === 'filter')
    key.push(hashOf(reference), operator.askModel!.variant?.(parameters) ?? null);
  return JSON.stringify(key);
}

/** First 64 bits of the SHA-256 of some text: which content a value belongs to. Two of a million contents collide with odds of 3 in 10⁸. */
export function contentHash(text: string): bigint {
  return hash('sha256', text, 'buffer').readBigUInt64LE();
}
