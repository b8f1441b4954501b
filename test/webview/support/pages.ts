import { after, before } from 'node:test';
import { Pages, type Opening, type View } from './page.ts';

/** The browser of a test file, from before its tests until after them. */
export function pagesOfTests(): { open(opening: Opening): Promise<View> } {
  let pages: Pages;
  before(async () => {
    pages = await Pages.begin();
  });
  after(async () => {
    await pages.end();
  });
  return { open: (opening) => pages.open(opening) };
}

/** The card at a place. */
export const card = (place: number): string => `[data-place="${place}"]`;
