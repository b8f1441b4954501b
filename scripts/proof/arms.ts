/** The arms of the proof: who trains on which captions. Pure and seeded. */
import { Random } from '../../src/base/random.ts';
import { selectRows } from '../../src/core/select/select-rows.ts';
import type { Candidate } from './candidates.ts';
import { budget, leastMatching, leastSimilarity } from './recipe.ts';

/** Uses of a seed. */
const streams = { draw: 101, shuffle: 102 } as const;

/** Chooses places of candidates, as many as the budget; a repeated place counts so often. */
export type Arm = (candidates: readonly Candidate[], seed: number) => Int32Array;

/** The arms by name, in the order of the table. */
export const arms = {
  raw: drawn(({ synthesized }) => !synthesized),
  clean: drawn(({ synthesized, kept }) => !synthesized && kept),
  selected: (candidates, seed) =>
    select(
      candidates,
      places(candidates, ({ kept }) => kept),
      seed,
    ),
  control,
  captions: drawn(() => true),
  oracle: drawn(({ isTrue }) => isTrue === true),
} satisfies Readonly<Record<string, Arm>>;

/** One of {@link arms}. */
export type ArmName = keyof typeof arms;

/** As many as the budget at random. */
function drawn(among: (candidate: Candidate) => boolean): Arm {
  return (candidates, seed) => {
    const all = places(candidates, among);
    return new Random(seed, streams.draw).sample(all.length, budget).map((i) => all[i]!);
  };
}

/**
 * The pool's captions filtered and selected as ever, but each by the scores of another one, drawn at random. Captions
 * written anew are left out: most are true, whoever selects among them, and what they bring alone the arm `captions` shows.
 */
function control(candidates: readonly Candidate[], seed: number): Int32Array {
  const all = places(candidates, ({ synthesized }) => !synthesized);
  const scores = new Random(seed, streams.shuffle).shuffle(all.map((place) => candidates[place]!));
  const shuffled = [...candidates];
  all.forEach((place, i) => {
    const { matching, similarity } = scores[i]!;
    shuffled[place] = { ...candidates[place]!, matching, similarity };
  });
  const passing = all.filter((place) => passes(shuffled[place]!));
  return select(shuffled, passing, seed);
}

/** Whether scores pass the recipe's filters. */
function passes({ matching, similarity }: Candidate): boolean {
  return matching >= leastMatching && similarity >= leastSimilarity;
}

/** What the recipe's select stage takes of the candidates at `among`. */
function select(candidates: readonly Candidate[], among: readonly number[], seed: number): Int32Array {
  const rows = among.map((place) => candidates[place]!);
  const column = (key: string, value: (row: Candidate) => number) => ({ key, values: Float64Array.from(rows, value) });
  const { times } = selectRows({
    ...{ strategy: 'high-low', at: null, budget, fill: 'repeat', replaceLow: false, ratio: null, maxPerImage: null },
    seed,
    by: [
      column('image_text_matching_score', ({ matching }) => matching),
      column('image_text_similarity', ({ similarity }) => similarity),
    ],
    cluster: Int32Array.from(rows, ({ cluster }) => cluster),
    distance: new Float64Array(rows.length),
    picture: new Int32Array(rows.length).fill(-1),
    synthesized: Uint8Array.from(rows, ({ synthesized }) => Number(synthesized)),
    manual: new Int8Array(rows.length),
  });
  return Int32Array.from(among.flatMap((place, i) => Array<number>(times[i]!).fill(place)));
}

function places(candidates: readonly Candidate[], among: (candidate: Candidate) => boolean): number[] {
  return [...candidates.keys()].filter((place) => among(candidates[place]!));
}
