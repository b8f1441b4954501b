import { html, nothing, type TemplateResult } from 'lit';
import type { Observable } from '../../shared/observable.ts';
import { icon, iconButton } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import { changeTags } from '../model/commands.ts';
import { Part } from './part.ts';

/** What can be done with the selected samples. */
class SelectionBar extends Part {
  protected override follows(): readonly Observable[] {
    return [this.grid.selection];
  }

  protected override render(): TemplateResult | typeof nothing {
    const { selection, total, start } = this.grid;
    const { count } = selection;
    if (count === 0) return nothing;
    const selected = count === 1 ? t('1 selected') : t('{0} selected', count);
    return html`<div class="selection-bar" role="toolbar" aria-label=${t('Selected samples')}>
      <strong aria-live="polite">${selected}</strong>
      ${start.readOnly || start.restricted ? nothing : this.#tags()}
      ${
        count === total
          ? nothing
          : html`<vscode-button
              appearance="secondary"
              @click=${() => {
                selection.all(total);
              }}
              >${t('Select all {0}', total)}</vscode-button
            >`
      }
      ${iconButton('close', t('Clear the selection'), () => {
        selection.set([]);
      })}
    </div>`;
  }

  #tags(): TemplateResult {
    const change = (add: readonly string[], remove: readonly string[]) => () => {
      changeTags(this.grid, add, remove).catch((error: unknown) => {
        this.grid.banners.fail(error);
      });
    };
    return html`
      <vscode-button appearance="secondary" @click=${change(['keep'], ['drop'])}
        >${icon('pass')} ${t('Keep')}</vscode-button
      >
      <vscode-button appearance="secondary" @click=${change(['drop'], ['keep'])}
        >${icon('trash')} ${t('Drop')}</vscode-button
      >
      <vscode-button appearance="secondary" @click=${change([], ['keep', 'drop'])}
        >${icon('circle-large')} ${t('Undecided')}</vscode-button
      >
      <vscode-button appearance="secondary" @click=${() => this.dispatchEvent(new Event('ask-tag'))}
        >${icon('tag')} ${t('Add tag…')}</vscode-button
      >
      <span
        class="hint"
        title=${t('Tags win over filters and selection: an export takes what is tagged keep and leaves what is tagged drop.')}
        >${icon('info')}<span>${t('Exports follow these tags.')}</span></span
      >
    `;
  }
}

customElements.define('bs-selection-bar', SelectionBar);
