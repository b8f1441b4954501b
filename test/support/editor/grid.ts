/** The page of the grid, in the words of somebody who uses it. */
import type { Frame, Locator } from 'playwright-core';
import { until } from './until.ts';

/** A grid in a window. */
export class GridPage {
  readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
  }

  /** A card by its place; filled once its caption is there. */
  card(place: number): Locator {
    return this.frame.locator(`#card-${place}`);
  }

  /** The caption of the card at a place, as it is displayed. */
  caption(place: number): Promise<string> {
    return this.card(place).locator('.caption').innerText();
  }

  /** All captions that are in the page. */
  captions(): Promise<string[]> {
    return this.frame.locator('.card .caption').allInnerTexts();
  }

  /** What the grid says of how many samples there are. */
  count(): Promise<string> {
    return this.frame.locator('.count').innerText();
  }

  /** Writes a filter and waits until it is answered and its cards are there. @returns the count that is shown then */
  async filter(text: string): Promise<string> {
    await this.frame.locator('#filter').fill(text);
    await this.frame.locator('#filter').press('Enter');
    await this.#answered();
    return this.count();
  }

  /** Chooses an order by its label, or by the key of a score. */
  async sortBy(label: string): Promise<void> {
    await this.frame.locator('vscode-dropdown[aria-label="Sort by"]').click();
    await this.frame.locator('vscode-option', { hasText: label }).first().click();
    await this.#answered();
  }

  /** Opens the caption of a card to be written. @returns the text field */
  async write(place: number): Promise<Locator> {
    await this.card(place).locator('.caption').dblclick();
    const text = this.frame.locator('bs-caption-editor textarea');
    await text.waitFor();
    return text;
  }

  /** Writes a caption, and saves it. */
  async rewrite(place: number, caption: string): Promise<void> {
    const text = await this.write(place);
    await text.fill(caption);
    await text.press('Enter');
    await text.waitFor({ state: 'detached' });
  }

  /** The scores beside a caption that is being written: key and value. */
  async liveScores(): Promise<Map<string, string>> {
    const rows = await this.frame.locator('.live-score').all();
    const pairs = rows.map(async (row) => [
      (await row.getAttribute('data-key'))!,
      await row.locator('.score-value').innerText(),
    ]);
    return new Map((await Promise.all(pairs)) as [string, string][]);
  }

  /** Waits until so many pictures that can be seen are decoded. */
  async pictures(count: number, seconds = 30): Promise<void> {
    const shown = 'document.querySelectorAll(".card img").values().filter((i) => i.complete && i.naturalWidth > 0)';
    const enough = `[...${shown}].length >= ${count}`;
    await until(`${count} pictures`, () => this.frame.evaluate<boolean>(enough), seconds);
  }

  /** Waits until every card that is in the page has its caption. */
  async settled(): Promise<void> {
    await this.frame.waitForTimeout(50);
    await until('all captions', async () => (await this.frame.locator('.caption-waiting').count()) === 0);
  }

  /** Scrolls by so many pixels, with the wheel. */
  async scrollBy(pixels: number): Promise<void> {
    await this.frame.locator('.scroller').hover();
    await this.frame.page().mouse.wheel(0, pixels);
  }

  /** Goes to the last sample. */
  async toEnd(): Promise<void> {
    await this.frame.locator('[role=grid]').focus();
    await this.frame.page().keyboard.press('Control+End');
  }

  /** The text of all banners. */
  banners(): Promise<string[]> {
    return this.frame.locator('.banner').allInnerTexts();
  }

  async #answered(): Promise<void> {
    await this.frame.waitForTimeout(150);
    await this.frame.locator('.count-line .small-ring').waitFor({ state: 'detached' });
    await this.settled();
  }
}
