import * as z from 'zod/mini';
import { type GridContext, type GridMethods, type GridTells } from '../../protocol/views.ts';

/** Characters of JSON that one message from a page may have. */
export const messageLimit = 1_000_000;
/** Rows that one question may ask for: a frame of the engine has at most 4 MB. */
const rowsAtOnce = 2000;

const nothing = z.null();
const text = z.string();
const id = z.string().check(z.minLength(1), z.maxLength(4096));
const whole = z.int().check(z.nonnegative());
const keys = z.array(z.string().check(z.maxLength(512))).check(z.maxLength(256));
const path = z.string().check(z.minLength(1), z.maxLength(4096));
const range = z.strictObject({ from: whole, to: whole });
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
  overview: nothing,
  'grid/open': z.strictObject({
    filter: text,
    orderBy: z.nullable(z.strictObject({ key: z.string().check(z.maxLength(512)), descending: z.boolean() })),
  }),
  'grid/rows': z.strictObject({ result: whole, from: whole, count: whole.check(z.maximum(rowsAtOnce)), scores: keys }),
  'grid/ids': z.strictObject({ result: whole, ranges: z.array(range) }),
  'grid/place': z.strictObject({ result: whole, id }),
  'grid/places': z.strictObject({ result: whole, ranges: z.array(range), into: whole }),
  thumbnails: z.array(z.strictObject({ path })),
  sample: z.strictObject({ id, scores: keys }),
  'captions/score': z.strictObject({ id, caption: text }),
  'captions/find': replacement,
  first: nothing,
  edit: z.array(wantedEdit).check(z.minLength(1)),
  replace: replacement,
  tag: z.strictObject({
    of: z.union([z.strictObject({ ids: z.array(id) }), z.strictObject({ result: whole, ranges: z.array(range) })]),
    add: keys,
    remove: keys,
  }),
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
export const openArguments = z.object({ folder: z.optional(z.string()), filter: z.optional(z.string()) });

const version = z.literal('2.0');
const requestId = z.union([z.int(), z.string().check(z.maxLength(100))]);
/** A message of the wire as a page may send it: a question, a notification, or the taking back of a question. */
const wireMessage = z.union([
  z.strictObject({ jsonrpc: version, method: z.literal('$/cancelRequest'), params: z.strictObject({ id: requestId }) }),
  z.strictObject({
    jsonrpc: version,
    id: z.optional(requestId),
    method: z.string().check(z.maxLength(100)),
    params: z.array(z.unknown()).check(z.length(1)),
  }),
]);
const envelope = z.strictObject({ wire: wireMessage });

/** A checked message of the wire. Whether its method is known, and what it asks with, is checked later. */
export type WireMessage = z.infer<typeof wireMessage>;

/** The message that a page sent, or null for anything that is none, or too big. Never throws. */
export function readMessage(received: unknown): WireMessage | null {
  const { data } = envelope.safeParse(received);
  return data !== undefined && isWithin(data, messageLimit) ? data.wire : null;
}

function isWithin(message: unknown, limit: number): boolean {
  try {
    return JSON.stringify(message).length <= limit;
  } catch {
    return false;
  }
}
