import * as z from 'zod/mini';

/** Characters of JSON that one message from a page may have. */
export const messageLimit = 1_000_000;

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
