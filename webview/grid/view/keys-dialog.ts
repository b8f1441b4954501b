import { html, type TemplateResult } from 'lit';
import { t } from '../../shared/words.ts';
import { Part } from './part.ts';

/** Keys that the page itself knows; those of the editor's commands come with the page. */
function own(): readonly (readonly [string, string])[] {
  return [
    ['← ↑ → ↓', t('Go to another sample')],
    ['Home, End', t('Go to the first or the last sample')],
    ['Space', t('Select or unselect the sample')],
    ['Shift+← ↑ → ↓', t('Select up to there')],
    ['Ctrl+A', t('Select all samples of the filter')],
    ['Enter, F2', t('Edit the caption')],
    ['Esc', t('Close what is open, then clear the selection')],
  ];
}

/** The sheet of keys. */
class KeysDialog extends Part {
  show(): void {
    this.querySelector('dialog')!.showModal();
  }

  protected override render(): TemplateResult {
    const keys = [...this.grid.start.keys.map(({ key, title }) => [key, title] as const), ...own()];
    return html`<dialog class="dialog" aria-labelledby="keys-title">
      <h2 id="keys-title">${t('Keys')}</h2>
      <dl class="keys">
        ${keys.map(
          ([key, title]) =>
            html`<div>
              <dt><kbd>${key}</kbd></dt>
              <dd>${title}</dd>
            </div>`,
        )}
      </dl>
      <div class="dialog-buttons">
        <vscode-button
          @click=${() => {
            this.querySelector('dialog')!.close();
          }}
          >${t('Close')}</vscode-button
        >
      </div>
    </dialog>`;
  }
}

customElements.define('bs-keys-dialog', KeysDialog);
