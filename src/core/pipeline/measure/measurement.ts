import { hash } from 'node:crypto';
import type { Json } from '../../../protocol/records.ts';
import type { Deduplicator, Filter } from '../../operators/operator.ts';
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
}

/** An operator that measures, with its place in the recipe. */
export interface MeasuringUse {
  readonly use: OperatorUse;
  readonly measurement: Measurement;
}

/** The operators of a stage that measure something, in recipe order. */
export function measuringUses(stage: CleanStage): MeasuringUse[] {
  const uses: MeasuringUse[] = [];
  let mappers = 0;
  for (const use of stage.process) {
    if (use.operator.kind === 'mapper') mappers++;
    const described = describe(use);
    if (described === null) continue;
    const n = uses.length;
    uses.push({
      use,
      measurement: {
        label: use.label,
        scoreKey: scoreKey(use, stage),
        // Between two mappers all operators see the same text: its hash is stored once for them.
        content: described.content === 'pictures' ? 'pictures_hash' : `${described.content}_hash_${mappers}`,
        of: described.content,
        columns: described.columns.map((column, i) => ({ ...column, name: `m${n}_${i}` })),
      },
    });
  }
  return uses;
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
  return [...new Set(uses.map(({ measurement }) => measurement.content))];
}

type Described = { content: Measurement['of']; columns: Omit<MeasuredColumn, 'name'>[] };

function describe(use: OperatorUse): Described | null {
  const { operator } = use;
  switch (operator.kind) {
    case 'mapper':
      return null;
    case 'filter':
      return { content: contentOfFilter(operator), columns: columnsOfFilter(operator) };
    case 'deduplicator':
      return {
        content: contentOfDuplicates(operator),
        columns: [{ key: 'fingerprint', type: 'text', shown: false, mayBeNaN: false }],
      };
    case 'selector': {
      const path = operator.field(use.parameters);
      if (path === null || statisticKey(path) !== null) return null;
      return { content: 'line', columns: [{ key: 'field', type: 'text', shown: false, mayBeNaN: false }] };
    }
  }
}

function contentOfFilter(filter: Filter<unknown>): Measurement['of'] {
  if (filter.measurePicture !== undefined) return 'pictures';
  return filter.readsFields === true ? 'line' : 'text';
}

function contentOfDuplicates(deduplicator: Deduplicator<unknown>): Measurement['of'] {
  return deduplicator.measurePicture === undefined ? 'text' : 'both';
}

function columnsOfFilter(filter: Filter<unknown>): Omit<MeasuredColumn, 'name'>[] {
  return filter.statistics.map(({ key, per, hidden, mayBeNaN }) => ({
    key,
    mayBeNaN: mayBeNaN === true,
    type: per === 'sample' ? 'double' : 'doubles',
    shown: hidden !== true,
  }));
}

function scoreKey({ operator, parameters }: OperatorUse, stage: CleanStage): string {
  const names = 'measuredBy' in operator ? operator.measuredBy : [];
  const measuring = Object.fromEntries([...names].sort().map((name) => [name, parameters[name] as Json]));
  const field = operator.kind === 'selector' ? operator.field(parameters) : null;
  return JSON.stringify([operator.name, operator.version, measuring, field, stage.tokens]);
}

/** First 64 bits of the SHA-256 of some text: which content a value belongs to. Two of a million contents collide with odds of 3 in 10⁸. */
export function contentHash(text: string): bigint {
  return hash('sha256', text, 'buffer').readBigUInt64LE();
}
