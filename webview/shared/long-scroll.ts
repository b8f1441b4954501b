/** No engine lays out elements of more pixels than some 33 million; beyond this the scroll bar stands for more than it has. */
const longest = 8_000_000;
/** After so many milliseconds without scrolling the scroll bar is put where it belongs. */
const settled = 150;

/**
 * Scrolls through content of any height. The element scrolls over at most {@link longest} pixels. Small steps (wheel,
 * touch) move the content by as many pixels; jumps (the scroll bar dragged) by proportion.
 */
export class LongScroll {
  /** Where the content stands, in pixels of the content. */
  offset = 0;
  readonly #element: HTMLElement;
  readonly #moved: () => void;
  #total = 0;
  #top = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement, moved: () => void) {
    this.#element = element;
    this.#moved = moved;
    element.addEventListener('scroll', this.#scrolled, { passive: true });
  }

  /** What to take from a place in the content to get its place in the element. */
  get shift(): number {
    return this.offset - this.#top;
  }

  /** Height of the content as the element has it, in pixels. */
  get height(): number {
    return Math.min(this.#total, longest);
  }

  /** Sets the content's height; the place is kept as far as it is still there. The element must have {@link height} then. */
  set total(total: number) {
    this.#total = total;
  }

  /** Moves to a place of the content. */
  to(offset: number): void {
    this.offset = Math.min(Math.max(0, offset), this.#end);
    this.#settle();
    this.#moved();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#element.removeEventListener('scroll', this.#scrolled);
  }

  readonly #scrolled = (): void => {
    const top = this.#element.scrollTop;
    const step = top - this.#top;
    if (step === 0) return;
    this.#top = top;
    const jump = Math.abs(step) > this.#element.clientHeight;
    const wanted = this.#ratio === 1 ? top : jump ? top * this.#ratio : this.offset + step;
    this.offset = Math.min(Math.max(0, wanted), this.#end);
    if (top <= 0 || top >= this.height - this.#element.clientHeight) this.#settle();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // Scrolled on since: the event is on its way, and must find the element where it was scrolled to.
      if (this.#element.scrollTop !== this.#top) return;
      this.#settle();
      this.#moved();
    }, settled);
    this.#moved();
  };

  #settle(): void {
    this.#element.scrollTop = this.offset / this.#ratio;
    this.#top = this.#element.scrollTop;
    if (this.#ratio === 1) this.offset = this.#top;
  }

  get #end(): number {
    return Math.max(0, this.#total - this.#element.clientHeight);
  }

  /** Pixels of the content for one of the scroll bar. */
  get #ratio(): number {
    if (this.#total <= longest) return 1;
    return this.#end / (longest - this.#element.clientHeight);
  }
}
