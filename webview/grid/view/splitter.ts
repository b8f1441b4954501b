import { html, type TemplateResult } from 'lit';
import { t } from '../../shared/words.ts';
import { Part } from './part.ts';

const bounds = { least: 260, most: 900 } as const;

/** Between the grid and the panel: dragged, or moved by the arrow keys. */
class Splitter extends Part {
  protected override render(): TemplateResult {
    const width = this.grid.view.kept.panelWidth;
    return html`<div
      class="splitter"
      role="separator"
      tabindex="0"
      aria-orientation="vertical"
      aria-label=${t('Width of the sample panel')}
      aria-valuemin=${bounds.least}
      aria-valuemax=${bounds.most}
      aria-valuenow=${width}
      @pointerdown=${this.#grab}
      @keydown=${this.#key}
    ></div>`;
  }

  #set(width: number): void {
    const most = Math.min(bounds.most, window.innerWidth - 120);
    this.grid.view.set({ panelWidth: Math.round(Math.max(bounds.least, Math.min(most, width))) });
    this.requestUpdate();
  }

  readonly #grab = (event: PointerEvent): void => {
    const handle = event.target as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (move) => {
      this.#set(window.innerWidth - move.clientX);
    };
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
    };
  };

  readonly #key = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? 20 : event.key === 'ArrowRight' ? -20 : 0;
    if (step === 0) return;
    event.preventDefault();
    this.#set(this.grid.view.kept.panelWidth + step);
  };
}

customElements.define('bs-splitter', Splitter);
