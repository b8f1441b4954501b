import type { SelectQuestion } from './question.ts';

/** The question with some of its rows only, in the order given; row `i` of it is `rows[i]`. */
export function restrict(question: SelectQuestion, rows: readonly number[]): SelectQuestion {
  if (rows.length === question.cluster.length) return question;
  return {
    ...question,
    cluster: Int32Array.from(rows, (row) => question.cluster[row]!),
    distance: Float64Array.from(rows, (row) => question.distance[row]!),
    by: question.by.map((score) => ({ ...score, values: Float64Array.from(rows, (row) => score.values[row]!) })),
    picture: Int32Array.from(rows, (row) => question.picture[row]!),
    synthesized: Uint8Array.from(rows, (row) => question.synthesized[row]!),
    manual: Int8Array.from(rows, (row) => question.manual[row]!),
  };
}
