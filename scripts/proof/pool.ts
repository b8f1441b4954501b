/** The pool and the held-out scenes of the proof: drawn once into a folder. */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runPython } from '../demo/python.ts';
import { readTruth } from '../demo/truth.ts';

/** Of the pool; a quarter have a wrong caption. */
export const poolSamples = 4000;
/** Scenes to judge by. */
export const heldOutScenes = 500;

/** Draws both into a folder, unless they are there. */
export function drawPool(folder: string, seed: number): void {
  if (existsSync(folder)) return;
  console.error(`Drawing ${poolSamples} samples and ${heldOutScenes} held-out scenes of seed ${seed} …`);
  const drawn = `${folder}.part`;
  rmSync(drawn, { recursive: true, force: true });
  const sizes = ['--samples', String(poolSamples), '--held-out', String(heldOutScenes)];
  runPython(['-m', 'world.pool', drawn, '--seed', String(seed), ...sizes]);
  renameSync(drawn, folder);
}

/** Pictures with a true caption each, and which captions are right of which. */
export interface HeldOut {
  /** Paths. */
  readonly pictures: readonly string[];
  readonly captions: readonly string[];
  /** By picture the places of captions whose kinds, colours and relations it has. */
  readonly right: readonly ReadonlySet<number>[];
}

/** Reads the held-out scenes that {@link drawPool} drew. */
export function readHeldOut(folder: string, seed: number): HeldOut {
  const set = join(folder, 'held-out');
  const lines = readFileSync(join(set, 'data.jsonl'), 'utf8').trim().split('\n');
  const samples = lines.map((line) => JSON.parse(line) as { id: string; images: [string] });
  const truth = readTruth(set);
  const judged = runPython(['-m', 'evaluate.right', '--seed', String(seed), '--scenes', String(heldOutScenes)]);
  return {
    pictures: samples.map(({ images: [path] }) => join(set, path)),
    captions: samples.map(({ id }) => truth[id]!.caption),
    right: (JSON.parse(judged) as number[][]).map((places) => new Set(places)),
  };
}
