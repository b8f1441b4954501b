import { z } from 'zod';
import { defineDeduplicator } from './operator.ts';
import { equalFingerprints } from './shared/duplicates.ts';
import { md5 } from './shared/md5.ts';
import { hashMethods, perceptualHash } from './shared/perceptual-hash.ts';
import { strip } from './shared/text.ts';

/** Data-Juicer's `image_deduplicator`. */
export const imageDeduplicator = defineDeduplicator({
  kind: 'deduplicator',
  name: 'image_deduplicator',
  from: 'data-juicer',
  summary: 'Keeps the first of all samples whose pictures have the same perceptual hashes.',
  parameters: z.strictObject({
    method: z
      .enum(hashMethods, { error: ({ input }) => (input === 'whash' ? 'method: whash needs Data-Juicer' : undefined) })
      .default('phash')
      .describe('By frequencies (phash), by neighbours (dhash) or by the mean (ahash).'),
    consider_text: z
      .boolean()
      .default(false)
      .describe('Whether samples must also have the same text; samples without pictures are then compared too.'),
  }),
  version: 1,
  differences: [
    'A PNG that lacks its end fails; Data-Juicer fills it with black.',
    'Hashes are those of Pillow 13, which reduces upright pictures by another order of passes than Pillow 12.',
  ],
  measuredBy: ['method', 'consider_text'],
  measurePicture: {
    needs: 'pixels',
    measure:
      ({ method }) =>
      async (picture) =>
        perceptualHash(await picture.rgb(), method),
  },
  fingerprint:
    ({ consider_text }) =>
    ({ text }, pictures) =>
      pictures.join('') + (consider_text ? `|${md5(strip(text))}` : ''),
  byEquality: true,
  representatives: (question) => equalFingerprints(question),
});
