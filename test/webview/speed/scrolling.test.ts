import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeHost } from '../support/fake-host.ts';
import { Pages } from '../support/page.ts';

/** A minute by hand (`SCROLL_SECONDS=60`), less where many tests wait. */
const seconds = Number(process.env['SCROLL_SECONDS'] ?? 8);

test('scrolling leaves the memory flat, and pictures are asked for within 300 ms after it stops', async (t) => {
  const pages = await Pages.begin();
  t.after(() => pages.end());
  const host = new FakeHost(1_000_000);
  const view = await pages.open({ host });
  const { page } = view;
  const heap = (): Promise<number> =>
    page.evaluate(() => {
      (globalThis as unknown as { gc(): void }).gc();
      return (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize;
    });
  await page.mouse.move(500, 400);
  await scroll(3);
  const before = await heap();
  host.delay = 60;
  await scroll(seconds);
  host.delay = 0;
  await page.waitForTimeout(800);
  const grown = ((await heap()) - before) / 2 ** 20;
  t.diagnostic(`after ${seconds} s: ${grown.toFixed(1)} MiB more, ${await page.locator('*').count()} elements`);
  assert.ok(grown < 12, `${grown} MiB`);
  assert.ok((await page.locator('*').count()) < 8000);
  assert.ok(host.cancelled.length > 0, 'what scrolled away is taken back');

  const waits: number[] = [];
  for (const part of [0.77, 0.31, 0.56, 0.12, 0.93]) {
    await page.waitForTimeout(700);
    waits.push(await jump(part));
  }
  t.diagnostic(`pictures asked for ${waits.join(', ')} ms after a jump`);
  assert.ok(Math.min(...waits) <= 300, `${waits.join(', ')} ms`);
  await view.close();

  /** Milliseconds from a jump until the first pictures there are asked for. */
  async function jump(part: number): Promise<number> {
    const moved = await page.evaluate((part) => {
      const scroller = document.querySelector('.scroller')!;
      scroller.scrollTop = scroller.scrollHeight * part;
      return Date.now();
    }, part);
    for (;;) {
      const asked = host.asked.find(({ method, at }) => method === 'thumbnails' && at >= moved);
      if (asked !== undefined) return asked.at - moved;
      await page.waitForTimeout(10);
    }
  }

  async function scroll(time: number): Promise<void> {
    const end = Date.now() + time * 1000;
    while (Date.now() < end) {
      await page.mouse.wheel(0, 700);
      await page.waitForTimeout(16);
      if (Math.floor(Date.now() / 500) % 6 === 0) {
        await page.evaluate(
          (part) => {
            const scroller = document.querySelector('.scroller')!;
            scroller.scrollTop = scroller.scrollHeight * part;
          },
          (end - Date.now()) / (time * 1000),
        );
      }
    }
  }
});
