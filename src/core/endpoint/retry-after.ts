/**
 * How long a server asks to wait, in milliseconds: `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), or
 * `retry-after-ms`. A date is compared with the server's own clock where it tells it. Null where nothing sensible is
 * said; zero and less is zero.
 */
export function retryAfter(headers: Headers, wallClock: number = Date.now()): number | null {
  const exact = number(headers.get('retry-after-ms'));
  if (exact !== null) return Math.max(0, exact);
  const text = headers.get('retry-after');
  const seconds = number(text);
  if (seconds !== null) return Math.max(0, seconds * 1000);
  const until = Date.parse(text ?? '');
  if (Number.isNaN(until)) return null;
  const theirs = Date.parse(headers.get('date') ?? '');
  return Math.max(0, until - (Number.isNaN(theirs) ? wallClock : theirs));
}

function number(text: string | null): number | null {
  return text !== null && /^\s*-?\d+(\.\d+)?\s*$/.test(text) ? Number(text) : null;
}
