import { html, type TemplateResult } from 'lit';
import type { GridContext } from '../../../src/protocol/views.ts';
import { t } from '../../shared/words.ts';
import { changeTags } from '../model/commands.ts';
import { Part } from './part.ts';

/** Asks for a tag's name and gives it to the selected samples, or to the focused one. */
export class TagDialog extends Part {
  #data: GridContext | null = null;

  get #dialog(): HTMLDialogElement {
    return this.querySelector('dialog')!;
  }

  /** Asks; `data` is the card whose menu was opened, where one was. */
  show(data: GridContext | null): void {
    this.#data = data;
    this.requestUpdate();
    this.#dialog.showModal();
    this.#field.value = '';
    this.#field.focus();
  }

  get #field(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>('vscode-text-field')!;
  }

  protected override render(): TemplateResult {
    const tags = this.grid.overview?.tags ?? [];
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      this.#give(this.#field.value);
    };
    return html`<dialog class="dialog" aria-labelledby="tag-title">
      <h2 id="tag-title">${t('Add a tag')}</h2>
      <vscode-text-field aria-label=${t('Tag')} maxlength="100" @keydown=${key}></vscode-text-field>
      <div class="known-tags">
        ${tags.map(
          ({ tag }) =>
            html`<button
              type="button"
              class="chip"
              @click=${() => {
                this.#give(tag);
              }}
            >
              <bdi>${tag}</bdi>
            </button>`,
        )}
      </div>
      <div class="dialog-buttons">
        <vscode-button
          appearance="secondary"
          @click=${() => {
            this.#dialog.close();
          }}
          >${t('Cancel')}</vscode-button
        >
        <vscode-button
          @click=${() => {
            this.#give(this.#field.value);
          }}
          >${t('Add')}</vscode-button
        >
      </div>
    </dialog>`;
  }

  #give(name: string): void {
    const tag = name.trim();
    if (tag === '') return;
    this.#dialog.close();
    changeTags(this.grid, [tag], [], this.#data).catch((error: unknown) => {
      this.grid.banners.fail(error);
    });
  }
}

customElements.define('bs-tag-dialog', TagDialog);
