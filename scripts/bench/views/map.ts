/// <reference lib="dom" />
import type { Random } from '../../../src/base/random.ts';
import type { PanelPages, PanelView } from '../../../test/webview/support/panel.ts';
import { untilDrawn, watchPage } from './drawn.ts';
import { openGridBeside } from './grid.ts';

/** What a map of many points takes, in milliseconds. */
export interface MapTimes {
  /** From one frame to the next. */
  readonly panning: readonly number[];
  readonly zooming: readonly number[];
  /** Until the samples below, and the grid, have what was lassoed. */
  readonly lassos: readonly number[];
}

/** Pans, zooms and lassos. */
export async function moveMap(pages: PanelPages, folder: string, random: Random, n: number): Promise<MapTimes> {
  const view = await pages.open({ panel: 'map', folder });
  openGridBeside(view);
  await view.page.locator('.map-clusters table').waitFor();
  const panning = await frames(view, 'pan', n);
  const zooming = await frames(view, 'zoom', n);
  const lassos = await lasso(view, random);
  await view.close();
  return { panning, zooming, lassos };
}

/** The map is moved in each frame, there and back again. */
function frames(view: PanelView, how: 'pan' | 'zoom', n: number): Promise<number[]> {
  return view.page.locator('canvas.map-over').evaluate(
    (canvas, { how, n }) =>
      new Promise<number[]>((resolve) => {
        const { left, top, width, height } = canvas.getBoundingClientRect();
        const move = (frame: number): void => {
          const angle = (frame / 40) * 2 * Math.PI;
          const [x, y] = [left + width * (0.5 + 0.2 * Math.sin(angle)), top + height / 2];
          const at = { clientX: x, clientY: y, bubbles: true, cancelable: true };
          if (how === 'zoom') canvas.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY: 90 * Math.sin(angle) }));
          else
            canvas.dispatchEvent(
              new PointerEvent(frame === 0 ? 'pointerdown' : 'pointermove', { ...at, pointerId: 1 }),
            );
        };
        const times: number[] = [];
        let before: number | null = null;
        const step = (now: number): void => {
          if (before !== null) times.push(now - before);
          before = now;
          if (times.length < n) {
            move(times.length);
            requestAnimationFrame(step);
            return;
          }
          canvas.dispatchEvent(new PointerEvent('pointerup', { pointerId: 1 }));
          resolve(times);
        };
        requestAnimationFrame(step);
      }),
    { how, n },
  );
}

const lassos = 20;

/** Rings of any size around any place. */
async function lasso({ page }: PanelView, random: Random): Promise<number[]> {
  await watchPage(page, 'pointerup');
  const canvas = page.locator('canvas.map-over');
  await canvas.focus();
  // The whole map, and a lasso.
  for (const key of ['0', 'l']) await page.keyboard.press(key);
  const { x, y, width, height } = (await canvas.boundingBox())!;
  const took: number[] = [];
  for (let i = 0; i < lassos; i++) {
    const middle = [x + width * (0.35 + random.real() * 0.3), y + height * (0.35 + random.real() * 0.3)] as const;
    const reach = height * (0.05 + random.real() * 0.3);
    await page.mouse.move(middle[0] + reach, middle[1]);
    await page.mouse.down();
    for (let angle = 0.2; angle < 2 * Math.PI; angle += 0.2)
      await page.mouse.move(middle[0] + reach * Math.cos(angle), middle[1] + reach * Math.sin(angle));
    await page.mouse.up();
    took.push(await untilDrawn(page));
  }
  return took;
}
