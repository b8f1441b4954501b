/// <reference lib="dom" />
import type { Random } from '../../../src/base/random.ts';
import type { PanelPages } from '../../../test/webview/support/panel.ts';
import { untilDrawn, watchPage } from './drawn.ts';
import { openGridBeside } from './grid.ts';

/** How a brush is dragged: so many moves, then another score is brushed. */
const moves = 12;

/** Brushes scores, several at a time; milliseconds until all histograms and the grid have followed a move. (The strip waits while a grid follows.) */
export async function brushScores(pages: PanelPages, folder: string, random: Random, n: number): Promise<number[]> {
  const view = await pages.open({ panel: 'scores', folder });
  const { page } = view;
  openGridBeside(view);
  await watchPage(page, 'pointermove');
  const plots = page.locator('bs-histogram .u-over');
  const count = await plots.count();
  const took: number[] = [];
  while (took.length < n) {
    const plot = plots.nth(random.below(count));
    await plot.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await plot.boundingBox())!;
    const middle = y + height / 2;
    await page.mouse.move(x + 1 + random.real() * width * 0.4, middle);
    await page.mouse.down();
    for (let move = 0; move < moves && took.length < n; move++) {
      await page.mouse.move(x + width * (0.5 + random.real() * 0.5) - 1, middle);
      took.push(await untilDrawn(page));
    }
    await page.mouse.up();
    // At most three at once: nothing is left within more.
    if ((await page.locator('bs-histogram .brush:not([hidden])').count()) >= 3) {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Clear brushes' }).click();
      await untilDrawn(page);
    }
  }
  await view.close();
  return took;
}
