/** Trains every arm with every seed. */
import { openMatMul } from '../../src/core/models/matmul.ts';
import { arms, type ArmName } from './arms.ts';
import type { Candidate } from './candidates.ts';
import type { HeldOut } from './pool.ts';
import type { Shares } from './result.ts';
import { pairs } from './statistics.ts';
import { score, type World } from './training.ts';
import { featuresOf, vectorsOf } from './vectors.ts';

/** Of what an arm draws, of the first weights, and of the order: the same for all arms, which makes the pairs. */
export const seeds: readonly number[] = Array.from({ length: pairs }, (_, i) => i + 1);

/** Makes features and vectors of all pictures and captions, each once. */
export async function worldOf(
  candidates: readonly Candidate[],
  { pictures, captions, right }: HeldOut,
): Promise<World> {
  const paths = [...new Set(candidates.map(({ picture }) => picture))];
  const rows = new Map(paths.map((path, row) => [path, row]));
  return {
    features: await featuresOf(paths),
    targets: await vectorsOf(candidates.map(({ caption }) => caption)),
    pictureOf: Int32Array.from(candidates, ({ picture }) => rows.get(picture)!),
    heldOut: { features: await featuresOf(pictures), captions: await vectorsOf(captions) },
    right,
  };
}

/** @param report is told of each seed that is done */
export async function trainArms(
  candidates: readonly Candidate[],
  world: World,
  report: (done: number) => void,
): Promise<Shares> {
  const names = Object.keys(arms) as ArmName[];
  const shares = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<ArmName, number[]>;
  const { product, close } = await openMatMul(1);
  for (const [i, seed] of seeds.entries()) {
    for (const name of names) shares[name].push(await score(world, arms[name](candidates, seed), seed, product));
    report(i + 1);
  }
  await close();
  return shares;
}

/**
 * The arm `selected` chooses by the function of the product's stage, once per seed. For the first seed the run has done
 * so too: both must choose the same.
 */
export function isChosenAsByRun(candidates: readonly Candidate[]): boolean {
  const times = new Int32Array(candidates.length);
  for (const place of arms.selected(candidates, seeds[0]!)) times[place]!++;
  return candidates.every((candidate, place) => candidate.times === times[place]);
}
