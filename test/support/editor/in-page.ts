/** Functions that run in a page, on as much of its elements as they need: tests are not compiled against a browser. */

interface PageElement {
  readonly textContent: string;
  getAttribute(name: string): string | null;
  closest(selector: string): PageElement | null;
  matches(selector: string): boolean;
  querySelectorAll(selector: string): ArrayLike<PageElement>;
}

/** Whether the keyboard is at an element, or at a part of it. */
export function hasFocus(element: PageElement): boolean {
  return element.matches(':focus-within');
}

/** The label and the description of each row of a tree. */
export function rowTexts(rows: readonly PageElement[]): string[] {
  const textsOf = (row: PageElement): string[] =>
    Array.from(row.querySelectorAll('.label-name, .label-description')).map(({ textContent }) => textContent.trim());
  return rows.map((row) => textsOf(row).join(' '));
}

/** What elements are called to screen readers, but for cards, which show what is in the dataset. */
export function ownLabels(elements: readonly PageElement[]): string[] {
  return elements.flatMap((element) =>
    element.closest('.card') === null ? (element.getAttribute('aria-label') ?? []) : [],
  );
}

/** The place of each card, and its caption with every sign of it. */
export function cardTexts(cards: readonly PageElement[]): [place: number, caption: string][] {
  return cards.map((card) => [
    Number(card.getAttribute('data-place')),
    Array.from(card.querySelectorAll('.caption'))[0]?.textContent ?? '',
  ]);
}
