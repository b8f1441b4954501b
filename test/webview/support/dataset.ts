/** A dataset that is made as it is asked for: of any size, the same at every run. */
import type { GridRow } from '../../../src/protocol/grid.ts';
import type { Overview } from '../../../src/protocol/engine.ts';

const adjectives = ['purple', 'wooden', 'tiny', 'old', 'shiny', 'blurred', 'striped', 'quiet'];
const nouns = ['teapot', 'fox', 'tent', 'harbour', 'violin', 'lighthouse', 'bicycle', 'market', 'kettle'];
const places = [
  'on a table',
  'in a wood at the end of the day',
  'beside two pretty cups',
  'under a bridge in the rain',
  '',
];
const chinese = '一只橙色的狐狸坐在湖边的帐篷旁，远处有两座雪山';

/** Keys of the scores that its samples have. */
export const keys = ['image_text_similarity', 'image_aesthetics_scores', 'image_blur_score', 'text_len'] as const;

const pick = <T>(list: readonly T[], row: number, by: number): T => list[(Math.imul(row + 1, by) >>> 3) % list.length]!;

/** The caption that a row was born with. */
export function captionOf(row: number): string {
  if (row % 23 === 5) return chinese;
  return `A ${pick(adjectives, row, 2654435)} ${pick(nouns, row, 40503)} ${pick(places, row, 977)} number ${row}.`.replace(
    '  ',
    ' ',
  );
}

/** The picture of a row; a few are missing. */
export function pictureOf(row: number): string {
  return row % 31 === 7 ? `images/missing/${row}.jpg` : `images/${String(row).padStart(9, '0')}.jpg`;
}

/** A row as an engine answers it. */
export function rowOf(row: number, scores: readonly string[]): GridRow {
  const dropped = row % 7 === 3;
  const failed = row % 41 === 11;
  const outcome = failed ? 'failed' : dropped ? 'dropped' : 'kept';
  const values: Record<string, number | number[]> = {
    image_text_similarity: [((row * 37) % 1000) / 1000],
    image_aesthetics_scores: [((row * 17) % 700) / 100],
    image_blur_score: [((row * 7) % 100) / 100],
    text_len: captionOf(row).length,
  };
  return {
    row,
    id: `s${String(row).padStart(7, '0')}`,
    caption: captionOf(row),
    before: null,
    images: row % 19 === 4 ? [pictureOf(row), pictureOf(row + 1)] : [pictureOf(row)],
    origin: row % 13 === 6 ? 'synthesized' : 'source',
    outcome,
    decided:
      outcome === 'kept'
        ? null
        : { stage: 'clean-1', operator: 'image_text_similarity_filter', reason: '0.12 is under 0.2' },
    edited: false,
    pending: false,
    tags: row % 29 === 2 ? ['keep'] : row % 37 === 9 ? ['drop', 'look again'] : [],
    cluster: row % 12,
    times: outcome === 'kept' && row % 5 === 0 ? 2 : null,
    problem: null,
    scores: Object.fromEntries(scores.map((key) => [key, values[key] ?? null])),
  };
}

/** The dataset at a glance. */
export function overviewOf(samples: number): Overview {
  const score = (key: string, max: number): Overview['scores'][number] => ({
    key,
    count: samples,
    min: 0,
    p5: max * 0.05,
    median: max / 2,
    p95: max * 0.95,
    max,
  });
  return {
    file: 'data.jsonl',
    samples,
    problems: 0,
    imported: true,
    stages: [{ name: 'clean-1', kind: 'clean', state: 'up to date', why: null, last: null }],
    clusters: Array.from({ length: 12 }, (_, cluster) => ({ cluster, samples: Math.floor(samples / 12) })),
    tags: [
      { tag: 'keep', samples: 12 },
      { tag: 'drop', samples: 7 },
      { tag: 'look again', samples: 7 },
    ],
    edits: 0,
    conflicts: [],
    quarantine: [],
    scores: [score(keys[0], 1), score(keys[1], 7), score(keys[2], 1), score(keys[3], 90)],
    failure: null,
  };
}
