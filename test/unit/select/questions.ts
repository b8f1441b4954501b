import fc from 'fast-check';
import type { ScoreColumn, SelectQuestion } from '../../../src/core/select/question.ts';

/** A question about so many originals of one cluster, each with a picture of its own. */
export function question(rows: number, changes: Partial<SelectQuestion> = {}): SelectQuestion {
  return {
    strategy: 'dynamic-increase',
    at: null,
    budget: null,
    fill: 'none',
    seed: 0,
    cluster: new Int32Array(rows),
    distance: Float64Array.from({ length: rows }, (_, i) => i),
    by: [],
    picture: Int32Array.from({ length: rows }, (_, i) => i),
    synthesized: new Uint8Array(rows),
    replaceLow: false,
    ratio: null,
    maxPerImage: null,
    manual: new Int8Array(rows),
    ...changes,
  };
}

export function column(key: string, ...values: number[]): ScoreColumn {
  return { key, values: Float64Array.from(values) };
}

export const rowsOf = (times: Int32Array): number[] => [...times.keys()].filter((row) => times[row]! > 0);
export const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

const row = fc.record({
  cluster: fc.integer({ min: -1, max: 4 }),
  distance: fc.integer({ min: 0, max: 9 }),
  score: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 5 }) }, fc.constant(NaN)),
  picture: fc.integer({ min: -1, max: 9 }),
  synthesized: fc.integer({ min: 0, max: 1 }),
  manual: fc.constantFrom(-1, 0, 0, 0, 1),
});

/** Questions of every kind; what `fixed` names is as it says. */
export function questions(fixed: Partial<SelectQuestion> = {}): fc.Arbitrary<SelectQuestion> {
  return fc
    .record({
      rows: fc.array(row, { maxLength: 80, size: 'max' }),
      strategy: fc.constantFrom(...(['dynamic-increase', 'top', 'percentile', 'sigma', 'high-low'] as const)),
      seed: fc.integer({ min: 0, max: 99 }),
      budget: fc.option(fc.integer({ min: 1, max: 200 })),
      fill: fc.constantFrom('repeat' as const, 'none' as const),
      replaceLow: fc.boolean(),
      ratio: fc.option(fc.constantFrom(0.25, 0.5, 1, 1.5, 3)),
      maxPerImage: fc.option(fc.integer({ min: 1, max: 4 })),
    })
    .map(({ rows, ...rest }) => ({
      ...rest,
      at: null,
      cluster: Int32Array.from(rows, ({ cluster }) => cluster),
      distance: Float64Array.from(rows, ({ cluster, distance }) => (cluster < 0 ? NaN : distance)),
      by: [column('image_text_similarity', ...rows.map(({ score }) => score))],
      picture: Int32Array.from(rows, ({ picture }) => picture),
      synthesized: Uint8Array.from(rows, ({ synthesized }) => synthesized),
      manual: Int8Array.from(rows, ({ manual }) => manual),
      ...fixed,
    }));
}
