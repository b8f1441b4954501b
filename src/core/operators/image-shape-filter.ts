import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { countBound, unbounded } from './shared/bounds.ts';
import { anyOrAll } from './shared/pictures.ts';

/** Data-Juicer's `image_shape_filter`. */
export const imageShapeFilter = defineFilter({
  kind: 'filter',
  name: 'image_shape_filter',
  from: 'data-juicer',
  summary: 'Keeps samples whose pictures have a width and height, as seen, within bounds.',
  parameters: z.strictObject({
    min_width: countBound(1, 'Smallest width in pixels.'),
    max_width: countBound(unbounded, 'Greatest width in pixels.'),
    min_height: countBound(1, 'Smallest height in pixels.'),
    max_height: countBound(unbounded, 'Greatest height in pixels.'),
    any_or_all: anyOrAll,
  }),
  differences: ['Only the head of a file is read: a picture whose pixels cannot be decoded has its size all the same.'],
  cost: 'header',
  version: 1,
  statistics: [
    { key: 'image_width', per: 'picture', min: 'min_width', max: 'max_width' },
    { key: 'image_height', per: 'picture', min: 'min_height', max: 'max_height' },
  ],
  measuredBy: [],
  pictures: 'listed',
  measurePicture: {
    needs: 'header',
    measure:
      () =>
      ({ width, height }) => ({ image_width: width, image_height: height }),
  },
});
