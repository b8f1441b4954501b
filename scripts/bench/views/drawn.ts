/// <reference lib="dom" />
/** The clock of a page: from what a person does until what it asks for is answered and drawn. */
import type { Page } from 'playwright-core';

interface Wire {
  readonly id?: number;
  readonly method?: string;
}

/** What this file puts into a page. */
interface Watched {
  sendToHost: (message: { wire: Wire }) => unknown;
  /** When a person did something last. */
  began: number;
  /** Questions without an answer. */
  unanswered: Set<number>;
}

/**
 * Begins to note what a page asks for, and when events of a kind happen.
 * @param left questions that nobody waits for
 */
export async function watchPage(page: Page, event: string, left: readonly string[] = []): Promise<void> {
  await page.evaluate(
    ({ event, left }) => {
      const watched = window as unknown as Watched;
      watched.unanswered = new Set();
      const send = watched.sendToHost;
      watched.sendToHost = (message): unknown => {
        const { id, method } = message.wire;
        if (id !== undefined && method !== undefined && !left.includes(method)) watched.unanswered.add(id);
        return send(message);
      };
      addEventListener('message', ({ data }: MessageEvent<{ wire?: Wire }>) => {
        if (data.wire?.method === undefined) watched.unanswered.delete(data.wire?.id ?? -1);
      });
      addEventListener(event, ({ timeStamp }) => (watched.began = timeStamp), true);
    },
    { event, left },
  );
}

/** Milliseconds from the last event until a frame was drawn in which nothing was unanswered, and nothing was asked after. */
export function untilDrawn(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const { unanswered, began } = window as unknown as Watched;
        let drawn: number | null = null;
        const look = (): void => {
          if (unanswered.size > 0) drawn = null;
          else if (drawn !== null) return resolve(drawn - began);
          // A task behind the frame: what it shows has been painted by then.
          else setTimeout(() => (drawn = performance.now()));
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
  );
}
