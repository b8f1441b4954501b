import { Random } from '../../base/random.ts';
import type { Import } from '../store/state/registry.ts';
import { onlyRows } from './chain.ts';
import { digest } from './fingerprint.ts';
import type { Flow } from './flow.ts';

/** The flow of a preview: so many samples drawn by the recipe's seed, in dataset order. */
export function previewRows(flow: Flow, dataset: Import, sample: number, seed: number): Flow {
  const rows = [...new Random(seed).sample(dataset.part.rows, Math.min(sample, dataset.part.rows))].sort(
    (a, b) => a - b,
  );
  return {
    ...flow,
    chain: onlyRows(flow.chain, rows),
    entering: digest([flow.entering, rows]),
  };
}
