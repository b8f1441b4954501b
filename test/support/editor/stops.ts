/** How soon a grid is whole again after scrolling stops, as its own page sees it. */
import type { GridPage } from './grid.ts';

/** Milliseconds from the last movement until all that can be seen is there. */
export interface Stop {
  readonly captions: number;
  readonly pictures: number;
}

/** Goes to a part of the dataset by the scroll bar, then some screens on in steps, and stops there. */
export function scrollAndStop({ frame }: GridPage, part: number): Promise<Stop> {
  return frame.evaluate<Stop>(`(async () => {
    const scroller = document.querySelector('.scroller');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const view = scroller.getBoundingClientRect();
    const visible = () => [...document.querySelectorAll('.card')].filter((card) => {
      const { top, bottom } = card.getBoundingClientRect();
      return bottom > view.top && top < view.bottom;
    });
    const hasPicture = (card) => card.querySelector('.picture.none') !== null ||
      [...card.querySelectorAll('img')].some(({ complete, naturalWidth }) => complete && naturalWidth > 0);
    const whole = async (fits) => {
      for (;;) {
        const cards = visible();
        if (cards.length > 0 && cards.every(fits)) return Math.round(performance.now() - stopped);
        await frame();
      }
    };
    scroller.scrollTop = ${part} * (scroller.scrollHeight - 4 * scroller.clientHeight);
    for (let step = 0; step < 40; step++) {
      scroller.scrollTop += 60;
      await frame();
    }
    const stopped = performance.now();
    const captions = await whole((card) => card.querySelector('.caption') !== null);
    return { captions, pictures: await whole(hasPicture) };
  })()`);
}

/** The middle one and the largest. */
export function middleAndWorst(values: readonly number[]): { readonly middle: number; readonly worst: number } {
  const sorted = [...values].sort((a, b) => a - b);
  return { middle: sorted[Math.floor(sorted.length / 2)]!, worst: sorted.at(-1)! };
}
