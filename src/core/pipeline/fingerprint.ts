import { createHash } from 'node:crypto';
import type { Json } from '../../protocol/records.ts';
import type { Stage } from '../recipe/recipe.ts';
import { column } from '../store/columns.ts';
import type { Duck } from '../store/duck.ts';
import type { Chain } from './chain.ts';
import { presentBatches } from './present-batches.ts';

/** Raised when a kind of stage decides or computes otherwise for the same input: old results are then stale. */
const stageVersions: Readonly<Record<Stage['kind'], number>> = {
  measure: 1,
  clean: 2,
  cluster: 2,
  synthesize: 1,
  select: 3,
  train: 1,
  export: 1,
};

/** What a stage's result depends on. */
export interface StageInputs {
  readonly stage: Stage;
  readonly seed: number;
  /** Digest of the ids and contents that enter. */
  readonly entering: string;
  /** Digests of everything else: tags, pictures, results of other stages. */
  readonly others: readonly string[];
}

/** A stage's fingerprint: the SHA-256 of all that its result depends on. Equal fingerprint, equal result. */
export function stageKey({ stage, seed, entering, others }: StageInputs): string {
  return digest([stage.kind, stageVersions[stage.kind], stage.canonical, seed, entering, ...others]);
}

/** SHA-256 of a value as JSON. */
export function digest(value: Json): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** Digest of the rows that come out of a chain: ids, present texts and picture paths, in dataset order. */
export async function digestOfRows(duck: Duck, chain: Chain): Promise<string> {
  const hash = createHash('sha256');
  for await (const batch of presentBatches(duck, chain, { columns: ['id', 'images'], batchRows: 8192 })) {
    const ids = column(batch, 'id', 'text');
    const texts = column(batch, 'text', 'text');
    const images = column(batch, 'images', 'texts');
    const lines = ids.map((id, i) =>
      JSON.stringify([id, texts[i], images.values.slice(images.offsets[i], images.offsets[i + 1])]),
    );
    hash.update(lines.join('\n')).update('\n');
  }
  return hash.digest('hex');
}

/** Digest of the tags that overrule decisions. */
export function digestOfTags(tags: ReadonlyMap<number, 1 | -1>): string {
  return digest([...tags].map(([row, tag]) => [row, tag]));
}
