import { LitElement } from 'lit';
import type { Observable } from './observable.ts';

/**
 * A part of a view. It renders into the page itself, not into a shadow: one style sheet, one tree for screen readers, and
 * the editor's context menus find `data-vscode-context`.
 */
export class Piece extends LitElement {
  #ends: (() => void)[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** What this part shows: it renders again when one of them changes. */
  protected follows(): readonly Observable[] {
    return [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ends = this.follows().map((source) =>
      source.follow(() => {
        this.requestUpdate();
      }),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const end of this.#ends) end();
  }
}
