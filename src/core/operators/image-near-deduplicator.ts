import { z } from 'zod';
import { defineDeduplicator, type DuplicateQuestion, type SampleView } from './operator.ts';
import { greatestRadius, nearFingerprints } from './shared/near-duplicates.ts';
import { hashMethods, perceptualHash } from './shared/perceptual-hash.ts';

/**
 * Near duplicates by the Hamming distance of perceptual hashes. Samples are taken by `keep_by`, best first; one is
 * dropped when it is near one that stays, so no two that stay are near, and what is dropped drops nothing else.
 * Samples are near when they list equally many pictures and each is near the other's at its place. Samples that list
 * the same files are captions of one picture: they stand or fall together.
 */
export const imageNearDeduplicator = defineDeduplicator({
  kind: 'deduplicator',
  name: 'image_near_deduplicator',
  from: 'better-synth',
  summary: 'Drops samples whose pictures look almost like those of a better sample.',
  parameters: z.strictObject({
    method: z.enum(hashMethods).default('phash').describe('The perceptual hash, as of image_deduplicator.'),
    radius: z
      .int()
      .min(0)
      .max(greatestRadius)
      .default(4)
      .describe('How many of the 64 bits of near hashes may differ at most.'),
    keep_by: z
      .string()
      .default('first')
      .describe('Which of near samples stays: the first, or the best by a statistic, named by its key.'),
  }),
  version: 1,
  measuredBy: ['method'],
  measurePicture: {
    needs: 'pixels',
    measure:
      ({ method }) =>
      async (picture) =>
        perceptualHash(await picture.rgb(), method),
  },
  fingerprint: () => (sample, pictures) => (pictures.length === 0 ? '' : [...pictures, filesOf(sample)].join(' ')),
  rankBy: ({ keep_by }) => (keep_by === 'first' ? null : keep_by),
  representatives: (question, { radius }) => nearPictures(question, radius),
});

function filesOf({ images }: SampleView): string {
  return JSON.stringify([...new Set(images)]);
}

/** Near duplicates among the sets of files that samples list, each set spoken for by its best sample. */
function nearPictures({ fingerprints, rank }: DuplicateQuestion, radius: number): Int32Array {
  const speakers = new Map<string, number>();
  fingerprints.forEach((fingerprint, row) => {
    const speaker = speakers.get(fingerprint);
    if (speaker === undefined || (rank !== null && rank[row]! > rank[speaker]!)) speakers.set(fingerprint, row);
  });
  const rows = [...speakers.values()].sort((a, b) => a - b);
  const standsFor = nearFingerprints(
    {
      fingerprints: rows.map((row) => fingerprints[row]!.split(' ').slice(0, -1).join('')),
      rank: rank === null ? null : Float64Array.from(rows, (row) => rank[row]!),
    },
    radius,
  );
  const places = new Map(rows.map((row, place) => [row, place]));
  return Int32Array.from(fingerprints, (fingerprint, row) => {
    const place = places.get(speakers.get(fingerprint)!)!;
    return standsFor[place] === place ? row : rows[standsFor[place]!]!;
  });
}
