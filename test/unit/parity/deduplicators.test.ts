import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deduplicators, operatorOf, sampleView, useOf } from './operators.ts';
import { cutPng, once, open, pictures } from './pictures.ts';
import { operatorTable, type TableParameters, type TableSample } from './tables.ts';

interface DeduplicatorRun {
  readonly parameters: TableParameters;
  readonly hashes: readonly string[];
  /** Rows that stay. */
  readonly keep: readonly number[];
}

describe("a picture's hash is imagededup's", () => {
  for (const method of ['phash', 'dhash', 'ahash'] as const) {
    it(method, async () => {
      const deduplicator = operatorOf('image_deduplicator', 'deduplicator');
      const hash = deduplicator.measurePicture!.measure(useOf(deduplicator, { method }).parameters);
      const found: string[] = [];
      for (const { file, error, [method]: expected } of pictures) {
        if (error !== undefined || file === cutPng) continue;
        const ours = await hash(await open(file, 'pixels'));
        if (ours !== expected) found.push(`${file}: ${ours} instead of ${expected}`);
      }
      assert.deepEqual(found, []);
    });
  }
});

describe('a deduplicator keeps the samples that Data-Juicer keeps', () => {
  for (const name of deduplicators) {
    it(name, async () => {
      const { samples, runs } = operatorTable<DeduplicatorRun>(name);
      for (const { parameters, hashes, keep } of runs) {
        const ours = await deduplicate(name, parameters, samples);
        assert.deepEqual(ours.keep, keep, JSON.stringify(parameters));
        if (parameters['consider_text'] === true) continue;
        const wrong = samples.flatMap((sample, i) =>
          ours.fingerprints[i] === hashes[i]
            ? []
            : [`${JSON.stringify(sample)}: ${ours.fingerprints[i]} instead of ${hashes[i]}`],
        );
        assert.deepEqual(wrong, [], JSON.stringify(parameters));
      }
    });
  }
});

async function deduplicate(name: string, parameters: TableParameters, samples: readonly TableSample[]) {
  const deduplicator = operatorOf(name, 'deduplicator');
  const own = useOf(deduplicator, parameters).parameters;
  const hash = deduplicator.measurePicture?.measure(own);
  const look = once(async (file) => hash!(await open(file, 'pixels')));
  const fingerprint = deduplicator.fingerprint(own);
  const fingerprints: string[] = [];
  for (const sample of samples) {
    const files = [...new Set(sample.images ?? [])];
    fingerprints.push(fingerprint(sampleView(sample), await Promise.all(files.map(look))));
  }
  const chosen = deduplicator.representatives({ fingerprints, rank: null }, own);
  return { fingerprints, keep: [...chosen.keys()].filter((i) => chosen[i] === i) };
}
