import { z } from 'zod';
import { Pcg64 } from '../../base/pcg64.ts';
import { defineSelector } from './operator.ts';
import { everything, howMany, number, share } from './shared/selecting.ts';

/** Data-Juicer shuffles by this seed whatever the recipe's is. */
const seed = 42;

/** Data-Juicer's `random_selector`: the first of NumPy's permutation. */
export const randomSelector = defineSelector({
  kind: 'selector',
  name: 'random_selector',
  from: 'data-juicer',
  summary: 'Keeps a random choice of samples, the same at every run.',
  parameters: z
    .strictObject({
      select_ratio: share('Share of the samples to keep.'),
      select_num: number('How many samples to keep; with a share too, the smaller number counts.'),
    })
    .refine(({ select_ratio, select_num }) => select_ratio !== 0 || select_num !== null, {
      path: ['select_ratio'],
      message: 'select_ratio: 0 chooses nothing; name a share above 0 or a select_num',
    }),
  differences: [
    'A select_num above the number of samples keeps each of them once; Data-Juicer repeats some.',
    'Rows stay in dataset order.',
  ],
  version: 1,
  field: () => null,
  select: (count, _, { select_ratio, select_num }) => {
    const wanted = howMany(count, select_ratio, select_num);
    // A share that comes to no sample at all keeps everything, in Data-Juicer too.
    if (wanted === null || wanted === 0 || wanted >= count) return everything(count);
    return Array.from(new Pcg64(seed).permutation(count).subarray(0, wanted));
  },
});
