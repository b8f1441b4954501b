import { html, nothing, type TemplateResult } from 'lit';
import type { Observable } from '../../shared/observable.ts';
import { iconButton, icon } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import { sizes } from '../model/view-state.ts';
import { Part } from './part.ts';
import { scoreName } from '../../shared/score-name.ts';

/** Orders that need no score. */
function orders(): readonly (readonly [string, string])[] {
  return [
    ['caption', t('Caption')],
    ['id', t('Id')],
    ['cluster', t('Cluster')],
    ['distance', t('Distance to centre')],
    ['times', t('Times selected')],
  ];
}

class Toolbar extends Part {
  protected override follows(): readonly Observable[] {
    return [this.grid, this.grid.view, this.grid.replacing, this.grid.banners];
  }

  protected override render(): TemplateResult {
    const { grid } = this;
    const { panel } = grid.view.kept;
    return html`
      <div class="toolbar" role="toolbar" aria-label=${t('Grid')}>
        <bs-filter-box .owner=${grid}></bs-filter-box>
        <div class="tools">
          ${this.#order()} ${this.#size()}
          <bs-score-chooser .grid=${grid}></bs-score-chooser>
          ${grid.start.readOnly || grid.start.restricted ? nothing : this.#replaceButton()}
          ${iconButton(
            'layout-sidebar-right',
            t('Sample panel'),
            () => {
              grid.togglePanel();
            },
            panel,
          )}
        </div>
      </div>
      <div class="count-line">
        <span aria-live="polite" class="count">${this.#count()}</span>
        ${grid.loading ? html`<vscode-progress-ring class="small-ring" aria-label=${t('Searching')}></vscode-progress-ring>` : nothing}
        <span aria-live="polite" class="said">${grid.banners.said}</span>
        ${this.#marks()}
      </div>
    `;
  }

  #replaceButton(): TemplateResult {
    const { replacing } = this.grid;
    const act = (): void => {
      replacing.show(!replacing.open);
    };
    return iconButton('replace-all', t('Find and replace'), act, replacing.open);
  }

  #order(): TemplateResult {
    const { grid } = this;
    const { orderBy } = grid.view.kept;
    const keys = (grid.overview?.scores ?? []).map(({ key }) => key);
    const all = [...orders(), ...keys.map((key) => [key, scoreName(key)] as const)];
    const choose = (event: Event): void => {
      const key = (event.target as HTMLSelectElement).value;
      grid.ask({ orderBy: key === '' ? null : { key, descending: orderBy?.descending ?? keys.includes(key) } });
    };
    const turn = (): void => {
      if (orderBy !== null) grid.ask({ orderBy: { ...orderBy, descending: !orderBy.descending } });
    };
    return html`<span class="order">
      <vscode-dropdown aria-label=${t('Sort by')} title=${t('Sort by')} .value=${orderBy?.key ?? ''} @change=${choose}>
        <vscode-option value="" ?selected=${orderBy === null}>${t('Dataset order')}</vscode-option>
        ${all.map(([key, label]) => html`<vscode-option value=${key} ?selected=${orderBy?.key === key}>${label}</vscode-option>`)}
      </vscode-dropdown>
      ${
        orderBy === null
          ? nothing
          : iconButton(
              orderBy.descending ? 'arrow-down' : 'arrow-up',
              orderBy.descending ? t('Highest first') : t('Lowest first'),
              turn,
            )
      }
    </span>`;
  }

  #size(): TemplateResult {
    const { view } = this.grid;
    const change = (event: Event): void => {
      view.set({ size: Number((event.target as HTMLInputElement).value) });
    };
    return html`<label class="size" title=${t('Size of pictures')}>
      ${icon('zoom-in')}
      <input
        type="range"
        aria-label=${t('Size of pictures')}
        min=${sizes.least}
        max=${sizes.most}
        step=${sizes.step}
        .value=${String(view.kept.size)}
        @input=${change}
      />
    </label>`;
  }

  #count(): string {
    const { counted } = this.grid;
    if (counted === null) return '';
    const { total, of, complete } = counted;
    if (!complete) return t('{0} samples imported so far', total);
    if (total === of) return of === 1 ? t('1 sample') : t('{0} samples', of);
    return t('{0} of {1}', total, of);
  }

  #marks(): TemplateResult {
    const { readOnly, restricted } = this.grid.start;
    return html`${
      restricted
        ? html`<span class="mark" title=${t('Trust this workspace to see pictures and to edit.')}
            >${icon('workspace-untrusted')} ${t('Restricted Mode')}</span
          >`
        : nothing
    }
    ${readOnly && !restricted ? html`<span class="mark" title=${t('This file is not the dataset of the recipe.')}>${icon('lock')} ${t('Read-only')}</span>` : nothing}`;
  }
}

customElements.define('bs-toolbar', Toolbar);
