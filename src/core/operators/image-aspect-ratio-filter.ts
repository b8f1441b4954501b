import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { bound } from './shared/bounds.ts';
import { anyOrAll } from './shared/pictures.ts';

/** Data-Juicer's `image_aspect_ratio_filter`. */
export const imageAspectRatioFilter = defineFilter({
  kind: 'filter',
  name: 'image_aspect_ratio_filter',
  from: 'data-juicer',
  summary: 'Keeps samples whose pictures have a width, divided by their height, within bounds.',
  parameters: z.strictObject({
    min_ratio: bound(0.333, 'Smallest ratio of width to height.'),
    max_ratio: bound(3, 'Greatest ratio of width to height.'),
    any_or_all: anyOrAll,
  }),
  differences: ['Only the head of a file is read: a picture whose pixels cannot be decoded has its size all the same.'],
  cost: 'header',
  version: 1,
  statistics: [{ key: 'aspect_ratios', per: 'picture', min: 'min_ratio', max: 'max_ratio' }],
  measuredBy: [],
  pictures: 'listed',
  measurePicture: {
    needs: 'header',
    measure:
      () =>
      ({ width, height }) => ({ aspect_ratios: width / height }),
  },
});
