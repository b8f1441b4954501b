/** What the product made of the pool: every caption that could be trained on, with what the run knows of it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { betterSynth, rowsOf } from '../demo/product.ts';
import { readTruth } from '../demo/truth.ts';
import { proofRecipe } from './recipe.ts';

/** A caption of the pool or of the captioner. */
export interface Candidate {
  readonly id: string;
  /** Its picture's path. */
  readonly picture: string;
  readonly caption: string;
  readonly synthesized: boolean;
  /** Whether it passed the filters. */
  readonly kept: boolean;
  readonly cluster: number;
  readonly matching: number;
  readonly similarity: number;
  /** How often the run's selection takes it. */
  readonly times: number;
  /** Whether an original is true, as it was drawn; of a synthesized one nobody knows. */
  readonly isTrue: boolean | null;
}

type Row = Omit<Candidate, 'isTrue' | 'cluster'> & { readonly cluster: number | null; readonly parent: string | null };

/** In dataset order, originals first. Filters and selection left their marks by the names of the recipe's stages. */
const candidatesSql = `
  SELECT id, parent, images[1] AS picture, caption, origin = 'synthesized' AS synthesized, outcome = 'kept' AS kept, cluster,
    list_min(image_text_matching_score) AS matching, list_min(image_text_similarity) AS similarity,
    coalesce(times, 0) AS times
  FROM samples JOIN decisions USING (id) JOIN scores USING (id) LEFT JOIN clusters USING (id) LEFT JOIN selected USING (id)
  WHERE stage = 'clean-2' ORDER BY synthesized, line`;

/** Runs the recipe of the proof on the pool, what of it is not up to date, and reads what came of it. */
export function runPool(folder: string, seed: number): Candidate[] {
  const pool = join(folder, 'pool');
  const recipe = join(pool, 'proof.yaml');
  writeFileSync(recipe, proofRecipe(seed));
  betterSynth(['run', pool, '--recipe', recipe], { shown: true });
  return withTruth(rowsOf<Row>(pool, candidatesSql), pool);
}

function withTruth(rows: readonly Row[], pool: string): Candidate[] {
  const truth = readTruth(pool);
  const clusters = new Map(rows.map(({ id, cluster }) => [id, cluster]));
  return rows.map(({ parent, ...row }) => ({
    ...row,
    picture: join(pool, row.picture),
    // As the product does it: what was synthesized after clustering belongs to its parent's cluster.
    cluster: row.cluster ?? clusters.get(parent ?? '') ?? -1,
    isTrue: row.synthesized ? null : truth[row.id]!.expect === 'kept',
  }));
}
