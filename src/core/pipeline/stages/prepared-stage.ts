import { memoised } from '../../../base/memoised.ts';
import { PathResolver } from '../../dataset/resolve-path.ts';
import type { Stage } from '../../recipe/recipe.ts';
import { partOf } from '../completed.ts';
import type { StoredReport } from '../find-completed.ts';
import { stageKey } from '../fingerprint.ts';
import {
  areAllAsSeen,
  arePicturesSame,
  pictureFinder,
  seenPictures,
  StoredPictureBook,
  type PicturesDigest,
} from '../pictures.ts';
import type { StageContext, StageRun } from './stage-context.ts';
import type { StageOfRun } from './stage-of-run.ts';

/** A stage ready to run. */
export interface PreparedStage {
  readonly key: string;
  /** Whether a complete result with this key still holds: its pictures and its output are as they were. */
  isCurrent(stored: StoredReport): Promise<boolean>;
  /** Whether what a killed run with this key left can be gone on with. */
  mayTakeUp(): Promise<boolean>;
  run(context: StageContext): StageRun;
  /** The pictures that it looked at, as they were then; null where it looks at none. */
  pictures(): Promise<PicturesDigest | null>;
  close(): Promise<void>;
}

/** What is so for a stage that looks at no pictures and writes no file. */
export const plain = {
  isCurrent: () => Promise.resolve(true),
  mayTakeUp: () => Promise.resolve(true),
  pictures: () => Promise.resolve(null),
  close: () => Promise.resolve(),
};

/** A stage's fingerprint. @param others digests of what its result depends on beside recipe, seed and entering rows */
export function keyOf({ recipe, flow }: StageOfRun, stage: Stage, others: readonly string[]): string {
  return stageKey({ stage, seed: recipe.seed, entering: flow.entering, others });
}

/** Hashes of the scores of the stages before, which may be read: other thresholds leave them as they are. */
export function scoresOf({ flow }: StageOfRun): string[] {
  return flow.completed.flatMap((stage) => partOf(stage, 'scores')?.part.sha256 ?? []);
}

/**
 * The pictures of a stage's entering rows: where they are found, what earlier runs saw, whether they are the same still.
 * What runs saw is read when it is first asked for: to compare files with a result takes none of it.
 */
export async function picturesOf({ session, flow }: StageOfRun, looks: boolean) {
  const find = pictureFinder(await PathResolver.of(session.folder));
  const load = memoised(() => (looks ? StoredPictureBook.load(session) : Promise.resolve(new StoredPictureBook())));
  const book = (): Promise<StoredPictureBook> => load('all');
  const source = { duck: session.duck, chain: flow.chain, find, book };
  const checks: Pick<PreparedStage, 'isCurrent' | 'mayTakeUp' | 'pictures'> = {
    isCurrent: async (stored) => stored.pictures === null || (await arePicturesSame(source, stored.pictures)),
    // Pictures that changed since the kill are looked at again; what has stayed is remembered by content.
    mayTakeUp: async () => !looks || (await areAllAsSeen(source)),
    pictures: () => (looks ? seenPictures(source) : Promise.resolve(null)),
  };
  return { find, book, checks };
}
