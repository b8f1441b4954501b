/** The parts that a synthesize stage writes: the samples that it made, and every caption and failure with its source. */
import { sampleColumns } from '../../../dataset/import.ts';
import { recogniseTokens, textOf, withCaption } from '../../../dataset/tokens.ts';
import type { Batch, ColumnSpec } from '../../../store/columns.ts';
import type { Edit } from '../../../store/state/edits.ts';
import { textHash } from '../../edited.ts';
import type { RowAnswer } from './answers.ts';
import type { CaptionRow } from './requests.ts';

/** The columns of created samples: those of imported ones, and where they come from. */
export const createdColumns: readonly ColumnSpec[] = [
  ...sampleColumns,
  { name: 'parent', type: 'text' },
  { name: 'parent_row', type: 'int' },
  { name: 'origin', type: 'text' },
];

/** The columns of captions: the row that was asked about, the sample that a caption became (−1: none), the n-th of its answer. */
export const captionColumns: readonly ColumnSpec[] = [
  { name: 'row', type: 'int' },
  { name: 'child', type: 'int' },
  { name: 'n', type: 'int' },
  { name: 'text', type: 'text' },
  { name: 'outcome', type: 'text' },
  { name: 'reason', type: 'text' },
  { name: 'model', type: 'text' },
  { name: 'prompt', type: 'text' },
];

/** A sample to be created. */
export interface Child {
  readonly row: number;
  readonly id: string;
  readonly text: string;
  readonly parent: CaptionRow;
}

/** A line of the captions part. */
export interface CaptionLine {
  readonly row: number;
  readonly child: number;
  readonly n: number;
  readonly text: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly prompt: string | null;
}

/**
 * What comes of one row's answer.
 * @param next the row number of the first sample that it creates
 * @param taken ids that other samples have
 */
export function fromAnswer(
  stage: string,
  row: CaptionRow,
  answer: RowAnswer,
  next: number,
  taken: ReadonlySet<string>,
): { children: Child[]; lines: CaptionLine[] } {
  if (answer.kind === 'failed') {
    const { outcome, reason, text, prompt } = answer;
    return { children: [], lines: [{ row: row.row, child: -1, n: 0, text, outcome, reason, prompt }] };
  }
  if (answer.kind !== 'answered') return { children: [], lines: [] };
  const { prompt } = answer;
  const tokens = recogniseTokens(row.text);
  const children = answer.captions.map((caption, i) => ({
    row: next + i,
    id: freeId(`${row.id}/${stage}/${i + 1}`, row.origin.line, taken),
    text: textOf(caption, row.images.length, tokens),
    parent: row,
  }));
  const lines = answer.captions.map((text, i) => ({
    ...{ row: row.row, child: next + i, n: i + 1, text },
    ...{ outcome: 'answered', reason: null, prompt },
  }));
  return { children, lines };
}

/** An id as later duplicates in a dataset get it: a file that was made by this stage may be a dataset again. */
function freeId(id: string, line: number, taken: ReadonlySet<string>): string {
  return taken.has(id) ? freeId(`${id}~${line}`, line, taken) : id;
}

/** Created samples as rows of their part. */
export function childBatch(children: readonly Child[]): Batch {
  const parents = children.map(({ parent }) => parent);
  const offsets = new Uint32Array(children.length + 1);
  parents.forEach(({ images }, i) => (offsets[i + 1] = offsets[i]! + images.length));
  return {
    rows: children.length,
    columns: {
      row: Int32Array.from(children, ({ row }) => row),
      line: Int32Array.from(parents, ({ origin }) => origin.line),
      id: children.map(({ id }) => id),
      source_id: parents.map(({ origin }) => origin.sourceId),
      text: children.map(({ text }) => text),
      images: { offsets, values: parents.flatMap(({ images }) => images), valid: null },
      byte_offset: Float64Array.from(parents, ({ origin }) => origin.offset),
      byte_length: Float64Array.from(parents, ({ origin }) => origin.length),
      problem: children.map(() => null),
      parent: parents.map(({ id }) => id),
      parent_row: Int32Array.from(parents, ({ row }) => row),
      origin: children.map(() => 'synthesized'),
    },
  };
}

/** Captions and failures as rows of their part. */
export function captionBatch(lines: readonly CaptionLine[], model: string): Batch {
  return {
    rows: lines.length,
    columns: {
      row: Int32Array.from(lines, ({ row }) => row),
      child: Int32Array.from(lines, ({ child }) => child),
      n: Int32Array.from(lines, ({ n }) => n),
      text: lines.map(({ text }) => text),
      outcome: lines.map(({ outcome }) => outcome),
      reason: lines.map(({ reason }) => reason),
      model: lines.map(() => model),
      prompt: lines.map(({ prompt }) => prompt),
    },
  };
}

/** The children that people gave another caption, with the text that they then have. */
export function editedChildren(
  children: readonly Child[],
  edits: ReadonlyMap<string, Edit>,
): { row: number; text: string }[] {
  return children.flatMap(({ row, id, text }) => {
    const edit = edits.get(id);
    if (edit === undefined || textHash(text) !== edit.baseHash) return [];
    const edited = withCaption(text, recogniseTokens(text), edit.caption);
    // An edit back to what the model wrote changes nothing.
    return edited === text ? [] : [{ row, text: edited }];
  });
}
