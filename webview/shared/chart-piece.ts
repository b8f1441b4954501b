import type { Plot } from './chart.ts';
import { onTheme } from './colors.ts';
import { Piece } from './piece.ts';

/**
 * A part with a plot in its element `.plot`. The plot is made anew when its size, the theme, or what its scales hang on
 * change; else it is drawn again.
 */
export abstract class ChartPiece extends Piece {
  plot: Plot | null = null;
  #made: readonly unknown[] = [];
  #theme = 0;
  #unfollow: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    const watcher = new ResizeObserver(() => this.requestUpdate());
    watcher.observe(this);
    const theme = onTheme(() => {
      this.#theme++;
      this.requestUpdate();
    });
    this.#unfollow = [() => watcher.disconnect(), theme];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#unfollow) end();
    this.#forget();
  }

  protected override updated(): void {
    const into = this.querySelector<HTMLElement>('.plot');
    if (into === null || into.clientWidth === 0) return;
    const made = [into.clientWidth, into.clientHeight, this.#theme, ...this.madeOf()];
    const isSame = made.length === this.#made.length && made.every((one, i) => one === this.#made[i]);
    if (this.plot !== null && isSame) this.drawAgain(this.plot);
    else {
      this.#forget();
      this.#made = made;
      this.plot = this.make(into);
    }
    this.place(this.plot);
  }

  /** What the plot's scales hang on. */
  protected abstract madeOf(): readonly unknown[];
  protected abstract make(into: HTMLElement): Plot;
  /** Shows what has changed since the plot was made. */
  protected abstract drawAgain(plot: Plot): void;
  /** Puts the plot's range, and what lies over it, where they belong. */
  protected abstract place(plot: Plot): void;

  #forget(): void {
    this.plot?.destroy();
    this.plot = null;
  }
}
