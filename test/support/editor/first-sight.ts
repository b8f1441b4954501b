/** When a grid shows something first, by the clock of its own page: asking from outside would wait for a page that loads. */
import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** By the clock, in milliseconds. */
export interface FirstSight {
  readonly caption: number;
  readonly picture: number;
}

/** Has every view that is opened from now on note when its first caption and its first decoded picture are there. */
export async function noteFirstSight(page: Page): Promise<void> {
  await page.context().addInitScript(`
    if (location.pathname.endsWith('/webview/browser/pre/index.html')) {
      const seen = (globalThis.firstSight = {});
      const timer = setInterval(() => {
        for (const { contentDocument: view } of document.querySelectorAll('iframe')) {
          if (view?.querySelector('.card .caption')) seen.caption ??= Date.now();
          const pictures = [...(view?.querySelectorAll('.card img') ?? [])];
          if (pictures.some(({ complete, naturalWidth }) => complete && naturalWidth > 0)) seen.picture = Date.now();
        }
        if (seen.picture) clearInterval(timer);
      }, 10);
    }
  `);
}

/** What the grid that is open now has noted, once it shows a picture. */
export function firstSight(page: Page): Promise<FirstSight> {
  return until('the first picture', async () => {
    for (const frame of page.frames()) {
      const seen = await frame.evaluate<Partial<FirstSight> | null>('globalThis.firstSight ?? null').catch(() => null);
      if (seen?.picture !== undefined) return seen as FirstSight;
    }
    return undefined;
  });
}
