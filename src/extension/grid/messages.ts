import * as z from 'zod/mini';
import { commonAsks, id, nothing, path, range, tagChange, text, whole } from '../pages/asks.ts';
import { type GridContext, type GridMethods, type GridTells } from '../../protocol/views.ts';

const wantedEdit = z.strictObject({ id, caption: text, seen: text });
const replacement = z.strictObject({
  result: whole,
  find: text,
  replace: text,
  pattern: z.boolean(),
  matchCase: z.boolean(),
});

/** The shape of what each question of a page is asked with. */
export const asks = {
  ...commonAsks,
  'grid/place': z.strictObject({ result: whole, id }),
  'grid/places': z.strictObject({ result: whole, ranges: z.array(range), into: whole }),
  'captions/score': z.strictObject({ id, caption: text }),
  'captions/find': replacement,
  first: nothing,
  edit: z.array(wantedEdit).check(z.minLength(1)),
  replace: replacement,
  tag: tagChange,
  save: nothing,
  'open-picture': z.strictObject({ path }),
  'show-difference': z.strictObject({ id, before: text, after: text }),
  copy: z.strictObject({ text }),
  'restart-engine': nothing,
} satisfies { readonly [M in keyof GridMethods]: z.ZodMiniType<GridMethods[M]['ask']> };

/** The shape of what a page tells. */
export const tells = {
  ready: nothing,
  'input-focus': z.strictObject({ focused: z.boolean() }),
  kept: z.record(z.string(), z.unknown()),
} satisfies { readonly [T in keyof GridTells]: z.ZodMiniType<GridTells[T]> };

/** Edits as they were written into a backup. */
export const backup = z.strictObject({ edits: z.array(z.array(wantedEdit)) });

const context = z.object({ webviewSection: z.literal('card'), id, path: z.nullable(path) });

/** What a context menu was opened on, from what the editor hands to a command; null: on no card. */
export function contextOf(argument: unknown): GridContext | null {
  const { data } = context.safeParse(argument);
  return data === undefined ? null : { ...data, preventDefaultContextMenuItems: true };
}

/** Arguments of *Open Dataset*, where it was given any. */
export const openArguments = z.object({
  folder: z.optional(z.string()),
  filter: z.optional(z.string()),
  beside: z.optional(z.boolean()),
});
