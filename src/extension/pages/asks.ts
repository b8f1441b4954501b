import * as z from 'zod/mini';

/** Rows that one question may ask for: a frame of the engine has at most 4 MB. */
const rowsAtOnce = 2000;

/** Shapes that questions of pages are made of. */
export const nothing = z.null();
export const text = z.string();
export const id = z.string().check(z.minLength(1), z.maxLength(4096));
export const name = z.string().check(z.minLength(1), z.maxLength(512));
export const whole = z.int().check(z.nonnegative());
export const keys = z.array(z.string().check(z.maxLength(512))).check(z.maxLength(256));
export const path = z.string().check(z.minLength(1), z.maxLength(4096));
export const range = z.strictObject({ from: whole, to: whole });

/** A change of tags. */
export const tagChange = z.strictObject({
  of: z.union([z.strictObject({ ids: z.array(id) }), z.strictObject({ result: whole, ranges: z.array(range) })]),
  add: keys,
  remove: keys,
});

/** The questions that every page may ask the engine. */
export const commonAsks = {
  overview: nothing,
  'grid/open': z.strictObject({
    filter: text,
    orderBy: z.nullable(z.strictObject({ key: z.string().check(z.maxLength(512)), descending: z.boolean() })),
  }),
  'grid/rows': z.strictObject({ result: whole, from: whole, count: whole.check(z.maximum(rowsAtOnce)), scores: keys }),
  'grid/ids': z.strictObject({ result: whole, ranges: z.array(range) }),
  thumbnails: z.array(z.strictObject({ path })),
  sample: z.strictObject({ id, scores: keys }),
};
