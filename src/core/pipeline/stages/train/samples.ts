import type { Matrix } from '../../../../base/matrix.ts';
import { column, textsAt } from '../../../store/columns.ts';
import type { Part } from '../../../store/part-check.ts';
import { contentHash } from '../../measure/measurement.ts';
import { presentBatches } from '../../present-batches.ts';
import type { EmbeddedRows } from '../embed.ts';
import type { StageContext } from '../stage-context.ts';

/** What can be trained on: an entry per sample that has features, in dataset order. */
export interface TrainSamples {
  readonly rows: Int32Array;
  /** How often each was selected. */
  readonly times: Int32Array;
  /** Rows of `features`: samples with the same pictures share one. */
  readonly picture: Int32Array;
  readonly features: Matrix;
  /** A row per entry. */
  readonly targets: Matrix;
}

const batchRows = 2048;

/**
 * Reads samples with their features. All are in memory: a training takes them in an order of its own.
 * @param captionSize numbers at the end of a vector that are its caption's
 * @param selected the last selection, `row, times`; null: each sample counts once
 * @throws ProductError `damaged`
 */
export async function readSamples(
  context: StageContext,
  { part, dimensions }: EmbeddedRows,
  captionSize: number,
  selected: Part | null,
): Promise<TrainSamples> {
  const rows = column(await context.store.readColumns([part], ['row']), 'row', 'int');
  const { picture, pictures } = await picturesOf(context, rows);
  const width = dimensions - captionSize;
  const features = new Float32Array(pictures * width);
  const targets = new Float32Array(rows.length * captionSize);
  let entry = 0;
  for await (const batch of context.store.stream([part], ['vector'], { batchRows })) {
    const vectors = column(batch, 'vector', 'floats');
    for (let from = 0; from < vectors.length; from += dimensions, entry++) {
      features.set(vectors.subarray(from, from + width), picture[entry]! * width);
      targets.set(vectors.subarray(from + width, from + dimensions), entry * captionSize);
    }
  }
  return {
    rows,
    times: await timesOf(context, rows, selected),
    picture,
    features: { rows: pictures, columns: width, data: features },
    targets: { rows: rows.length, columns: captionSize, data: targets },
  };
}

/** Which samples list the same pictures: a number per entry, and how many there are. */
async function picturesOf(
  { duck, chain }: StageContext,
  rows: Int32Array,
): Promise<{ picture: Int32Array; pictures: number }> {
  const numbers = new Map<bigint, number>();
  const picture = new Int32Array(rows.length);
  let entry = 0;
  for await (const batch of presentBatches(duck, chain, { columns: ['images'], batchRows })) {
    column(batch, 'row', 'int').forEach((row, i) => {
      if (rows[entry] !== row) return;
      const listed = contentHash((textsAt(column(batch, 'images', 'texts'), i) ?? []).join('\0'));
      if (!numbers.has(listed)) numbers.set(listed, numbers.size);
      picture[entry++] = numbers.get(listed)!;
    });
  }
  return { picture, pictures: numbers.size };
}

async function timesOf({ store }: StageContext, rows: Int32Array, selected: Part | null): Promise<Int32Array> {
  const times = new Int32Array(rows.length).fill(1);
  if (selected === null) return times;
  const batch = await store.readColumns([selected], ['row', 'times'], { orderBy: 'row' });
  const [chosen, often] = [column(batch, 'row', 'int'), column(batch, 'times', 'int')];
  let at = 0;
  rows.forEach((row, entry) => {
    while (at < chosen.length && chosen[at]! < row) at++;
    if (chosen[at] === row) times[entry] = often[at]!;
  });
  return times;
}
