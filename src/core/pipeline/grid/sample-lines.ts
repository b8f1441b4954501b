/** Samples from their lines in the dataset file, a few at a time: a read each. */
import type { FileHandle } from 'node:fs/promises';
import { lineCap } from '../../dataset/lines.ts';
import { readLinesAt } from '../../dataset/read-lines-at.ts';
import { parseSample, type Sample } from '../../dataset/sample.ts';

/** A line's place in its file. */
export interface LinePlace {
  /** 1-based. */
  readonly number: number;
  /** Bytes. */
  readonly offset: number;
  readonly length: number;
}

/**
 * The samples of these rows.
 * @throws ProductError `unusable` when the file has become shorter
 */
export async function samplesAt(
  file: FileHandle,
  rows: readonly number[],
  placeOf: (row: number) => LinePlace,
): Promise<ReadonlyMap<number, Sample>> {
  const samples = new Map<number, Sample>();
  const ascending = [...rows].sort((a, b) => a - b);
  const readable = ascending.filter((row) => placeOf(row).length <= lineCap);
  for (const row of ascending) {
    if (placeOf(row).length > lineCap) samples.set(row, parseSample(nothing, { ...placeOf(row), start: -1 }, false));
  }
  let next = 0;
  for await (const lines of readLinesAt(file, readable.map(placeOf))) {
    for (const bytes of lines) {
      const row = readable[next++]!;
      samples.set(row, parseSample(bytes, { ...placeOf(row), length: bytes.length, start: 0 }, false));
    }
  }
  return samples;
}

const nothing = Buffer.alloc(0);
