/** Work that runs ahead of its reader, a bounded way. */

/**
 * Maps items in their order while up to `count` of them are being worked on. Leaving the loop early lets what runs end
 * by itself.
 */
export async function* ahead<Item, Result>(
  items: AsyncIterable<Item>,
  count: number,
  act: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  for await (const item of items) {
    const result = act(item);
    // It is awaited later, in its turn; until then a failure must not count as unhandled.
    result.catch(() => undefined);
    running.push(result);
    if (running.length >= count) yield await running.shift()!;
  }
  while (running.length > 0) yield await running.shift()!;
}
