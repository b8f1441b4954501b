import { z } from 'zod';
import { defineFilter } from './operator.ts';
import { anyOrAll } from './shared/pictures.ts';
import { sizeToBytes } from './shared/sizes.ts';

/** Data-Juicer's `image_size_filter`. The file's size counts, whatever is in it. */
export const imageSizeFilter = defineFilter({
  kind: 'filter',
  name: 'image_size_filter',
  from: 'data-juicer',
  summary: 'Keeps samples whose picture files have a size within bounds.',
  parameters: z.strictObject({
    min_size: size('0', 'Smallest size, such as 10KB; units are 1,024 each, and a dot counts for nothing.'),
    max_size: size('1TB', 'Greatest size, such as 5MB; units are 1,024 each, and a dot counts for nothing.'),
    any_or_all: anyOrAll,
  }),
  cost: 'header',
  version: 1,
  statistics: [{ key: 'image_sizes', per: 'picture', min: 'min_size', max: 'max_size', readBound: sizeToBytes }],
  measuredBy: [],
  pictures: 'listed',
  measurePicture: {
    needs: 'file',
    measure:
      () =>
      ({ bytes }) => ({ image_sizes: bytes }),
  },
});

function size(by: string, description: string): z.ZodDefault<z.ZodString> {
  const readable = z.string().superRefine((text, context) => {
    try {
      sizeToBytes(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as RangeError).message });
    }
  });
  return readable.default(by).describe(description);
}
